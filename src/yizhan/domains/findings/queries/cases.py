# SPDX-License-Identifier: Apache-2.0
"""Reading findings. Who may read what is in `access`."""

import datetime
import uuid

from django.db.models import QuerySet

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.queries import deadlines, reckoning
from yizhan.domains.findings.models import Finding, Ground, Ruling, Statement
from yizhan.domains.findings.states import State
from yizhan.domains.network.models import Responsibility
from yizhan.domains.network.states import ResponsibilityKind
from yizhan.kernel import clock
from yizhan.kernel.models import Entry

#: Clocks of this room.
ANSWER = "findings.answer"
OBJECTION = "findings.objection"

#: States in which something is still to be done.
UNDER_WAY = (State.OPENED, State.HEARD, State.DECIDED, State.OBJECTED)


def listed(found: QuerySet[Finding]) -> QuerySet[Finding]:
    """Findings as a list shows them, the latest first."""
    return found.select_related("organization", "station", "emergency").order_by("-id")


def of_event(found: QuerySet[Finding], emergency: int) -> QuerySet[Finding]:
    """What was found about one event."""
    return listed(found.filter(emergency_id=emergency))


def grounds(finding: Finding) -> QuerySet[Ground]:
    """The facts in the order in which they happened."""
    return finding.grounds.order_by("at", "id")


def statements(finding: Finding) -> QuerySet[Statement]:
    """What was said, in its order."""
    return finding.statements.select_related("post__person", "post__organization").order_by("id")


def rulings(finding: Finding) -> QuerySet[Ruling]:
    """What was decided, in its order."""
    return finding.rulings.select_related("post__person", "station").order_by("id")


def clocks(finding: Finding) -> list[Deadline]:
    """By when the unit answers and objects, the latest last."""
    return list(Deadline.objects.filter(subject=finding.public_id).order_by("id"))


def is_over(finding: Finding, kind: str) -> bool:
    """Whether the time of one of these clocks has passed; a clock that stands still has time."""
    deadline = deadlines.open_one(finding.public_id, kind)
    if deadline is None:
        return True
    runs = deadline.state == "running"
    return runs and not reckoning.keeps(deadline.due_at, deadline.why, clock.now())


def dues(findings: list[Finding]) -> dict[uuid.UUID, datetime.datetime]:
    """Until when each of these is to be answered or objected to, where a clock runs; one query."""
    found = deadlines.of_subjects([one.public_id for one in findings])
    return {key: one.due_at for key, ones in found.items() for one in ones if one.state == "running"}


def story(finding: Finding) -> QuerySet[Entry]:
    """The journal of a finding, the latest first; what its clocks did stands with the clocks."""
    return Entry.objects.filter(subject=finding.public_id, event__startswith="findings.").order_by("-id")


def named(responsible: list[Responsibility], kind: ResponsibilityKind) -> tuple[str, ...]:
    """The names of those responsible in one way."""
    return tuple(one.person.name for one in responsible if one.kind == kind)
