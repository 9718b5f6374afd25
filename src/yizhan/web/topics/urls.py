# SPDX-License-Identifier: Apache-2.0
"""Addresses of topics and decisions. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.steps import StepView
from yizhan.web.topics import hot_pages, pages
from yizhan.web.topics.views import decisions, surveys, topics


def _hot_step(noun: str, page: type[hot_pages.HotTopicPage]) -> URLPattern:
    address = f"topics/hot/<uuid:public_id>/{noun}/"
    return path(address, StepView.as_view(page=page), name=f"hot-topic-{noun}")


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
    path("topics/surveys/", surveys.latest, name="surveys"),
    path("topics/surveys/new/", surveys.new, name="survey-new"),
    path("topics/surveys/<uuid:public_id>/", surveys.survey, name="survey"),
    path("topics/hot/<uuid:public_id>/", surveys.hot_topic, name="hot-topic"),
    _hot_step("title", hot_pages.TitlePage),
    _hot_step("merging", hot_pages.MergingPage),
    _hot_step("dropping", hot_pages.DroppingPage),
    _hot_step("restoration", hot_pages.RestorationPage),
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
