# SPDX-License-Identifier: Apache-2.0
"""What many items of a period speak of, and what few speak of for long without an answer (B05, B15, B16).

Computed on a snapshot in seconds for thousands of items: for commands and jobs, never inside a request.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.states import OPEN
from yizhan.domains.reporting.queries.periods import Period
from yizhan.engines.text.drafts import Quotation, draft_summary, draft_title
from yizhan.engines.text.names import NameKind, names
from yizhan.engines.text.topics import Message, Topic, find_topics
from yizhan.kernel import clock

#: So many places and bodies a topic names, those that most of its items name first.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class HotTopic:
    """A matter that several items speak of; `items` begin with the most typical, `summary` quotes them by place."""

    title: str
    found: Topic
    items: Sequence[Item]
    summary: Sequence[Quotation]
    places: Sequence[str]
    bodies: Sequence[str]
    by_month: Sequence[tuple[str, int]]

    @property
    def first(self) -> datetime.datetime:
        """When the first item came."""
        return min(item.submitted_at for item in self.items)

    @property
    def last(self) -> datetime.datetime:
        """When the last item came."""
        return max(item.submitted_at for item in self.items)


@dataclass(frozen=True, slots=True)
class Neglected:
    """An item that still waits, with the reasons why it is thought neglected: few voices, many days."""

    item: Item
    voices: int
    days: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What a look at a period found."""

    messages: int
    topics: Sequence[HotTopic]
    neglected: Sequence[Neglected]


def survey(items: QuerySet[Item], period: Period, *, most: int, voices: int, days: int) -> Survey:
    """The `most` hottest topics of a period among items (narrow them by `access.visible` first), and the neglected.

    Neglected is what at most `voices` items speak of and the office has not finished after `days` days. What came
    from another station's report counts there, not here again.
    """
    during = items.filter(submitted_at__gte=period.begins_at, submitted_at__lt=period.ends_before)
    texts = _texts(during)
    rows = [text.item for text in texts]
    words = [f"{text.situation}\n{text.analysis}\n{text.suggestion}" for text in texts]
    found = find_topics([_message(item, body) for item, body in zip(rows, words, strict=True)])
    shared = {place: len(topic.members) for topic in found for place in topic.members}
    return Survey(
        messages=len(rows),
        topics=[_hot(topic, rows, words, period) for topic in found[:most]],
        neglected=_neglected(rows, shared, voices, days),
    )


def _texts(items: QuerySet[Item]) -> list[Text]:
    own = items.filter(origin__isnull=True).values("pk")
    in_force = Text.objects.filter(item__in=own, number=F("item__text_number"))
    return list(in_force.select_related("item__organization").order_by("item_id"))


def _message(item: Item, body: str) -> Message:
    return Message(str(item.pk), item.title, body, item.authors, item.submitted_at, item.likes)


def _hot(topic: Topic, rows: Sequence[Item], words: Sequence[str], period: Period) -> HotTopic:
    members = [rows[place] for place in topic.members]
    texts = [f"{rows[place].title}\n{words[place]}" for place in topic.members]
    named = [{(name.kind, name.words) for name in names(text)} for text in texts]
    counted = Counter(name for one in named for name in sorted(one))
    months = Counter(f"{item.submitted_at.astimezone(clock.OFFICE_ZONE):%Y-%m}" for item in members)
    return HotTopic(
        title=draft_title([item.title for item in members], topic.key_word),
        found=topic,
        items=members,
        summary=draft_summary(texts),
        places=_most_named(counted, "place"),
        bodies=_most_named(counted, "body"),
        by_month=[(month, months[month]) for month in (f"{one.first:%Y-%m}" for one in period.months())],
    )


def _most_named(counted: Counter[tuple[NameKind, str]], kind: NameKind) -> list[str]:
    return [words for (of_kind, words), _number in counted.most_common() if of_kind == kind][:_NAMED]


def _neglected(rows: Sequence[Item], shared: dict[int, int], voices: int, days: int) -> list[Neglected]:
    """The longest waiting first."""
    now = clock.now()
    waiting = [
        Neglected(item, shared.get(place, 1), (now - item.submitted_at).days)
        for place, item in enumerate(rows)
        if item.state in OPEN and shared.get(place, 1) <= voices
    ]
    return sorted((one for one in waiting if one.days >= days), key=lambda one: (-one.days, one.item.pk))
