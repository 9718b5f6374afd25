# SPDX-License-Identifier: Apache-2.0
"""Addresses of supervision. A step is a noun below its case, assignment or instruction."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.steps import StepPage, StepView
from yizhan.web.supervision import attachments, pages, views


def _step(address: str, page: type[StepPage], name: str) -> URLPattern:
    return path(address, StepView.as_view(page=page), name=name)


urlpatterns: list[URLPattern | URLResolver] = [
    path("instructions/", views.list_instructions, name="instructions"),
    path("cases/", views.list_cases, name="cases"),
    path("cases/<uuid:public_id>/", views.case, name="case"),
    path("assignments/", views.list_assignments, name="assignments"),
    path("assignments/<uuid:public_id>/", views.assignment, name="assignment"),
    path("supervision/files/<uuid:public_id>/", attachments.open_file, name="supervision-file"),
    _step("items/<uuid:public_id>/instruction/new/", pages.InstructionPage, "instruction-new"),
    _step("instructions/<uuid:public_id>/revocation/", pages.RevocationPage, "instruction-revocation"),
    _step("instructions/<uuid:public_id>/reading/", pages.ReadingPage, "instruction-reading"),
    _step("cases/<uuid:public_id>/assignments/new/", pages.AssignPage, "case-assign"),
    _step("cases/<uuid:public_id>/measures/new/", pages.MeasurePage, "case-measure"),
    _step("cases/<uuid:public_id>/outcome/", pages.OutcomePage, "case-outcome"),
    _step("cases/<uuid:public_id>/feedback/", pages.FeedbackPage, "case-feedback"),
    _step("cases/<uuid:public_id>/conclusion/", pages.ConclusionPage, "case-conclusion"),
    _step("cases/<uuid:public_id>/reopening/", pages.ReopeningPage, "case-reopening"),
    _step("assignments/<uuid:public_id>/acceptance/", pages.AcceptancePage, "assignment-acceptance"),
    _step("assignments/<uuid:public_id>/return/", pages.ReturnPage, "assignment-return"),
    _step("assignments/<uuid:public_id>/reply/", pages.ReplyPage, "assignment-reply"),
    _step("assignments/<uuid:public_id>/approval/", pages.ApprovalPage, "assignment-approval"),
    _step("assignments/<uuid:public_id>/send-back/", pages.SendBackPage, "assignment-send-back"),
    _step("assignments/<uuid:public_id>/insistence/", pages.InsistencePage, "assignment-insistence"),
    _step("assignments/<uuid:public_id>/reassignment/", pages.ReassignmentPage, "assignment-reassignment"),
    _step("assignments/<uuid:public_id>/extension/", pages.ExtensionPage, "assignment-extension"),
    _step("assignments/<uuid:public_id>/urging/", pages.UrgingPage, "assignment-urging"),
    _step("assignments/<uuid:public_id>/recall/", pages.RecallPage, "assignment-recall"),
    _step("feedback/<uuid:public_id>/answer/", pages.AnswerPage, "feedback-answer"),
]
