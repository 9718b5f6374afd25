# SPDX-License-Identifier: Apache-2.0
"""Addresses of reports and adoptions. A step is a noun below its item, issue or adoption."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.items.step_view import ItemStepView
from yizhan.web.reporting import pages
from yizhan.web.reporting.views import adoption, bodies, lists
from yizhan.web.steps import StepView

urlpatterns: list[URLPattern | URLResolver] = [
    path("items/<uuid:public_id>/report/", ItemStepView.as_view(page=pages.ItemReportPage), name="item-report"),
    path("items/<uuid:public_id>/adoption/new/", adoption.new, name="adoption-new"),
    path("issues/<uuid:public_id>/report/", StepView.as_view(page=pages.IssueReportPage), name="issue-report"),
    path("adoptions/", lists.adoptions, name="adoptions"),
    path("adoptions/upward/", lists.reportable, name="reportable"),
    path("adoptions/reports/", lists.reports, name="reports"),
    path("adoptions/bodies/", bodies.bodies, name="adopting-bodies"),
    path("adoptions/bodies/new/", bodies.new, name="adopting-body-new"),
    path(
        "adoptions/bodies/<uuid:public_id>/end/",
        StepView.as_view(page=pages.BodyEndPage),
        name="adopting-body-end",
    ),
    path("adoptions/<uuid:public_id>/", adoption.adoption, name="adoption"),
    path("adoptions/<uuid:public_id>/evidence/<uuid:file>/", adoption.evidence, name="adoption-evidence"),
    path(
        "adoptions/<uuid:public_id>/revocation/",
        StepView.as_view(page=pages.RevocationPage),
        name="adoption-revocation",
    ),
]
