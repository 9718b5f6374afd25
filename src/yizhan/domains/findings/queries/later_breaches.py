# SPDX-License-Identifier: Apache-2.0
"""What goes wrong beside the first report: late follow-ups, words past the office, hours without anybody on duty."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.duty.queries import faults, rosters
from yizhan.domains.duty.queries.faults import Fault
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.queries import missed
from yizhan.domains.findings.queries.breach import Breach, Limits, Vacancy, answering
from yizhan.domains.findings.states import Kind, Origin
from yizhan.domains.urgent.models import Emergency, Passage
from yizhan.domains.urgent.queries import reports
from yizhan.domains.urgent.states import PassageState

#: Holes in rosters have no row of their own: their ids follow from unit, duty and beginning.
_HOLES = uuid.UUID("0d7a2c0e-6f1b-4b35-9d0c-3a5e8f1c7b42")


def of_follow_ups(
    events: Iterable[Emergency], clocks: Mapping[uuid.UUID, Sequence[Deadline]], limits: Limits
) -> list[Breach]:
    """Follow-ups that came late, or have not come long after they were due (RULE-004); each clock is one fact."""
    found = []
    for event in events:
        unit = answering(event)
        for one in clocks.get(event.public_id, ()):
            kind = _kind_of(one, limits) if one.kind == reports.FOLLOW_UP else None
            if unit is not None and kind is not None:
                found.append(
                    Breach(
                        organization=unit,
                        kind=kind,
                        origin=Origin.CLOCK,
                        emergency=event,
                        deadline=one,
                        fact=one.public_id,
                    )
                )
    return _unproposed(found)


def of_passages(events: Sequence[Emergency]) -> list[Breach]:
    """Words of units that went otherwise than they should have (RULE-007 to RULE-013)."""
    gone = Passage.objects.filter(emergency__in=[one.pk for one in events], state=PassageState.GONE)
    by_key = {one.pk: one for one in events}
    found = []
    for one in gone.exclude(breach="").order_by("id"):
        event = by_key[one.emergency_id]
        if event.organization_id is not None:
            found.append(
                Breach(
                    organization=event.organization_id,
                    kind=Kind.MISROUTED,
                    origin=Origin.PASSAGE,
                    emergency=event,
                    passage=one,
                    fact=one.public_id,
                )
            )
    return _unproposed(found)


def of_rosters(limits: Limits) -> list[Breach]:
    """Hours in which nobody of a unit that keeps a roster was on duty (RULE-020).

    The holes of the office's own roster stand on the duty page: nobody charges his own office.
    """
    return _unproposed(
        [
            _vacant(unit, fault, limits.now)
            for unit in rosters.keeping_units(limits.station)
            for fault in faults.between(limits.station, limits.since, limits.now, unit)
            # What began before the time looked at was proposed when it began, or lies too far back.
            if fault.leaves_a_gap and limits.since < fault.starts_at < limits.now
        ]
    )


def _kind_of(deadline: Deadline, limits: Limits) -> Kind | None:
    if deadline.state == ClockState.MET_LATE:
        return Kind.LATE
    if deadline.state != ClockState.RUNNING:
        return None
    return Kind.OMITTED if limits.now > missed.after(deadline.due_at, limits.omitted_after, limits.calendar) else None


def _vacant(unit: int, fault: Fault, now: datetime.datetime) -> Breach:
    """A hole in a roster as a breach."""
    named = f"{unit}/{fault.duty}/{fault.starts_at.astimezone(datetime.UTC).isoformat()}"
    vacancy = Vacancy(
        duty=fault.duty,
        who=fault.who,
        starts_at=fault.starts_at,
        ends_at=fault.ends_at,
        is_open=fault.ends_at >= now,
    )
    return Breach(
        organization=unit,
        kind=Kind.UNMANNED,
        origin=Origin.ROSTER,
        vacancy=vacancy,
        fact=uuid.uuid5(_HOLES, named),
    )


def _unproposed(found: Sequence[Breach]) -> list[Breach]:
    """Those on whose facts no finding stands, not even one that was dropped; of two that are one fact the first."""
    facts = {one.fact: one for one in reversed(found)}
    if not facts:
        return []
    known = set(Finding.objects.filter(fact__in=facts).order_by().values_list("fact", flat=True))
    return [one for key, one in reversed(facts.items()) if key not in known]
