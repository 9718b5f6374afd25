# SPDX-License-Identifier: Apache-2.0
"""What the rooms below tell of a station's items: occasions that schemes may give points for (RULE-081).

A body counts once per item and publication, wherever and however often it was recorded; of a whole and its parts the
whole counts, with the shares of its contributors; what the same people said through two channels was handed in once.
"""

import datetime
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from yizhan.domains.appraisal.queries import vocabulary
from yizhan.domains.appraisal.queries.contributors import Contributors, Holders
from yizhan.domains.items.models import Descent, Item, Part
from yizhan.domains.items.states import MADE_HERE
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network.models import Station
from yizhan.domains.periodicals.models import Entry as Placed
from yizhan.domains.periodicals.states import State as IssueState
from yizhan.domains.reporting.models import Credit, Report
from yizhan.domains.reporting.states import State as AdoptionState
from yizhan.domains.supervision.models import Instruction
from yizhan.domains.supervision.states import InstructionState
from yizhan.domains.topics.models import Answer, Request, Topic
from yizhan.domains.topics.states import Kind as TopicKind
from yizhan.domains.topics.states import RequestState
from yizhan.domains.topics.states import State as TopicState
from yizhan.kernel.clock import OFFICE_ZONE

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One occasion as the records tell it now, or as people decided about it; the columns of `Occasion`."""

    key: str
    day: datetime.date
    matter: uuid.UUID
    thread: str
    title: str
    fields: Fields
    holders: Holders
    is_decided: bool = False

    def content(self) -> tuple[Any, ...]:
        """What makes it the same as another one with this key; a title that was edited changes no points."""
        return (self.day, self.matter, self.thread, self.fields, self.holders)


def day_of(moment: datetime.datetime) -> datetime.date:
    """The office's day of a moment."""
    return moment.astimezone(OFFICE_ZONE).date()


def facts(station: Station, items: Collection[int]) -> list[Fact]:
    """All occasions about these items (keys) of a station, whole families at a time; a dozen queries for any number."""
    return list(_Records(station, items).facts())


class _Records:
    """The records about some items of one station, read once."""

    def __init__(self, station: Station, items: Collection[int]) -> None:
        self._station = station
        self._items = {one.pk: one for one in Item.objects.filter(pk__in=items, station=station).order_by("pk")}
        self._below = self._descendants()
        self._repeats = set(Part.objects.filter(is_repeat=True, item__in=items).values_list("item", flat=True))
        self._answers = {
            answer.item_id: answer
            for answer in Answer.objects.filter(item__in=items, topic__kind=TopicKind.COMMISSION).select_related(
                "topic", "request"
            )
        }
        self._contributors = Contributors(station, self._items)

    def facts(self) -> Iterator[Fact]:
        yield from self._submissions()
        yield from self._releases()
        yield from self._own_issues()
        yield from self._adoptions()
        yield from self._instructions()
        yield from self._reports()
        yield from self._commissions()

    def _submissions(self) -> Iterator[Fact]:
        for item in self._items.values():
            if item.channel in MADE_HERE or item.pk in self._repeats or item.state == ItemState.WITHDRAWN:
                continue
            fields = {"kind": vocabulary.SUBMITTED, "status": vocabulary.HANDED_IN}
            yield self._fact("submission", item.public_id, day_of(item.submitted_at), item, fields)

    def _releases(self) -> Iterator[Fact]:
        for item in self._items.values():
            if item.released_at is not None:
                fields = {"kind": vocabulary.RELEASED, "level": vocabulary.LEVELS[self._station.level]}
                yield self._fact("release", item.public_id, day_of(item.released_at), item, fields)

    def _own_issues(self) -> Iterator[Fact]:
        """What stands in an issue of the station itself is adopted there, once per periodical."""
        placed = Placed.objects.filter(item__in=self._items, issue__state=IssueState.RELEASED)
        seen: set[tuple[int, int]] = set()
        for entry in placed.select_related("issue", "series").order_by("issue__released_at", "pk"):
            if (entry.item_id, entry.series_id) in seen or entry.issue.released_at is None:
                continue
            seen.add((entry.item_id, entry.series_id))
            fields = self._used(entry.series.name, self._station.level, self._station.name, self._station.line)
            day = day_of(entry.issue.released_at)
            yield self._fact("issue", entry.public_id, day, self._items[entry.item_id], fields)

    def _adoptions(self) -> Iterator[Fact]:
        found = Credit.objects.filter(item__in=self._items, adoption__state=AdoptionState.RECORDED)
        credits_of: dict[int, list[Credit]] = {}
        for credit in found.select_related("adoption").order_by("adoption__adopted_on", "adoption_id"):
            credits_of.setdefault(credit.adoption_id, []).append(credit)
        seen: set[tuple[int, str, int, str]] = set()
        for credited in credits_of.values():
            adoption = credited[0].adoption
            for item in self._topmost({credit.item_id for credit in credited}):
                once = (item.pk, adoption.body_name, adoption.level, adoption.publication)
                if once in seen:
                    continue
                seen.add(once)
                fields = self._used(adoption.publication, adoption.level, adoption.body_name, adoption.line)
                fields["form"] = vocabulary.FORMS[adoption.form]
                key = f"{adoption.public_id}/{item.public_id}"
                yield self._fact("adoption", key, adoption.adopted_on, item, fields)

    def _instructions(self) -> Iterator[Fact]:
        """What leaders wrote on an item or on what was made of it, at whatever station."""
        descendants = {pk for below in self._below.values() for pk in below}
        found = Instruction.objects.filter(
            Q(item__in=self._items) | Q(item__in=descendants), state=InstructionState.GIVEN
        )
        for one in found.select_related("issue__series").order_by("pk"):
            own = {pk for pk in self._items if pk == one.item_id or one.item_id in self._below.get(pk, ())}
            fields = {
                "kind": vocabulary.INSTRUCTED,
                "status": vocabulary.WRITTEN_ON,
                "level": vocabulary.LEVELS[one.level],
            }
            if one.issue is not None:
                fields["channel"] = vocabulary.publication(one.issue.series.name, one.level, "")[1:4]
            for item in self._topmost(own):
                yield self._fact("instruction", f"{one.public_id}/{item.public_id}", one.given_on, item, dict(fields))

    def _reports(self) -> Iterator[Fact]:
        """The first report of an item to each station above; a corrected wording is not another one."""
        seen: set[tuple[int, int]] = set()
        for report in Report.objects.filter(item__in=self._items).select_related("target").order_by("pk"):
            if (report.item_id, report.target_id) in seen:
                continue
            seen.add((report.item_id, report.target_id))
            level = report.target.level
            fields = {
                "kind": (*vocabulary.SENT_TO.get(level, ()), *vocabulary.REPORTED),
                "level": vocabulary.LEVELS[level],
                "line": vocabulary.LINES.get(report.target.line, ()),
            }
            yield self._fact("report", report.public_id, day_of(report.at), self._items[report.item_id], fields)

    def _commissions(self) -> Iterator[Fact]:
        for pk, answer in self._answers.items():
            fields = {
                "kind": vocabulary.COMMISSIONED,
                "late": answer.is_late,
                "status": vocabulary.TOO_LATE if answer.is_late else vocabulary.IN_TIME,
                "topic": (answer.topic.title,),
            }
            key = answer.request.public_id if answer.request else answer.public_id
            yield self._fact("commission", key, day_of(answer.at), self._items[pk], fields)

    def _used(self, publication: str, level: int, body: str, line: str) -> Fields:
        return {
            "kind": vocabulary.ADOPTED,
            "status": vocabulary.USED,
            "channel": vocabulary.publication(publication, level, body),
            "body": (body,),
            "level": vocabulary.LEVELS[level],
            "line": vocabulary.LINES.get(line, ()),
        }

    def _fact(self, kind: str, key: object, day: datetime.date, item: Item, fields: Mapping[str, Any]) -> Fact:
        answer = self._answers.get(item.pk)
        known: Fields = {
            "genre": list(vocabulary.GENRES[item.kind]),
            "commissioned": answer is not None,
            **{name: value if isinstance(value, bool) else list(value) for name, value in fields.items()},
        }
        if answer is not None:
            known.setdefault("topic", [answer.topic.title])
        holders = self._contributors.of(item, day)
        return Fact(f"{kind}/{key}", day, item.public_id, item.public_id.hex, item.title, known, holders)

    def _descendants(self) -> dict[int, set[int]]:
        below: dict[int, set[int]] = {}
        for item, ancestor in Descent.objects.filter(ancestor__in=self._items).values_list("item", "ancestor"):
            below.setdefault(ancestor, set()).add(item)
        return below

    def _topmost(self, items: set[int]) -> Iterator[Item]:
        """Of a whole and its parts the whole."""
        for pk in sorted(items):
            if not items & self._below.get(pk, set()):
                yield self._items[pk]


def overdue_commissions(since: datetime.datetime | None, until: datetime.datetime) -> dict[int, list[Fact]]:
    """Commissions whose moment passed in between without an answer, by station: not handed in is late."""
    asked = Request.objects.filter(
        ~Exists(Answer.objects.filter(request=OuterRef("pk"))),
        topic__kind=TopicKind.COMMISSION,
        topic__due_at__lt=until,
        state__in=[RequestState.ASKED, RequestState.ACCEPTED],
    ).exclude(topic__state=TopicState.WITHDRAWN)
    if since is not None:
        asked = asked.filter(topic__due_at__gte=since)
    found: dict[int, list[Fact]] = {}
    for request in asked.select_related("topic", "post").order_by("pk"):
        if request.topic.due_at is None:
            continue
        person = request.post.person_id if request.post else None
        unit = request.organization_id or (request.post.organization_id if request.post else None)
        holder = {"person": person, "organization": unit, "below": None, "share": 10_000}
        fields: Fields = {
            "kind": list(vocabulary.COMMISSIONED),
            "late": True,
            "status": list(vocabulary.NEVER),
            "topic": [request.topic.title],
            "commissioned": True,
        }
        fact = Fact(
            f"commission/{request.public_id}",
            day_of(request.topic.due_at),
            request.topic.public_id,
            "",
            request.topic.title,
            fields,
            [holder],
        )
        found.setdefault(request.station_id, []).append(fact)
    return found


def families(matters: Iterable[uuid.UUID]) -> dict[int, set[int]]:
    """The items with these public ids and everything related to them by descent, by station."""
    named = list(Item.objects.filter(public_id__in=list(matters)).order_by().values_list("pk", flat=True))
    related = Descent.objects.filter(Q(item__in=named) | Q(ancestor__in=named)).values_list("item", "ancestor")
    keys = {*named, *(key for pair in related for key in pair)}
    found: dict[int, set[int]] = {}
    for station, pk in Item.objects.filter(pk__in=keys).order_by().values_list("station", "pk"):
        found.setdefault(station, set()).add(pk)
    return found


def stations(keys: Sequence[int]) -> dict[int, Station]:
    """Stations by key."""
    return Station.objects.in_bulk(keys)


def items_of_issues(issues: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Public ids of the items that stand in these issues."""
    return set(Placed.objects.filter(issue__public_id__in=list(issues)).values_list("item__public_id", flat=True))


def public_ids(items: Collection[int]) -> set[uuid.UUID]:
    """Public ids of items by key."""
    return set(Item.objects.filter(pk__in=items).order_by().values_list("public_id", flat=True))


def has_overdue(since: datetime.datetime, until: datetime.datetime) -> bool:
    """Whether the moment of some commission passed in between."""
    return Topic.objects.filter(kind=TopicKind.COMMISSION, due_at__gte=since, due_at__lt=until).exists()
