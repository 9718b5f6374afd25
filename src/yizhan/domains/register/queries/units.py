# SPDX-License-Identifier: Apache-2.0
"""What hangs on units: the posts of their people, and work that is not done."""

from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.domains.duty.models import Shift
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.states import State as FindingState
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Post
from yizhan.domains.register.models import Change
from yizhan.domains.register.states import ChangeState, WorkKind
from yizhan.domains.supervision.models import Assignment
from yizhan.domains.supervision.states import AssignmentState
from yizhan.domains.topics.models import Request
from yizhan.domains.topics.states import RequestState
from yizhan.kernel import clock

#: So many pieces of work a refusal names; the page shows all of them.
NAMED = 5

_WITH_UNIT = (AssignmentState.ASSIGNED, AssignmentState.ACCEPTED, AssignmentState.REPLIED)
_ASKED = (RequestState.ASKED, RequestState.ACCEPTED)
_OVER = (FindingState.CLOSED, FindingState.DROPPED)


@dataclass(frozen=True, slots=True)
class Work:
    """Something that a unit still has to do."""

    kind: WorkKind
    unit: str
    title: str


def posts_of(units: Sequence[Organization]) -> list[Post]:
    """The posts that are held at these units today, in the order of the units."""
    held = Post.objects.filter(network.in_force(), organization__in=list(units))
    return list(held.select_related("person", "organization").order_by("organization", "id"))


def open_work(units: Sequence[Organization]) -> list[Work]:
    """Assignments, requests, findings, shifts to come and bodies below: what must be done or handed over first."""
    of = {"organization__in": list(units)}
    assigned = Assignment.objects.filter(**of, state__in=_WITH_UNIT).select_related("organization", "case")
    asked = Request.objects.filter(**of, state__in=_ASKED).select_related("organization", "topic")
    found = Finding.objects.filter(**of).exclude(state__in=_OVER).select_related("organization")
    shifts = Shift.objects.filter(roster__organization__in=list(units), counts=True, ends_at__gt=clock.now())
    below = Organization.objects.filter(parent__in=list(units), ended_on__isnull=True).exclude(pk__in=[*_keys(units)])
    shifts = shifts.select_related("roster__organization", "person").order_by("starts_at", "id")
    return [
        *(Work(WorkKind.ASSIGNMENT, one.organization.name, one.task[:40]) for one in assigned),
        *(Work(WorkKind.TOPIC, _name(one.organization), one.topic.title) for one in asked),
        *(Work(WorkKind.FINDING, one.organization.name, one.get_kind_display()) for one in found),
        *(Work(WorkKind.DUTY, _name(one.roster.organization), one.person.name) for one in shifts),
        *(Work(WorkKind.BODY, _name(one.parent), one.name) for one in below.select_related("parent")),
    ]


def ends_of(unit: Organization) -> list[Change]:
    """The changes in which a unit ended or is to end, with those that follow."""
    rows = Change.objects.filter(former=unit).exclude(state=ChangeState.DROPPED).order_by("id")
    return list(rows.prefetch_related("former", "followers"))


def beginnings_of(unit: Organization) -> list[Change]:
    """The changes through which others went on in this unit."""
    rows = Change.objects.filter(followers=unit, state=ChangeState.DONE).order_by("last_day", "id")
    return list(rows.prefetch_related("former", "followers"))


def _name(unit: Organization | None) -> str:
    return unit.name if unit is not None else ""


def _keys(units: Sequence[Organization]) -> list[int]:
    return [one.pk for one in units]
