# SPDX-License-Identifier: Apache-2.0
"""Addresses of points, schemes, objections, corrections and activities. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.appraisal import pages
from yizhan.web.appraisal.views import (
    accounts,
    activities,
    additions,
    corrections,
    freezing,
    objections,
    points,
    scheme_trials,
    scheme_writing,
    schemes,
)
from yizhan.web.steps import StepPage, StepView


def _steps(thing: str, found: dict[str, type[StepPage]]) -> list[URLPattern]:
    name = {"schemes": "scheme", "objections": "objection", "corrections": "correction", "activities": "activity"}[
        thing
    ]
    return [
        path(f"{thing}/<uuid:public_id>/{noun}/", StepView.as_view(page=page), name=f"{name}-{noun}")
        for noun, page in found.items()
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("points/", points.points, name="points"),
    path("points/<uuid:scheme_id>/<str:period>/<uuid:holder>/", accounts.account, name="account"),
    path("points/<uuid:scheme_id>/<str:period>/freezing/", freezing.freeze, name="freezing"),
    path("schemes/", schemes.listed, name="schemes"),
    path("schemes/new/", scheme_writing.new, name="scheme-new"),
    path("schemes/<uuid:public_id>/", schemes.one, name="scheme"),
    path("schemes/<uuid:public_id>/edit/", scheme_writing.edit, name="scheme-edit"),
    path("schemes/<uuid:public_id>/trial/", scheme_trials.trial, name="scheme-trial"),
    *_steps(
        "schemes",
        {
            "review": pages.ReviewPage,
            "force": pages.ForcePage,
            "return": pages.ReturnPage,
            "discard": pages.DiscardPage,
        },
    ),
    path("objections/", objections.objections, name="objections"),
    path("objections/new/", objections.objection_new, name="objection-new"),
    path("objections/<uuid:public_id>/", objections.objection, name="objection"),
    *_steps(
        "objections",
        {
            "upholding": pages.UpholdingPage,
            "rejection": pages.RejectionPage,
            "closing": pages.ClosingPage,
            "withdrawal": pages.WithdrawalPage,
        },
    ),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/new/", corrections.correction_new, name="correction-new"),
    path("corrections/adding/", additions.addition_new, name="addition-new"),
    path("corrections/proofs/<uuid:public_id>/", additions.proof, name="addition-proof"),
    path("corrections/<uuid:public_id>/", corrections.correction, name="correction"),
    *_steps("corrections", {"confirmation": pages.ConfirmationPage, "refusal": pages.RefusalPage}),
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.activity_new, name="activity-new"),
    path("activities/<uuid:public_id>/", activities.activity, name="activity"),
    *_steps("activities", {"confirmation": pages.ActivityConfirmationPage, "striking": pages.StrikingPage}),
]
