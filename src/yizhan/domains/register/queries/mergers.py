# SPDX-License-Identifier: Apache-2.0
"""Reading the register: who may have been entered twice, and what would move with a merger."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from yizhan.domains.appraisal.queries import standings
from yizhan.domains.appraisal.states import Holder
from yizhan.domains.duty.models import Shift
from yizhan.domains.items.models import Contribution
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Account, Person, Post, Station
from yizhan.domains.notices.models import Notice
from yizhan.domains.register.models import Merger
from yizhan.domains.register.rules import UNDO_DAYS
from yizhan.domains.register.states import OPEN, MergerState
from yizhan.domains.rewards.models import FeeLine
from yizhan.domains.rulebook import queries as rulebook
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.periods import parse_period
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class Points:
    """What an account of this year holds under one scheme."""

    scheme: str
    station: str
    points: str


@dataclass(frozen=True, slots=True)
class Moving:
    """What belongs to one entry, and with a merger to the person. `shares` are in ten-thousandths of an item, `fees` in
    whole fen.
    """

    posts: Sequence[Post]
    accounts: Sequence[Account]
    items: int
    shares: int
    common: int
    """Items in which the other entry has a share too: they count once."""
    points: Sequence[Points]
    fees: int
    notices: int
    shifts: int


def moving(entry: Person, other: Person) -> Moving:
    """Everything that hangs on an entry, beside another one."""
    own, others = _entries(entry), _entries(other)
    shares = Contribution.objects.filter(person__in=own)
    posts = Post.objects.filter(person__in=own).select_related("organization", "station", "person")
    return Moving(
        posts=list(posts.order_by("-starts_on", "-id")),
        accounts=list(Account.objects.filter(person__in=own).order_by("id")),
        items=shares.values("item").distinct().count(),
        shares=sum(shares.values_list("share", flat=True)),
        common=shares.filter(item__contributions__person__in=others).values("item").distinct().count(),
        points=_points(entry),
        fees=sum(FeeLine.objects.filter(person__in=own).values_list("amount", flat=True)),
        notices=Notice.objects.filter(person__in=own).count(),
        shifts=Shift.objects.filter(person__in=own, counts=True, ends_at__gt=clock.now()).count(),
    )


def suspects() -> QuerySet[Person]:
    """Entries of the same name that nobody has merged yet, by name."""
    counting = Person.objects.filter(merged_into__isnull=True)
    several = counting.order_by().values("name").annotate(number=Count("pk")).filter(number__gt=1)
    return counting.filter(name__in=several.values("name")).select_related("account").order_by("name", "id")


def resembling(entry: Person) -> QuerySet[Person]:
    """Other entries of the same name or number."""
    same = Q(name=entry.name) | (Q(mobile=entry.mobile) & ~Q(mobile=""))
    return Person.objects.filter(same, merged_into__isnull=True).exclude(pk=entry.pk).order_by("name", "id")


def merged_into(person: Person) -> QuerySet[Merger]:
    """The mergers that stand behind an entry, and those that wait for it."""
    return Merger.objects.filter(person=person, state__in=OPEN).select_related("duplicate", "person").order_by("id")


def to_confirm() -> QuerySet[Merger]:
    """What waits for a second administrator, the longest waiting first."""
    return Merger.objects.filter(state=MergerState.PROPOSED).select_related("duplicate", "person").order_by("id")


def undo_until(merger: Merger) -> datetime.datetime | None:
    """The moment until which a merger that stands can be taken back."""
    if merger.state != MergerState.STANDING or merger.confirmed_at is None:
        return None
    return merger.confirmed_at + datetime.timedelta(days=rulebook.value(merger.station_id, UNDO_DAYS))


def _entries(entry: Person) -> list[int]:
    return entry.entries or [entry.pk]


def _points(entry: Person) -> list[Points]:
    """The accounts of this year at the stations where the person holds or held a post."""
    year = parse_period(f"{clock.today():%Y}")
    found = []
    for station in Station.objects.filter(posts__person__in=_entries(entry)).distinct().order_by("level", "id"):
        try:
            tables = standings.standings(station.pk, year, holder=Holder.PERSON)
        except (Refused, Conflict):
            continue
        found += [
            Points(table.scheme.name, station.short_name, str(row.total))
            for table in tables
            for row in table.rows
            if row.subject.key == entry.pk and row.total
        ]
    return found


def named(wanted: str) -> QuerySet[Person]:
    """Whom a search in the register finds: entries that count."""
    return network.people(wanted)
