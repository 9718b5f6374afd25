# SPDX-License-Identifier: Apache-2.0
"""Addresses of deadlines and of the calendar. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.clocks import pages
from yizhan.web.clocks.views import calendar, deadlines
from yizhan.web.steps import StepView

urlpatterns: list[URLPattern | URLResolver] = [
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/of/<uuid:subject>/", deadlines.of_subject, name="deadline-of"),
    path("deadlines/<uuid:public_id>/", deadlines.deadline, name="deadline"),
    path("deadlines/<uuid:public_id>/pause/", StepView.as_view(page=pages.PausePage), name="deadline-pause"),
    path(
        "deadlines/<uuid:public_id>/resumption/",
        StepView.as_view(page=pages.ResumptionPage),
        name="deadline-resumption",
    ),
    path(
        "deadlines/<uuid:public_id>/extension/", StepView.as_view(page=pages.ExtensionPage), name="deadline-extension"
    ),
    path("extensions/<uuid:public_id>/grant/", StepView.as_view(page=pages.GrantPage), name="extension-grant"),
    path("extensions/<uuid:public_id>/refusal/", StepView.as_view(page=pages.RefusalPage), name="extension-refusal"),
    path("alarms/<uuid:public_id>/taking/", StepView.as_view(page=pages.TakingPage), name="alarm-taking"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/new/", calendar.new, name="year-new"),
    path(
        "calendar/<uuid:public_id>/confirmation/",
        StepView.as_view(page=pages.ConfirmationPage),
        name="year-confirmation",
    ),
    path("calendar/<uuid:public_id>/withdrawal/", StepView.as_view(page=pages.WithdrawalPage), name="year-withdrawal"),
]
