# SPDX-License-Identifier: Apache-2.0
"""What waits for whom, and what is late. Narrowed by `access.visible…` where a page lists it."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.supervision.models import Assignment, Case
from yizhan.domains.supervision.states import LIVE, OPEN, RUNNING, AssignmentState, CaseState, InstructionState
from yizhan.kernel import clock

#: States of a case in which the next step is the supervisor's.
_SUPERVISORS_TURN = (CaseState.INSTRUCTED, CaseState.IMPLEMENTED, CaseState.TOLD)
#: States of an assignment in which the next step is the supervisor's.
_TO_DECIDE = (AssignmentState.REPLIED, AssignmentState.RETURNED)


def for_handler(organization_id: int) -> QuerySet[Assignment]:
    """What a unit has to accept or to answer, the most pressing first."""
    return _listed(Assignment.objects.filter(organization_id=organization_id, state__in=RUNNING))


def for_supervisor(station_id: int) -> QuerySet[Case]:
    """Cases in which a supervisor has the next step: assign, check, decide a return, establish, tell, conclude."""
    own = Assignment.objects.filter(case=OuterRef("pk"))
    to_decide = Exists(own.filter(state__in=_TO_DECIDE))
    all_approved = Q(state=CaseState.ACCEPTED) & ~Exists(
        own.filter(state__in=LIVE).exclude(state=AssignmentState.APPROVED)
    )
    waiting = Q(state__in=_SUPERVISORS_TURN) | Q(state__in=OPEN) & to_decide | all_approved
    return Case.objects.filter(waiting, station_id=station_id).select_related("item").order_by("id")


def for_leader(post_id: int) -> QuerySet[Case]:
    """Open cases that follow what a leader wrote, the oldest first."""
    own = Q(instructions__leader_id=post_id, instructions__state=InstructionState.GIVEN)
    return Case.objects.filter(own, state__in=OPEN).select_related("item").distinct().order_by("id")


def overdue(assignments: QuerySet[Assignment], on: datetime.date | None = None) -> QuerySet[Assignment]:
    """Those whose day has passed while the unit still has the next step."""
    return _listed(assignments.filter(state__in=RUNNING, due_on__lt=on or clock.today()))


def is_overdue(assignment: Assignment) -> bool:
    """Whether the unit's day has passed while it still has the next step."""
    return assignment.state in RUNNING and assignment.due_on < clock.today()


def _listed(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return assignments.select_related("organization", "case").order_by("due_on", "id")
