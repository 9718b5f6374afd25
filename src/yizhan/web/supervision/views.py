# SPDX-License-Identifier: Apache-2.0
"""Instructions, cases, and the assignments of a unit."""

import datetime
import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.clocks.queries import deadlines
from yizhan.domains.files import queries as files
from yizhan.domains.items import access as items
from yizhan.domains.supervision.access import loading, rights, visibility
from yizhan.domains.supervision.models import Assignment, Case, Instruction
from yizhan.domains.supervision.queries import cases, waiting
from yizhan.domains.supervision.states import CLOSED, AssignmentState, CaseState, InstructionState
from yizhan.kernel import clock, sentences
from yizhan.kernel.models import Entry
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import HistoryEntry, State, StateKind, Step, Tab
from yizhan.web.supervision.buttons import assignment_buttons, case_buttons
from yizhan.web.templatetags.dates import day

_PAGE = 50

_ASSIGNMENT_KIND: dict[str, StateKind] = {
    AssignmentState.ASSIGNED: "waiting",
    AssignmentState.ACCEPTED: "information",
    AssignmentState.REPLIED: "waiting",
    AssignmentState.APPROVED: "done",
    AssignmentState.RETURNED: "refused",
    AssignmentState.REASSIGNED: "closed",
    AssignmentState.RECALLED: "closed",
}

_WAY = (
    CaseState.INSTRUCTED,
    CaseState.ASSIGNED,
    CaseState.ACCEPTED,
    CaseState.IMPLEMENTED,
    CaseState.TOLD,
    CaseState.CONCLUDED,
)


@signed_in
def list_instructions(request: HttpRequest) -> HttpResponse:
    """Instructions, newest first: the station's for staff, the own ones for a leader."""
    rows = visibility.visible_instructions(actor_of(request)).select_related("item", "case").order_by("-id")
    return render(request, "supervision/instructions.html", {"rows": [_instruction_row(one) for one in rows[:_PAGE]]})


@signed_in
def list_cases(request: HttpRequest) -> HttpResponse:
    """Cases by state; those in which the supervisor has the next step first."""
    actor = actor_of(request)
    wanted = request.GET.get("state", "open")
    visible = visibility.visible(actor).select_related("item", "station")
    rows = visible.order_by("-id") if wanted == "all" else _narrowed(visible, wanted)
    context = {
        "rows": [_case_row(case) for case in rows.prefetch_related("assignments__organization")[:_PAGE]],
        "tabs": _tabs(wanted),
    }
    return render(request, "supervision/cases.html", context)


@signed_in
def case(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One case: what is asked, of whom, until when, what they answered, and the next step."""
    actor = actor_of(request)
    found = loading.find(actor, public_id)
    assignments = list(cases.assignments(found).select_related("organization"))
    due = _due_of(assignments)
    context = {
        "case": found,
        "way": _way(found),
        "item_url": reverse("item", args=[found.item.public_id]) if items.is_visible(actor, found.item) else "",
        "instructions": [_instruction(actor, one) for one in cases.instructions_of(found.item)],
        "assignments": [_assignment(actor, one, due.get(one.public_id)) for one in assignments],
        "measures": cases.measures(found),
        "feedback": [(one, list(one.answers.select_related("person"))) for one in cases.feedback_of(found)],
        "history": _history(found),
        "buttons": case_buttons(found, rights.offers(actor, found)),
    }
    return render(request, "supervision/case.html", context)


@signed_in
def list_assignments(request: HttpRequest) -> HttpResponse:
    """What the unit has to do, the most pressing first; below, what is done."""
    actor = actor_of(request)
    running = waiting.for_handler(actor.organization or 0).select_related("case__item")
    done = visibility.visible_assignments(actor).exclude(pk__in=running.values("pk")).select_related("case__item")
    context = {
        "running": [_unit_row(one) for one in running[:_PAGE]],
        "done": [_unit_row(one) for one in done.order_by("-id")[:_PAGE]],
    }
    return render(request, "supervision/assignments.html", context)


@signed_in
def assignment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One assignment as the unit sees it: what is asked on the left, the unit's answers on the right."""
    actor = actor_of(request)
    view = loading.find_for_handler(actor, public_id)
    due = _due_of([view.assignment]).get(public_id)
    context = {
        "view": view,
        "assignment": view.assignment,
        "due": due or _evening(view.assignment.due_on),
        "why_url": reverse("deadline-of", args=[public_id]) if due else "",
        "state": _state(view.assignment),
        "replies": [(reply, list(files.attachments(reply.public_id))) for reply in view.replies],
        "buttons": assignment_buttons(view.assignment, rights.offers(actor, view.assignment)),
    }
    return render(request, "supervision/assignment.html", context)


def _narrowed(visible: QuerySet[Case], wanted: str) -> QuerySet[Case]:
    if wanted in CaseState.values:
        return visible.filter(state=wanted).order_by("-id")
    return visible.exclude(state__in=CLOSED).order_by("id")


def _tabs(wanted: str) -> list[Tab]:
    choices = [("open", _("Still open")), *((str(state), str(state.label)) for state in CaseState), ("all", _("All"))]
    return [Tab(label, f"?state={key}", is_current=key == wanted) for key, label in choices]


def _case_row(found: Case) -> dict[str, Any]:
    live = [
        one
        for one in found.assignments.all()
        if one.state not in {AssignmentState.REASSIGNED, AssignmentState.RECALLED}
    ]
    running = [one for one in live if one.state in {AssignmentState.ASSIGNED, AssignmentState.ACCEPTED}]
    due = min((one.due_on for one in running), default=None)
    return {
        "title": found.item.title,
        "url": reverse("case", args=[found.public_id]),
        "about": [found.item.number, "、".join(one.organization.short_name for one in live) or _("no unit yet")],
        "due": _evening(due) if due else None,
        "state": _case_state(found),
    }


def _instruction_row(one: Instruction) -> dict[str, Any]:
    kind: StateKind = "information" if one.state == InstructionState.GIVEN else "closed"
    return {
        "title": f"{one}：{one.text}",
        "url": reverse("case", args=[one.case.public_id]),
        "about": [one.item.title, day(one.given_on)],
        "state": State(one.get_state_display(), kind),
    }


def _case_state(found: Case) -> State:
    kinds: dict[str, StateKind] = {
        CaseState.CONCLUDED: "done",
        CaseState.WITHDRAWN: "closed",
        CaseState.ACCEPTED: "information",
    }
    return State(found.get_state_display(), kinds.get(found.state, "waiting"))


def _way(found: Case) -> list[Step]:
    if found.state == CaseState.WITHDRAWN:
        return [Step(str(CaseState.WITHDRAWN.label), "current")]
    here = _WAY.index(CaseState(found.state))
    return [
        Step(str(state.label), "done" if number < here else "current" if number == here else "future")
        for number, state in enumerate(_WAY)
    ]


def _instruction(actor: Any, one: Any) -> dict[str, Any]:
    return {
        "row": one,
        "scans": list(files.attachments(one.public_id)),
        "recipients": list(cases.recipients(one)),
        "offers": rights.offers(actor, one),
        "reading_url": reverse("instruction-reading", args=[one.public_id]),
        "revocation_url": reverse("instruction-revocation", args=[one.public_id]),
    }


def _due_of(assignments: list[Assignment]) -> dict[uuid.UUID, datetime.datetime]:
    """When assignments are due, as the clocks count: pauses and more time are in it. One query."""
    found = deadlines.of_subjects([one.public_id for one in assignments])
    return {subject: rows[-1].due_at for subject, rows in found.items()}


def _assignment(actor: Any, one: Assignment, due: datetime.datetime | None) -> dict[str, Any]:
    return {
        "row": one,
        "role": _("leading unit") if one.is_lead else _("assisting unit"),
        "due": due or _evening(one.due_on),
        "why_url": reverse("deadline-of", args=[one.public_id]) if due else "",
        "is_done": one.state not in {AssignmentState.ASSIGNED, AssignmentState.ACCEPTED},
        "state": _state(one),
        "replies": [(reply, list(files.attachments(reply.public_id))) for reply in cases.replies(one)],
        "extensions": list(cases.extensions(one)),
        "buttons": assignment_buttons(one, rights.offers(actor, one)),
    }


def _unit_row(one: Assignment) -> dict[str, Any]:
    return {
        "title": one.case.item.title,
        "url": reverse("assignment", args=[one.public_id]),
        "about": [_("leading unit") if one.is_lead else _("assisting unit")],
        "due": _evening(one.due_on) if not one.approved_at else None,
        "state": _state(one),
    }


def _state(one: Assignment) -> State:
    return State(one.get_state_display(), _ASSIGNMENT_KIND[one.state])


def _history(found: Case) -> list[HistoryEntry]:
    entries = Entry.objects.filter(matter=found.item.public_id, event__startswith="supervision.").order_by("-id")
    return [HistoryEntry(at=entry.at, sentence=sentences.noted(entry.event, entry.facts)) for entry in entries[:100]]


def _evening(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(23, 59), clock.OFFICE_ZONE)
