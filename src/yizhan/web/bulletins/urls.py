# SPDX-License-Identifier: Apache-2.0
"""Addresses of bulletins. A step is a noun below its bulletin."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.bulletins import pages
from yizhan.web.bulletins.views import audit, bulletins
from yizhan.web.steps import StepView


def _step(noun: str, page: type[pages.BulletinPage]) -> URLPattern:
    return path(f"bulletins/<uuid:public_id>/{noun}/", StepView.as_view(page=page), name=f"bulletin-{noun}")


urlpatterns: list[URLPattern | URLResolver] = [
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("bulletins/new/", bulletins.new, name="bulletin-new"),
    path("bulletins/audit/", audit.audit, name="bulletin-audit"),
    path("bulletins/audits/", audit.audits, name="audits"),
    path("bulletins/audits/<uuid:public_id>/", audit.kept, name="audit"),
    path("bulletins/audits/<uuid:public_id>/docx/", audit.document, name="audit-document"),
    path("bulletins/<uuid:public_id>/", bulletins.bulletin, name="bulletin"),
    path("bulletins/<uuid:public_id>/docx/", bulletins.document, name="bulletin-document"),
    _step("wording", pages.WordingPage),
    _step("figures", pages.RenewalPage),
    _step("handover", pages.HandingOverPage),
    _step("recall", pages.TakingBackPage),
    _step("check", pages.CheckPage),
    _step("signature", pages.SignaturePage),
    _step("release", pages.ReleasePage),
    _step("return", pages.ReturnPage),
    _step("discarding", pages.DiscardingPage),
    _step("correction", pages.CorrectionPage),
]
