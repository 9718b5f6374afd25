# SPDX-License-Identifier: Apache-2.0
"""The journal as the audit administrator reads it: what is wanted, and each entry in words."""

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import journals
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Person, Post, Station
from yizhan.domains.network.states import Role
from yizhan.kernel.events import CATALOGUE
from yizhan.kernel.journal import Narrowing
from yizhan.kernel.models import Entry
from yizhan.web.administration.journal_words import ROOMS, room_of, sentence_of, state_of
from yizhan.web.frame import label_of

_ROLES = dict(Role.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFilters:
    """What of the journal is shown, as the address says it. Everything unknown counts as not said."""

    what: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    subject: str = ""
    act: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: QueryDict) -> "JournalFilters":
        """The filters of an address."""
        what, before = given.get("what", ""), given.get("before", "")
        return cls(
            what=what if what in CATALOGUE or what in ROOMS else "",
            person=given.get("person", "").strip()[:60],
            since=_day(given.get("since", "")),
            until=_day(given.get("until", "")),
            subject=_uuid(given.get("subject", "")),
            act=_uuid(given.get("act", "")),
            before=before if before.isascii() and before.isdigit() and len(before) <= 18 else "",
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the page is said."""
        return self.but(before="") != JournalFilters()

    def but(self, **changes: str) -> "JournalFilters":
        """The same filters with some changed; the page does not carry over unless it is given."""
        return replace(self, **{"before": "", **changes})

    def address(self, url: str) -> str:
        """The journal's address with these filters."""
        said = {name: value for name, value in asdict(self).items() if value}
        return f"{url}?{urlencode(said)}" if said else url

    def narrowing(self) -> Narrowing:
        """The filters as the kernel takes them."""
        is_room = self.what in ROOMS
        return Narrowing(
            event="" if is_room else self.what,
            room=self.what if is_room else "",
            posts=list(network.posts_of_people_named(self.person).values_list("pk", flat=True))
            if self.person
            else None,
            subject=uuid.UUID(self.subject) if self.subject else None,
            act=uuid.UUID(self.act) if self.act else None,
            since=datetime.date.fromisoformat(self.since) if self.since else None,
            until=datetime.date.fromisoformat(self.until) if self.until else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry in words."""

    entry: Entry
    person: str
    post: str
    role: str
    station: str
    sentence: str
    about: str
    before: str
    after: str


def lines(entries: Sequence[Entry]) -> list[Line]:
    """Entries in words; the names are looked up for all of them together."""
    holders = journals.actors(entries)
    stations = dict(Station.objects.values_list("pk", "short_name"))
    about = _subjects(entries)
    return [_line(entry, holders.get(entry.post or 0), stations, about) for entry in entries]


def lines_of_all(entries: Iterable[Entry], size: int = 1_000) -> Iterator[Line]:
    """A long run of entries in words, looked up in portions."""
    run = iter(entries)
    while portion := list(islice(run, size)):
        yield from lines(portion)


def acts(of: Sequence[Sequence[Entry]]) -> list[list[Line]]:
    """Acts in words."""
    told = iter(lines([entry for act in of for entry in act]))
    return [list(islice(told, len(act))) for act in of]


def _line(entry: Entry, post: Post | None, stations: dict[int, str], about: dict[uuid.UUID, str]) -> Line:
    station = stations.get(entry.station or 0, "")
    person = post.person.name if post else ""
    return Line(
        entry=entry,
        person=person,
        post=label_of(post) if post else "",
        role=str(_ROLES.get(entry.role, entry.role)),
        station=station,
        sentence=sentence_of(entry.event, {**entry.facts, "person": person, "station": station}),
        about=about.get(entry.matter or entry.subject, ""),
        before=state_of(entry.event, entry.before),
        after=state_of(entry.event, entry.after),
    )


def _subjects(entries: Sequence[Entry]) -> dict[uuid.UUID, str]:
    """What the entries are about, by a name that tells nothing of the content: item numbers, names of the network."""
    found: dict[uuid.UUID, str] = {}
    matters = {entry.matter for entry in entries if entry.matter}
    if matters:
        found |= dict(Item.objects.filter(public_id__in=matters).values_list("public_id", "number"))
    subjects = {entry.subject for entry in entries if not entry.matter and room_of(entry.event) == "network"}
    if subjects:
        found |= _names(subjects)
    return found


def _names(subjects: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    posts = Post.objects.filter(public_id__in=subjects).select_related("person", "organization")
    named: list[tuple[Any, Any]] = [
        *Person.objects.filter(public_id__in=subjects).values_list("public_id", "name"),
        *Organization.objects.filter(public_id__in=subjects).values_list("public_id", "short_name"),
        *Station.objects.filter(public_id__in=subjects).values_list("public_id", "short_name"),
        *((post.public_id, f"{post.person.name} · {post.organization.short_name}") for post in posts),
    ]
    return dict(named)


def _day(given: str) -> str:
    try:
        return datetime.date.fromisoformat(given).isoformat()
    except ValueError:
        return ""


def _uuid(given: str) -> str:
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return ""
