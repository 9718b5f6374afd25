# SPDX-License-Identifier: Apache-2.0
"""What a station decided, as examples: the wording in force and what it was given. What was overruled is among them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.states import Kind
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network.models import Organization
from yizhan.domains.periodicals.models import Column, Entry, Series
from yizhan.domains.periodicals.states import State as IssueState
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.suggestions import rules
from yizhan.domains.suggestions.models import Filing
from yizhan.domains.suggestions.states import Question
from yizhan.domains.supervision.models import Assignment
from yizhan.domains.supervision.states import LIVE, AssignmentState

#: Registered and then gone: what kind these were nobody settled.
_GONE = (ItemState.WITHDRAWN, ItemState.TRANSFERRED, ItemState.DECLINED, ItemState.SPLIT, ItemState.DISSOLVED)

#: Rows read at a time.
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Examples:
    """Decisions about one question, the oldest first: texts and labels side by side."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def counts(self) -> Counter[str]:
        """How often each label was chosen."""
        return Counter(self.labels)


def examples(station: int, question: str) -> Examples:
    """The last decisions, as many as the station's rule takes, without labels that were chosen too seldom."""
    most = rulebook.value(station, rules.MOST_EXAMPLES)
    decided: dict[int, Any] = {}
    for item, label in _DECIDED[question](station)[:most].iterator(chunk_size=_CHUNK):
        decided.setdefault(item, label)
    texts = _said(decided)
    found = [(texts[item], str(label)) for item, label in reversed(decided.items()) if item in texts]
    fewest = rulebook.value(station, rules.FEWEST_OF_LABEL)
    often = {label for label, count in Counter(label for _text, label in found).items() if count >= fewest}
    kept = [(text, label) for text, label in found if label in often]
    return Examples(tuple(text for text, _label in kept), tuple(label for _text, label in kept))


def are_enough(found: Examples, station: int) -> bool:
    """Whether there is anything to learn: enough decisions, and a choice between at least two labels."""
    return len(found.texts) >= rulebook.value(station, rules.FEWEST_EXAMPLES) and len(found.counts) > 1


def names(station: int, question: str) -> Mapping[str, str]:
    """What may be chosen now, by label, in words; what has ended is not suggested any more.

    Kinds keep their code: pages say them in the reader's language (`sentences.named`).
    """
    return _NAMES[question](station)


def _said(items: Iterable[int]) -> dict[int, str]:
    """What the items' wordings in force say, by key, as likeness compares them."""
    keys, found = list(items), {}
    for start in range(0, len(keys), _CHUNK):
        rows = Text.objects.filter(item__in=keys[start : start + _CHUNK], number=F("item__text_number")).order_by()
        for item, *parts in rows.values_list("item_id", "title", "situation", "analysis", "suggestion"):
            found[item] = "\n".join(part for part in parts if part)
    return found


def _kinds_decided(station: int) -> "QuerySet[Any, Any]":
    rows = Item.objects.filter(station_id=station, registered_at__isnull=False).exclude(state__in=_GONE)
    return rows.order_by("-id").values_list("pk", "kind")


def _categories_decided(station: int) -> "QuerySet[Any, Any]":
    return Filing.objects.filter(station_id=station).order_by("-at", "-id").values_list("item_id", "category")


def _departments_decided(station: int) -> "QuerySet[Any, Any]":
    """Which unit led; a unit that sent the task back was not the right one."""
    stands = LIVE - {AssignmentState.RETURNED}
    rows = Assignment.objects.filter(station_id=station, is_lead=True, state__in=stands).order_by("-id")
    return rows.values_list("case__item_id", "organization__public_id")


def _entries(station: int) -> "QuerySet[Entry]":
    placed = Entry.objects.filter(issue__station_id=station).exclude(issue__state=IssueState.DISCARDED)
    return placed.order_by("-id")


def _series_decided(station: int) -> "QuerySet[Any, Any]":
    return _entries(station).values_list("item_id", "series__public_id")


def _columns_decided(station: int) -> "QuerySet[Any, Any]":
    return _entries(station).filter(column__isnull=False).values_list("item_id", "column__public_id")


def _kind_names(station: int) -> Mapping[str, str]:  # noqa: ARG001 -- the same everywhere
    return {kind.value: kind.value for kind in Kind}


def _category_names(station: int) -> Mapping[str, str]:
    return {word: word for word in rulebook.value(station, rules.CATEGORIES)}


def _department_names(station: int) -> Mapping[str, str]:
    rows = Organization.objects.filter(station_id=station, ended_on__isnull=True).order_by()
    return {str(key): name for key, name in rows.values_list("public_id", "name")}


def _series_names(station: int) -> Mapping[str, str]:
    rows = Series.objects.filter(station_id=station, is_active=True).order_by()
    return {str(key): f"《{name}》" for key, name in rows.values_list("public_id", "name")}


def _column_names(station: int) -> Mapping[str, str]:
    rows = Column.objects.filter(series__station_id=station, is_active=True, series__is_active=True).order_by()
    named = rows.values_list("public_id", "series__name", "name")
    return {str(key): f"《{series}》{name}" for key, series, name in named}


_DECIDED: Mapping[str, "Callable[[int], QuerySet[Any, Any]]"] = {
    Question.KIND: _kinds_decided,
    Question.CATEGORY: _categories_decided,
    Question.DEPARTMENT: _departments_decided,
    Question.SERIES: _series_decided,
    Question.COLUMN: _columns_decided,
}

_NAMES: Mapping[str, Callable[[int], Mapping[str, str]]] = {
    Question.KIND: _kind_names,
    Question.CATEGORY: _category_names,
    Question.DEPARTMENT: _department_names,
    Question.SERIES: _series_names,
    Question.COLUMN: _column_names,
}
