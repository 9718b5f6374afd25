# SPDX-License-Identifier: Apache-2.0
"""How an item stands: which questions are open for it, what was decided, where it could be placed."""

import uuid
from collections.abc import Callable, Mapping

from yizhan.domains.items.models import Item
from yizhan.domains.items.states import OPEN
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network import queries as network
from yizhan.domains.periodicals.models import Column, Entry, Issue
from yizhan.domains.periodicals.states import State as IssueState
from yizhan.domains.suggestions.models import Filing
from yizhan.domains.suggestions.states import Question
from yizhan.domains.supervision import states as supervised
from yizhan.domains.supervision.models import Assignment, Case

#: While the kind may still be decided, and once an item is about to be placed.
_KIND = frozenset({ItemState.SUBMITTED, ItemState.REGISTERED})
_PLACED = frozenset({ItemState.APPROVED, ItemState.SIGNED})


def open_questions(item: Item) -> list[str]:
    """What nobody has decided yet about the item."""
    asked: list[str] = []
    if item.state in _KIND:
        asked.append(Question.KIND)
    if item.state in OPEN and not Filing.objects.filter(item=item).exists():
        asked.append(Question.CATEGORY)
    if unassigned_case(item) is not None or item.state in OPEN:
        asked.append(Question.DEPARTMENT)
    if item.state in _PLACED and not Entry.objects.filter(item=item, is_open=True).exists():
        asked += [Question.SERIES, Question.COLUMN]
    return asked


def unassigned_case(item: Item) -> Case | None:
    """The case about the item that waits for a unit."""
    return Case.objects.filter(item=item, state=supervised.CaseState.INSTRUCTED).first()


def unit(station: int, label: str) -> int:
    """The key of a suggested unit; 0, which no unit has, where it is gone."""
    found = network.organizations_of(station).filter(public_id=label).values_list("pk", flat=True)
    return found.first() or 0


def decided(item: Item, question: str) -> tuple[str, str]:
    """What was decided about an item: label and words, both empty where nothing was."""
    return _DECIDED[question](item)


def open_issue(item: Item, question: str, label: str) -> Issue | None:
    """The one issue that is being composed into which the item could go; None where there is none, or several."""
    series = _series_of(question, label)
    if series is None:
        return None
    composing = Issue.objects.filter(
        series__public_id=series, station_id=item.station_id, state=IssueState.COMPOSING
    ).select_related("series")
    found = list(composing[:2])
    return found[0] if len(found) == 1 else None


def _series_of(question: str, label: str) -> uuid.UUID | None:
    if question == Question.SERIES:
        return uuid.UUID(label)
    return Column.objects.filter(public_id=label).values_list("series__public_id", flat=True).first()


def _kind(item: Item) -> tuple[str, str]:
    return item.kind, item.kind


def _category(item: Item) -> tuple[str, str]:
    category = Filing.objects.filter(item=item).values_list("category", flat=True).first() or ""
    return category, category


def _department(item: Item) -> tuple[str, str]:
    leading = Assignment.objects.filter(case__item=item, is_lead=True, state__in=supervised.LIVE).order_by("-id")
    found = leading.values_list("organization__public_id", "organization__name").first()
    return (str(found[0]), found[1]) if found else ("", "")


def _series(item: Item) -> tuple[str, str]:
    entry = _entry(item)
    return (str(entry.series.public_id), str(entry.series)) if entry else ("", "")


def _column(item: Item) -> tuple[str, str]:
    entry = _entry(item)
    if entry is None or entry.column is None:
        return "", ""
    return str(entry.column.public_id), f"{entry.series}{entry.column.name}"


def _entry(item: Item) -> Entry | None:
    return Entry.objects.filter(item=item, is_open=True).select_related("series", "column").order_by("-id").first()


_DECIDED: Mapping[str, Callable[[Item], tuple[str, str]]] = {
    Question.KIND: _kind,
    Question.CATEGORY: _category,
    Question.DEPARTMENT: _department,
    Question.SERIES: _series,
    Question.COLUMN: _column,
}
