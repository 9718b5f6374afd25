# SPDX-License-Identifier: Apache-2.0
"""Reading rosters: their shifts, who is on duty, when it changes. Who may read what is in `access`."""

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yizhan.domains.clocks.queries import calendars
from yizhan.domains.duty import rules
from yizhan.domains.duty.models import Absence, Number, Roster, Shift, Swap
from yizhan.domains.duty.states import Days, RosterState, SwapState
from yizhan.domains.network.queries import one_person
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import clock

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One time in which somebody must be in one duty."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    duty: str

    @property
    def day(self) -> datetime.date:
        """The day on which it begins."""
        return self.starts_at.astimezone(clock.OFFICE_ZONE).date()


def listed(rosters: QuerySet[Roster]) -> QuerySet[Roster]:
    """Rosters that were not given up, the latest first."""
    return rosters.exclude(state=RosterState.WITHDRAWN).select_related("organization").order_by("-first", "-id")


def changes_of(roster: Roster) -> list[datetime.datetime]:
    """The moments at which its duty changes, from its beginning to its end."""
    times = [rules.time_of(written) for written in roster.changes]
    days = [roster.first + _DAY * number for number in range((roster.last - roster.first).days + 1)]
    moments = [_at(day, time) for day, time in itertools.product(days, times)]
    return [*moments, _at(roster.last + _DAY, times[0])]


def slots_of(roster: Roster) -> list[Slot]:
    """Every time in which somebody must be on duty, in the order of time and of the duties."""
    return [
        Slot(starts_at, ends_at, duty)
        for starts_at, ends_at in itertools.pairwise(changes_of(roster))
        for duty in roster.duties
    ]


def shifts_of(roster: Roster) -> list[Shift]:
    """The shifts of a roster that count, with their people."""
    return list(roster.shifts.filter(counts=True).select_related("person", "post__organization"))


def changed_in(roster: Roster) -> QuerySet[Shift]:
    """What was changed in a roster after it was published, the latest first."""
    return roster.shifts.filter(replaces__isnull=False).select_related("person", "replaces__person").order_by("-id")


def days_meant(station: int, days: str, slots: Iterable[Slot]) -> list[Slot]:
    """Those slots that begin on the days that are meant, by the institution's own calendar."""
    if days == Days.ALL:
        return list(slots)
    calendar = calendars.of_station(station)
    return [slot for slot in slots if calendar.is_worked(slot.day) is (days == Days.WORKING)]


def in_force(station: int) -> QuerySet[Shift]:
    """The shifts of published rosters that count, whoever they are given to."""
    return Shift.objects.filter(station_id=station, counts=True, roster__state=RosterState.PUBLISHED)


def kept_by(station: int, organization: int | None) -> QuerySet[Shift]:
    """The same of one roster keeper: the office (None) or a unit."""
    return in_force(station).filter(Q(roster__organization_id=organization))


def able(shifts: QuerySet[Shift], day: datetime.date) -> QuerySet[Shift]:
    """Those whose people are not away on a day and still hold the post that they are on duty for."""
    away = Absence.objects.filter(person=OuterRef("person"), ended_at__isnull=True, first__lte=day, last__gte=day)
    holds = Q(post__starts_on__lte=day) & (Q(post__ends_on__isnull=True) | Q(post__ends_on__gte=day))
    return shifts.filter(holds, ~Exists(away))


def on_duty(station: int, moment: datetime.datetime, organization: int | None = None) -> list[Shift]:
    """Who is on duty at a moment, for the office or for a unit, in the order in which they are called."""
    day = moment.astimezone(clock.OFFICE_ZONE).date()
    found = able(kept_by(station, organization), day).filter(starts_at__lte=moment, ends_at__gt=moment)
    rows = found.select_related("person", "post__organization", "roster")
    return sorted(rows, key=lambda one: (one.roster.duties.index(one.duty), one.pk))


def keeps_roster(station: int, organization: int | None = None) -> bool:
    """Whether the office, or the unit, ever published a roster: only then its gaps are findings."""
    return _rosters(station, organization).filter(state=RosterState.PUBLISHED).exists()


def keeping_units(station: int) -> list[int]:
    """The units that ever published a roster of their own."""
    kept = Roster.objects.filter(station_id=station, organization__isnull=False, state=RosterState.PUBLISHED)
    return sorted(set(kept.order_by().values_list("organization", flat=True)))


def next_shifts(station: int, moment: datetime.datetime, organization: int | None = None) -> list[Shift]:
    """Who comes at the next change of duty after a moment."""
    coming = kept_by(station, organization).filter(starts_at__gt=moment)
    first = coming.order_by("starts_at").values_list("starts_at", flat=True).first()
    if first is None:
        return []
    rows = coming.filter(starts_at=first).select_related("person", "roster", "post__organization")
    return sorted(rows, key=lambda one: (one.roster.duties.index(one.duty), one.pk))


def shifts_between(
    station: int, since: datetime.datetime, until: datetime.datetime, organization: int | None = None
) -> list[Shift]:
    """All published shifts that touch a time, with their people."""
    found = kept_by(station, organization).filter(starts_at__lt=until, ends_at__gt=since)
    return list(found.select_related("person", "post__organization", "roster").order_by("starts_at", "id"))


def coming_of(person: int, moment: datetime.datetime) -> QuerySet[Shift]:
    """The published shifts of a person that are not over, soonest first."""
    found = Shift.objects.filter(person__in=one_person(person), counts=True, ends_at__gt=moment)
    return found.filter(roster__state=RosterState.PUBLISHED).select_related("roster").order_by("starts_at", "id")


def swaps_waiting(swaps: QuerySet[Swap]) -> QuerySet[Swap]:
    """Those that wait for consent, the oldest first."""
    waiting = swaps.filter(state=SwapState.ASKED)
    return waiting.select_related("shift__person", "other", "to__person").order_by("id")


def numbers_of(people: Iterable[int]) -> dict[int, list[Number]]:
    """Where people are reached, by person, first choice first."""
    found: dict[int, list[Number]] = {}
    for one in Number.objects.filter(person_id__in=list(people), ended_at__isnull=True).order_by("rank", "id"):
        found.setdefault(one.person_id, []).append(one)
    return found


def absences_of(people: Iterable[int], first: datetime.date, last: datetime.date) -> dict[int, list[Absence]]:
    """Who is away in a period, by person."""
    rows = Absence.objects.filter(person_id__in=list(people), ended_at__isnull=True, first__lte=last, last__gte=first)
    found: dict[int, list[Absence]] = {}
    for one in rows:
        found.setdefault(one.person_id, []).append(one)
    return found


def duties_of(station: int) -> Sequence[str]:
    """The institution's duties today, in the order of calling."""
    return rulebook.value(station, rules.DUTIES)


def overlapping(roster: Roster) -> QuerySet[Roster]:
    """Published rosters of the same office or unit that have a day in common."""
    found = _rosters(roster.station_id, roster.organization_id).exclude(pk=roster.pk)
    return found.filter(state=RosterState.PUBLISHED, first__lte=roster.last, last__gte=roster.first)


def last_planned(station: int, organization: int | None) -> datetime.date | None:
    """The last day for which there is a roster or a draft."""
    kept = _rosters(station, organization).exclude(state=RosterState.WITHDRAWN)
    return kept.order_by(F("last").desc()).values_list("last", flat=True).first()


def begun(station: int, organization: int | None) -> datetime.datetime | None:
    """When the first published shift of the office or unit began: nothing was promised before."""
    found = kept_by(station, organization)
    return found.order_by("starts_at").values_list("starts_at", flat=True).first()


def day_after(day: datetime.date) -> datetime.date:
    """The next day."""
    return day + _DAY


def week_from(day: datetime.date) -> datetime.date:
    """The last day of the week that begins on a day."""
    return day + 6 * _DAY


def _rosters(station: int, organization: int | None) -> QuerySet[Roster]:
    return Roster.objects.filter(Q(organization_id=organization), station_id=station)


def _at(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, time, clock.OFFICE_ZONE)
