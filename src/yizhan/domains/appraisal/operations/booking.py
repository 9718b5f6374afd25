# SPDX-License-Identifier: Apache-2.0
"""Occasions follow the records: whatever the journal tells of is looked at anew, and what differs is booked.

Nothing is typed in (RULE-081). A fact that changed replaces its former row, one that is gone is cancelled; every row
stays. Booking the same stretch of the journal twice books nothing twice.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from yizhan.domains.appraisal import events
from yizhan.domains.appraisal.models import Bookmark, Occasion
from yizhan.domains.appraisal.queries import emergencies, facts
from yizhan.domains.appraisal.queries.facts import Fact
from yizhan.domains.appraisal.states import Origin
from yizhan.domains.network.models import Station
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.inserting import insert
from yizhan.kernel.locking import locked
from yizhan.kernel.models import Entry
from yizhan.kernel.operations import operation

#: Entries of the journal that are read at a time, so that no transaction is long.
BATCH = 2_000

#: Entries read once more, because on PostgreSQL an earlier number may be committed later.
_OVERLAP = 200

#: What can change an occasion, by the beginning of the event's name.
_ABOUT = (
    "items.", "periodicals.issue.released", "reporting.", "supervision.instruction.", "topics.", "urgent.", "findings.",
)  # fmt: skip

#: Commissions are looked at again for so long before the last time, should a clock go wrong.
_SLACK = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a stretch of the journal tells of, read before anything is locked: from `after` to `last`, at `now`.

    `told` holds for each station the matters that were looked at, and all that the records say about them.
    """

    after: int
    last: int
    now: datetime.datetime
    told: Sequence[tuple[Station, set[uuid.UUID], Sequence[Fact]]]


def follow(actor: Actor) -> None:
    """Book everything that the journal holds. Cheap where nothing happened since the last time."""
    while advance(actor):
        pass


def advance(actor: Actor) -> bool:
    """Book the next stretch of the journal; False when there was nothing to book."""
    mark = Bookmark.objects.first()
    if mark is not None and not _is_behind(mark):
        return False
    stretch = _stretch(mark or Bookmark(pk=1))
    return book(actor, stretch).entry == stretch.last


def _is_behind(mark: Bookmark) -> bool:
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return newest > mark.entry or mark.due_until is None or facts.has_overdue(mark.due_until, clock.now())


def _stretch(mark: Bookmark) -> Stretch:
    """The next entries, and what the records say now about what they tell of."""
    entries = Entry.objects.filter(pk__gt=mark.entry - _OVERLAP).order_by("pk")[: BATCH + _OVERLAP]
    told = list(entries.values_list("pk", "event", "matter", "subject"))
    now = clock.now()
    overdue = facts.overdue_commissions(None if mark.due_until is None else mark.due_until - _SLACK, now)
    matters = _matters(told)
    families, urgent = facts.families(matters), emergencies.told_of(matters)
    stations = facts.stations(sorted({*families, *overdue, *urgent}))
    found = []
    for key, station in sorted(stations.items()):
        items = families.get(key, set())
        others, about = urgent.get(key, (set(), []))
        said = [*overdue.get(key, []), *facts.facts(station, items), *about]
        found.append((station, facts.public_ids(items) | others, said))
    return Stretch(mark.entry, max([mark.entry, *(pk for pk, *_ in told)]), now, found)


@operation
def book(actor: Actor, stretch: Stretch) -> Bookmark:
    """Book what a stretch of the journal tells of, for all stations; nothing where somebody else did so meanwhile.

    What changed after the stretch was read has an entry after it and is booked with the next one.
    Writes: occasions, bookmark, journal. Announces: appraisal.occasions.booked, where something was booked.
    """
    mark = _taken()
    if mark.entry != stretch.after:
        return mark
    for station, matters, found in stretch.told:
        _book(actor, station, matters, found)
    Bookmark.objects.filter(pk=mark.pk).update(entry=stretch.last, due_until=stretch.now)
    mark.entry, mark.due_until = stretch.last, stretch.now
    return mark


def take_in(station: int, occasion: Occasion) -> Occasion:
    """Add one occasion that people decided about. Whoever calls is inside an operation of this room."""
    _taken()
    occasion.station_id = station
    occasion.at = clock.now()
    return insert(occasion)


def latest(station: int, key: str) -> Occasion | None:
    """The row of a fact that counts last, be it a cancellation."""
    return Occasion.objects.filter(station_id=station, key=key).order_by("-pk").first()


def _taken() -> Bookmark:
    """The one row, locked: rows are added one after the other, so that their numbers tell their order."""
    mark, _is_new = Bookmark.objects.get_or_create(pk=1)
    return locked(Bookmark, mark.pk)


def _matters(told: Iterable[tuple[int, str, uuid.UUID | None, uuid.UUID]]) -> set[uuid.UUID]:
    wanted: set[uuid.UUID] = set()
    issues: set[uuid.UUID] = set()
    for _pk, event, matter, subject in told:
        if event == "periodicals.issue.released":
            issues.add(subject)
        elif event.startswith(_ABOUT):
            wanted.update(one for one in (matter, subject) if one is not None)
    return wanted | facts.items_of_issues(issues)


def _book(actor: Actor, station: Station, matters: set[uuid.UUID], found: Sequence[Fact]) -> None:
    """Add what differs from what is booked about these matters and commissions."""
    told = {fact.key: fact for fact in found}
    rows: list[Occasion] = []
    booked = _booked(station, matters, list(told))
    for key, chain in booked.items():
        row = _next(station, told.pop(key, None), chain, is_gone=chain[-1].matter in matters)
        if row is not None:
            rows.append(row)
    rows += [_row(station, fact, None) for fact in told.values()]
    if rows:
        Occasion.objects.bulk_create(sorted(rows, key=lambda row: (row.day, row.key)), batch_size=500)
        event = events.OccasionsBooked(subject=station.public_id, number=len(rows))
        audit.record(replace(system(station.pk), act=actor.act), event, station=station.pk)


def _booked(station: Station, matters: set[uuid.UUID], keys: Sequence[str]) -> dict[str, list[Occasion]]:
    """The rows of each fact so far, oldest first."""
    found: dict[str, list[Occasion]] = {}
    wanted, ids = list(keys), list(matters)
    known: set[int] = set()
    for start in range(0, max(len(wanted), len(ids)), 400):
        condition = Q(key__in=wanted[start : start + 400]) | Q(matter__in=ids[start : start + 400])
        for row in Occasion.objects.filter(condition, station=station).order_by("pk"):
            if row.pk not in known:
                known.add(row.pk)
                found.setdefault(row.key, []).append(row)
    return {key: sorted(rows, key=lambda row: row.pk) for key, rows in found.items()}


def _next(station: Station, fact: Fact | None, chain: Sequence[Occasion], *, is_gone: bool) -> Occasion | None:
    """What has to be added so that the row that counts says what the records say, or None.

    What people decided stays as long as the records say what they said then.
    """
    recorded = [row for row in chain if row.origin == Origin.RECORD]
    if not recorded:
        return None
    last = recorded[-1]
    if fact is None:
        return None if last.is_cancellation or not is_gone else _cancellation(last, chain[-1])
    is_same = not last.is_cancellation and _content(last) == fact.content()
    return None if is_same else _row(station, fact, chain[-1])


def _content(row: Occasion) -> tuple[object, ...]:
    return (row.day, row.matter, row.thread, row.fields, row.holders)


def _row(station: Station, fact: Fact, replaces: Occasion | None) -> Occasion:
    return Occasion(
        station=station,
        key=fact.key,
        origin=Origin.RECORD,
        day=fact.day,
        matter=fact.matter,
        thread=fact.thread,
        title=fact.title,
        fields=fact.fields,
        holders=fact.holders,
        replaces=replaces,
        at=clock.now(),
    )


def _cancellation(last: Occasion, replaced: Occasion) -> Occasion:
    return Occasion(
        station_id=last.station_id,
        key=last.key,
        origin=Origin.RECORD,
        day=last.day,
        matter=last.matter,
        thread=last.thread,
        title=last.title,
        fields=last.fields,
        holders=last.holders,
        replaces=replaced,
        is_cancellation=True,
        at=clock.now(),
    )
