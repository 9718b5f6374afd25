# SPDX-License-Identifier: Apache-2.0
"""Addresses of topics and decisions. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.steps import StepView
from yizhan.web.topics import pages
from yizhan.web.topics.views import decisions, topics

urlpatterns: list[URLPattern | URLResolver] = [
    path("topics/", topics.topics, name="topics"),
    path("topics/new/", topics.new, name="topic-new"),
    path("topics/decisions/", decisions.decisions, name="decisions"),
    path("topics/decisions/new/", decisions.new, name="decision-new"),
    path("topics/decisions/<uuid:public_id>/", decisions.decision, name="decision"),
    path("topics/decisions/<uuid:public_id>/issue/", StepView.as_view(page=pages.IssuePage), name="decision-issue"),
    path(
        "topics/decisions/<uuid:public_id>/conclusion/",
        StepView.as_view(page=pages.ConclusionPage),
        name="decision-conclusion",
    ),
    path("topics/decisions/<uuid:public_id>/phase/", StepView.as_view(page=pages.PhasePage), name="decision-phase"),
    path("topics/<uuid:public_id>/", topics.topic, name="topic"),
    path("topics/<uuid:public_id>/extension/", StepView.as_view(page=pages.ExtensionPage), name="topic-extension"),
    path("topics/<uuid:public_id>/closing/", StepView.as_view(page=pages.ClosingPage), name="topic-closing"),
    path("topics/<uuid:public_id>/reopening/", StepView.as_view(page=pages.ReopeningPage), name="topic-reopening"),
    path("topics/<uuid:public_id>/withdrawal/", StepView.as_view(page=pages.WithdrawalPage), name="topic-withdrawal"),
    path(
        "topics/requests/<uuid:public_id>/acceptance/",
        StepView.as_view(page=pages.AcceptancePage),
        name="topic-request-acceptance",
    ),
    path(
        "topics/requests/<uuid:public_id>/refusal/",
        StepView.as_view(page=pages.RefusalPage),
        name="topic-request-refusal",
    ),
]
