# SPDX-License-Identifier: Apache-2.0
"""Addresses of fees. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.rewards import pages
from yizhan.web.rewards.views import eligible, lists, own
from yizhan.web.steps import StepView


def _step(noun: str, page: type[pages.ListPage]) -> URLPattern:
    return path(f"fees/<uuid:public_id>/{noun}/", StepView.as_view(page=page), name=f"fee-list-{noun}")


urlpatterns: list[URLPattern | URLResolver] = [
    path("fees/", lists.lists, name="fees"),
    path("fees/new/", lists.new, name="fee-list-new"),
    path("fees/excellent/", eligible.eligible, name="eligible"),
    path("fees/mine/", own.fees, name="own-fees"),
    path("fees/account/", own.account, name="own-account"),
    path("fees/<uuid:public_id>/", lists.fee_list, name="fee-list"),
    path("fees/<uuid:public_id>/file/", lists.file, name="fee-list-file"),
    _step("reckoning", pages.ReckoningPage),
    _step("check", pages.CheckPage),
    _step("approval", pages.ApprovalPage),
    _step("return", pages.ReturnPage),
    _step("handover", pages.HandoverPage),
    _step("payments", pages.PaymentsPage),
    _step("discard", pages.DiscardPage),
    path("fees/<uuid:public_id>/payees/<uuid:person>/", lists.payee, name="payee-account"),
    path(
        "fees/payments/<uuid:public_id>/return/",
        StepView.as_view(page=pages.PaymentReturnPage),
        name="payment-return",
    ),
    path(
        "fees/payments/<uuid:public_id>/acknowledgement/",
        StepView.as_view(page=pages.AcknowledgementPage),
        name="payment-acknowledgement",
    ),
    path("fees/payments/<uuid:public_id>/receipt/", own.receipt, name="payment-receipt"),
]
