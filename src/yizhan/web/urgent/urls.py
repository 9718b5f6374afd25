# SPDX-License-Identifier: Apache-2.0
"""Addresses of urgent events. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.steps import StepView
from yizhan.web.urgent import pages, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("urgent/", views.emergencies, name="emergencies"),
    path("urgent/note/", views.note, name="emergency-note"),
    path("urgent/new/", views.new, name="emergency-new"),
    path("urgent/<uuid:public_id>/", views.emergency, name="emergency"),
    path("urgent/<uuid:public_id>/report/", StepView.as_view(page=pages.ReportPage), name="emergency-report"),
    path("urgent/<uuid:public_id>/receipt/", StepView.as_view(page=pages.ReceiptPage), name="emergency-receipt"),
    path("urgent/<uuid:public_id>/follow-up/", StepView.as_view(page=pages.FollowUpPage), name="emergency-follow-up"),
    path("urgent/<uuid:public_id>/final/", StepView.as_view(page=pages.FinalPage), name="emergency-final"),
    path(
        "urgent/<uuid:public_id>/correction/", StepView.as_view(page=pages.CorrectionPage), name="emergency-correction"
    ),
    path("urgent/<uuid:public_id>/onward/", StepView.as_view(page=pages.ForwardingPage), name="emergency-onward"),
    path("urgent/<uuid:public_id>/way/", StepView.as_view(page=pages.TellingPage), name="emergency-way"),
    path("urgent/<uuid:public_id>/agreement/", StepView.as_view(page=pages.DecisionPage), name="emergency-agreement"),
    path("urgent/<uuid:public_id>/departure/", StepView.as_view(page=pages.DeparturePage), name="emergency-departure"),
    path("urgent/<uuid:public_id>/statement/", StepView.as_view(page=pages.SettlingPage), name="emergency-statement"),
    path(
        "urgent/<uuid:public_id>/verification/",
        StepView.as_view(page=pages.VerificationPage),
        name="emergency-verification",
    ),
    path("urgent/<uuid:public_id>/verifier/", StepView.as_view(page=pages.EntrustingPage), name="emergency-verifier"),
    path("urgent/<uuid:public_id>/link/", StepView.as_view(page=pages.LinkPage), name="emergency-link"),
    path("urgent/<uuid:public_id>/reopening/", StepView.as_view(page=pages.ReopeningPage), name="emergency-reopening"),
    path(
        "urgent/<uuid:public_id>/withdrawal/", StepView.as_view(page=pages.WithdrawalPage), name="emergency-withdrawal"
    ),
]
