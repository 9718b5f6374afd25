# SPDX-License-Identifier: Apache-2.0
"""Addresses of awards. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.awards import pages
from yizhan.web.awards.views import own, proposals, rounds
from yizhan.web.steps import StepView

urlpatterns: list[URLPattern | URLResolver] = [
    path("awards/", rounds.rounds, name="awards"),
    path("awards/new/", rounds.new, name="award-round-new"),
    path("awards/mine/", own.awards, name="own-awards"),
    path("awards/proposals/", proposals.recommendations, name="recommendations"),
    path("awards/proposals/new/", proposals.new, name="recommendation-new"),
    path("awards/<uuid:public_id>/", rounds.award_round, name="award-round"),
    path("awards/<uuid:public_id>/notice/", rounds.notice, name="award-notice"),
    path("awards/nominations/<uuid:public_id>/certificate/", rounds.certificate, name="award-certificate"),
    path(
        "awards/objections/<uuid:public_id>/answer/",
        StepView.as_view(page=pages.AnswerPage),
        name="award-objection-answer",
    ),
    *(
        path(f"awards/<uuid:public_id>/{noun}/", StepView.as_view(page=page), name=f"award-{noun}")
        for noun, page in pages.ROUND_PAGES.items()
    ),
    *(
        path(f"awards/nominations/<uuid:public_id>/{noun}/", StepView.as_view(page=page), name=f"nomination-{noun}")
        for noun, page in pages.NOMINATION_PAGES.items()
    ),
    *(
        path(f"awards/proposals/<uuid:public_id>/{noun}/", StepView.as_view(page=page), name=f"recommendation-{noun}")
        for noun, page in pages.PROPOSAL_PAGES.items()
    ),
]
