# SPDX-License-Identifier: Apache-2.0
"""An issue as it is printed: what stands where, in four queries however many entries there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F

from yizhan.domains.items.models import Text
from yizhan.domains.periodicals.models import Circulation, Entry, Erratum, Issue
from yizhan.domains.periodicals.queries import issues
from yizhan.domains.periodicals.queries.issues import Numbers
from yizhan.domains.periodicals.states import CirculationKind


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """An entry with the wording that is printed; `is_outdated` when the item has a newer wording by now."""

    entry: Entry
    text: Text
    heading: str
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of one column; the leading ones may have none."""

    column: str
    entries: Sequence[PrintedEntry]


@dataclass(frozen=True, slots=True)
class Destination:
    """Those to whom an issue goes in one way, such as 报: …"""

    kind: CirculationKind
    lines: Sequence[Circulation]


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything on an issue's pages. Before release the numbers are presumptive."""

    issue: Issue
    masthead: str
    issuing_office: str
    numbers: Numbers
    sections: Sequence[Section]
    destinations: Sequence[Destination]
    errata: Sequence[Erratum]


def printed(issue: Issue) -> Printed:
    """An issue with its entries and their texts, its circulation list and its errata."""
    series = issue.series
    is_released = issue.released_at is not None
    return Printed(
        issue=issue,
        masthead=(issue.masthead if is_released else series.masthead) or series.name,
        issuing_office=issue.issuing_office if is_released else series.issuing_office,
        numbers=_numbers(issue),
        sections=_sections(issue),
        destinations=_destinations(issue),
        errata=list(issues.errata(issue)),
    )


def _numbers(issue: Issue) -> Numbers:
    if issue.year is None or issue.number is None or issue.total_number is None:
        return issues.presumptive(issue.series)
    return Numbers(year=issue.year, number=issue.number, total=issue.total_number)


def _sections(issue: Issue) -> list[Section]:
    entries = list(issues.entries(issue))
    wanted = Text.objects.filter(item__entries__issue=issue, item__entries__text_number=F("number"))
    texts = {text.item_id: text for text in wanted}
    by_column = groupby(entries, key=lambda entry: entry.column.name if entry.column else "")
    return [Section(name, [_printed(entry, texts[entry.item_id]) for entry in placed]) for name, placed in by_column]


def _printed(entry: Entry, text: Text) -> PrintedEntry:
    is_outdated = entry.is_open and entry.item.text_number != entry.text_number
    return PrintedEntry(entry=entry, text=text, heading=entry.heading or text.title, is_outdated=is_outdated)


def _destinations(issue: Issue) -> list[Destination]:
    by_kind = groupby(issues.circulation(issue), key=lambda line: line.kind)
    return [Destination(CirculationKind(kind), list(lines)) for kind, lines in by_kind]
