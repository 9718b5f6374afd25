# SPDX-License-Identifier: Apache-2.0
"""What stands in the way of a release, said where it is and before anybody presses the button.

The operation decides and stops at the first problem; here all are named beforehand, in the sentences of its refusals.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from yizhan.domains.items.states import State as ItemState
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.queries.printing import Printed, PrintedEntry
from yizhan.domains.periodicals.states import SeriesKind
from yizhan.kernel import sentences
from yizhan.kernel.errors import Invalid

_READY = frozenset({ItemState.SIGNED, ItemState.RELEASED, ItemState.ARCHIVED})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and what to do about it; `is_renewable` when taking over the newer wording sets it right."""

    code: str
    wrong: str
    remedy: str
    is_renewable: bool = False


def of_issue(page: Printed) -> list[Problem]:
    """What is wrong with an issue as a whole."""
    return [_problem(code) for code in _codes_of_issue(page)]


def of_entries(page: Printed) -> Mapping[UUID, list[Problem]]:
    """What is wrong with single entries, by entry; entries that nothing is wrong with are left out."""
    printed = [one for section in page.sections for one in section.entries]
    found = {one.entry.public_id: [_problem_of(one, code) for code in _codes_of_entry(one)] for one in printed}
    return {entry: problems for entry, problems in found.items() if problems}


def _codes_of_issue(page: Printed) -> Iterator[str]:
    count = sum(len(section.entries) for section in page.sections)
    if not count:
        yield "periodicals.issue.empty"
    if not _is_special(page.issue):
        return
    if count > 1:
        yield "periodicals.special_report.one_item"
    if all(line.organization_id is not None for one in page.destinations for line in one.lines):
        yield "periodicals.special_report.no_recipient"


def _codes_of_entry(one: PrintedEntry) -> Iterator[str]:
    if one.entry.item.state not in _READY:
        yield "periodicals.item.not_signed"
    elif one.is_outdated:
        yield "periodicals.entry.text_outdated"
    if not one.text.source:
        yield "periodicals.item.without_source"


def _is_special(issue: Issue) -> bool:
    return issue.series.kind == SeriesKind.SPECIAL_REPORT


def _problem_of(one: PrintedEntry, code: str) -> Problem:
    item = one.entry.item
    is_renewable = code == "periodicals.entry.text_outdated" and item.state == ItemState.SIGNED
    return _problem(code, is_renewable=is_renewable, number=item.number, title=item.title)


def _problem(code: str, *, is_renewable: bool = False, number: str = "", title: str = "") -> Problem:
    wrong, remedy = sentences.refused(Invalid(code, number=number, title=title))
    return Problem(code, wrong, remedy, is_renewable)
