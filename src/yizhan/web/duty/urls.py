# SPDX-License-Identifier: Apache-2.0
"""Addresses of duty. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.duty import pages
from yizhan.web.duty.views import overview, people, rosters, screen
from yizhan.web.steps import StepPage, StepView


def _step(route: str, page: type[StepPage], name: str) -> URLPattern:
    return path(f"duty/{route}/", StepView.as_view(page=page), name=name)


urlpatterns: list[URLPattern | URLResolver] = [
    path("duty/", overview.now, name="duty"),
    path("duty/screen/", screen.screen, name="duty-screen"),
    path("duty/screen/only/", screen.show_only, name="duty-screen-only"),
    path("duty/log/", overview.log, name="duty-log"),
    path("duty/coverage/", overview.coverage, name="duty-coverage"),
    path("duty/people/", people.people, name="duty-people"),
    path("duty/people/numbers/new/", people.new_number, name="duty-number-new"),
    path("duty/people/numbers/<uuid:public_id>/end/", people.end_number, name="duty-number-end"),
    path("duty/people/absences/new/", people.new_absence, name="duty-absence-new"),
    path("duty/people/absences/<uuid:public_id>/end/", people.end_absence, name="duty-absence-end"),
    path("duty/rosters/", rosters.rosters, name="duty-rosters"),
    path("duty/rosters/new/", rosters.new, name="duty-roster-new"),
    path("duty/rosters/<uuid:public_id>/", rosters.roster, name="duty-roster"),
    path("duty/rosters/<uuid:public_id>/shift/", rosters.shift, name="duty-roster-shift"),
    _step("rosters/<uuid:public_id>/filling", pages.FillPage, "duty-roster-filling"),
    _step("rosters/<uuid:public_id>/publication", pages.PublicationPage, "duty-roster-publication"),
    _step("rosters/<uuid:public_id>/withdrawal", pages.WithdrawalPage, "duty-roster-withdrawal"),
    _step("shifts/<uuid:public_id>/change", pages.ChangePage, "duty-shift-change"),
    _step("shifts/<uuid:public_id>/swap", pages.SwapPage, "duty-shift-swap"),
    _step("shifts/<uuid:public_id>/handover", pages.HandoverPage, "duty-shift-handover"),
    _step("shifts/<uuid:public_id>/call", pages.CheckCallPage, "duty-shift-call"),
    _step("swaps/<uuid:public_id>/consent", pages.ConsentPage, "duty-swap-consent"),
    _step("swaps/<uuid:public_id>/refusal", pages.RefusalPage, "duty-swap-refusal"),
    _step("swaps/<uuid:public_id>/withdrawal", pages.SwapWithdrawalPage, "duty-swap-withdrawal"),
    _step("handovers/<uuid:public_id>/taking-over", pages.TakeOverPage, "duty-handover-taking"),
    _step("calls/<uuid:public_id>/answer", pages.AnswerPage, "duty-call-answer"),
    _step("calls/<uuid:public_id>/missed", pages.MissedPage, "duty-call-missed"),
]
