# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a roster before it binds, and what went or will go wrong with duty (RULE-020)."""

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from yizhan.domains.duty import rules
from yizhan.domains.duty.models import Absence, CheckCall, Handover, Roster, Shift
from yizhan.domains.duty.queries import rosters
from yizhan.domains.duty.states import UNCOVERED, CheckCallState, FaultKind, HandoverState
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import clock

Span = tuple[datetime.datetime, datetime.datetime]

#: How far back findings are shown.
DAYS_BACK = 30

#: The order in which they are told: where nobody answers comes first.
_ORDER = tuple(FaultKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong: what, in which duty, from when to when, whom it concerns (empty: nobody is there)."""

    kind: FaultKind
    duty: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    who: str = ""

    @property
    def leaves_a_gap(self) -> bool:
        """Whether nobody can be expected to answer then."""
        return self.kind in UNCOVERED


def of_roster(roster: Roster) -> list[Fault]:
    """What is wrong with a roster as it stands: shown before it is published, in the order of gravity and time."""
    shifts = rosters.shifts_of(roster)
    given = {(one.duty, one.starts_at) for one in shifts}
    gaps = [
        Fault(kind=FaultKind.GAP, duty=slot.duty, starts_at=slot.starts_at, ends_at=slot.ends_at)
        for slot in rosters.slots_of(roster)
        if (slot.duty, slot.starts_at) not in given
    ]
    return _sorted([*_joined(gaps), *_of_people(roster.station_id, shifts)])


def coming(station: int, organization: int | None = None) -> list[Fault]:
    """Where nobody will be on duty within the time for which the roster must stand (`duty.ahead`)."""
    now = clock.now()
    days: int = rulebook.value(station, rules.AHEAD)
    return between(station, now, now + datetime.timedelta(days=days), organization)


def past(station: int, organization: int | None = None) -> list[Fault]:
    """What went wrong in the last weeks: nobody on duty, test calls missed, hand-overs missing; the latest first."""
    now = clock.now()
    since = now - datetime.timedelta(days=DAYS_BACK)
    found = [one for one in between(station, since, now, organization) if one.leaves_a_gap]
    found += _missed(station, since, organization)
    found += _not_handed_over(station, since, now, organization)
    return sorted(found, key=lambda one: one.starts_at, reverse=True)


def between(
    station: int, since: datetime.datetime, until: datetime.datetime, organization: int | None = None
) -> list[Fault]:
    """What is wrong in a time with the rosters that bind; nothing where none was ever published."""
    begun = rosters.begun(station, organization)
    if begun is None or begun >= until:
        return []
    since = max(since, begun)
    shifts = rosters.shifts_between(station, since, until, organization)
    duties = list(dict.fromkeys([*_duties(shifts), *rosters.duties_of(station)]))
    gaps = [
        Fault(kind=FaultKind.GAP, duty=duty, starts_at=starts_at, ends_at=ends_at)
        for duty in duties
        for starts_at, ends_at in _open(
            (since, until), [(one.starts_at, one.ends_at) for one in shifts if one.duty == duty]
        )
    ]
    return _sorted([*gaps, *_of_people(station, shifts)])


def _of_people(station: int, shifts: Sequence[Shift]) -> list[Fault]:
    """What speaks against the people of these shifts."""
    if not shifts:
        return []
    people = {one.person_id for one in shifts}
    days = [_days(one) for one in shifts]
    absences = rosters.absences_of(people, min(first for first, _ in days), max(last for _, last in days))
    reached = rosters.numbers_of(people)
    found = [_fault(FaultKind.AWAY, one) for one in shifts if _is_away(one, absences.get(one.person_id, []))]
    found += [_fault(FaultKind.ENDED, one) for one in shifts if _has_ended(one)]
    found += _twice(station, shifts)
    found += _too_long(shifts, rulebook.value(station, rules.LONGEST))
    silent = {one.person_id: one for one in reversed(shifts) if one.person_id not in reached}
    return found + [_fault(FaultKind.UNREACHABLE, one) for one in silent.values()]


def _fault(kind: FaultKind, shift: Shift) -> Fault:
    return Fault(kind=kind, duty=shift.duty, starts_at=shift.starts_at, ends_at=shift.ends_at, who=shift.person.name)


def _is_away(shift: Shift, absences: Iterable[Absence]) -> bool:
    first, last = _days(shift)
    return any(one.first <= last and one.last >= first for one in absences)


def _has_ended(shift: Shift) -> bool:
    first, last = _days(shift)
    ends_on = shift.post.ends_on
    return shift.post.starts_on > first or (ends_on is not None and ends_on < last)


def _days(shift: Shift) -> tuple[datetime.date, datetime.date]:
    """The days that a shift touches; one that ends at midnight does not touch the next."""
    last = shift.ends_at - datetime.timedelta(microseconds=1)
    return shift.starts_at.astimezone(clock.OFFICE_ZONE).date(), last.astimezone(clock.OFFICE_ZONE).date()


def _twice(station: int, shifts: Sequence[Shift]) -> list[Fault]:
    """Shifts whose person is on duty elsewhere at the same time, in this roster or in another one that binds."""
    first, last = min(one.starts_at for one in shifts), max(one.ends_at for one in shifts)
    own = {one.pk for one in shifts}
    bound = rosters.in_force(station).filter(
        starts_at__lt=last, ends_at__gt=first, person_id__in={one.person_id for one in shifts}
    )
    others = [one for one in bound.select_related("person", "post") if one.pk not in own]
    by_person: dict[int, list[Shift]] = {}
    for one in [*shifts, *others]:
        by_person.setdefault(one.person_id, []).append(one)
    found = []
    for held in by_person.values():
        ordered = sorted(held, key=lambda one: (one.starts_at, one.pk))
        found += [
            _fault(FaultKind.TWICE, later)
            for earlier, later in itertools.pairwise(ordered)
            if later.starts_at < earlier.ends_at
        ]
    return found


def _too_long(shifts: Sequence[Shift], hours: int) -> list[Fault]:
    """Times on end that are longer than people should be on duty."""
    most = datetime.timedelta(hours=hours)
    by_person: dict[int, list[Shift]] = {}
    for one in sorted(shifts, key=lambda one: one.starts_at):
        by_person.setdefault(one.person_id, []).append(one)
    found = []
    for held in by_person.values():
        for starts_at, ends_at in united([(one.starts_at, one.ends_at) for one in held]):
            if ends_at - starts_at > most:
                first = held[0]
                found.append(
                    Fault(
                        kind=FaultKind.TOO_LONG,
                        duty=first.duty,
                        starts_at=starts_at,
                        ends_at=ends_at,
                        who=first.person.name,
                    )
                )
    return found


def _missed(station: int, since: datetime.datetime, organization: int | None) -> list[Fault]:
    calls = CheckCall.objects.filter(
        Q(shift__roster__organization_id=organization),
        station_id=station,
        state=CheckCallState.MISSED,
        asked_at__gte=since,
    )
    return [
        Fault(
            kind=FaultKind.MISSED,
            duty=one.shift.duty,
            starts_at=one.asked_at,
            ends_at=one.ended_at or one.asked_at,
            who=one.shift.person.name,
        )
        for one in calls.select_related("shift__person")
    ]


def _not_handed_over(
    station: int, since: datetime.datetime, now: datetime.datetime, organization: int | None
) -> list[Fault]:
    """Ends of shifts that should have been handed over in writing and were not, or that nobody took over."""
    keepers = rulebook.value(station, rules.LOG_KEEPERS)
    ended = rosters.kept_by(station, organization).filter(ends_at__gt=since, ends_at__lte=now, duty__in=keepers)
    signed = set(Handover.objects.filter(shift__in=ended, state=HandoverState.TAKEN).values_list("shift_id", flat=True))
    begun = rosters.kept_by(station, organization).filter(starts_at__gt=since, starts_at__lte=now)
    going_on = set(begun.values_list("duty", "starts_at", "person_id"))  # nothing is handed over to oneself
    return [
        Fault(
            kind=FaultKind.NOT_HANDED_OVER,
            duty=one.duty,
            starts_at=one.ends_at,
            ends_at=one.ends_at,
            who=one.person.name,
        )
        for one in ended.select_related("person")
        if one.pk not in signed and (one.duty, one.ends_at, one.person_id) not in going_on
    ]


def _duties(shifts: Iterable[Shift]) -> list[str]:
    return [duty for one in shifts for duty in one.roster.duties]


def _open(whole: Span, covered: list[Span]) -> list[Span]:
    """The parts of a time that are not covered."""
    found, reached = [], whole[0]
    for starts_at, ends_at in united(covered):
        if starts_at > reached:
            found.append((reached, starts_at))
        reached = max(reached, ends_at)
    return [*found, (reached, whole[1])] if reached < whole[1] else found


def united(spans: Iterable[Span]) -> list[Span]:
    """Spans that touch or overlap, as one each."""
    found: list[Span] = []
    for starts_at, ends_at in sorted(spans):
        if found and starts_at <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends_at))
        else:
            found.append((starts_at, ends_at))
    return found


def _joined(gaps: list[Fault]) -> list[Fault]:
    """Gaps of one duty that follow each other, as one each."""
    spans: dict[str, list[Span]] = {}
    for one in gaps:
        spans.setdefault(one.duty, []).append((one.starts_at, one.ends_at))
    return [
        Fault(kind=FaultKind.GAP, duty=duty, starts_at=starts_at, ends_at=ends_at)
        for duty, found in spans.items()
        for starts_at, ends_at in united(found)
    ]


def _sorted(found: list[Fault]) -> list[Fault]:
    return sorted(found, key=lambda one: (_ORDER.index(one.kind), one.starts_at, one.duty))
