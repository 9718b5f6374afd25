# SPDX-License-Identifier: Apache-2.0
"""Everything on the pages of an issue: the desk on which it is composed, and the archive copy after release."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import finding
from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Entry, Issue
from yizhan.domains.periodicals.queries import issues, printing
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.components import Fact
from yizhan.web.items.addresses import item as item_address
from yizhan.web.periodicals import acts, addresses, order, places, problems, standing
from yizhan.web.periodicals.history import history_of
from yizhan.web.periodicals.sheets import Sheet, sheet_of
from yizhan.web.reporting.offers import issue_report_url
from yizhan.web.templatetags.dates import moment

#: Signed items that the desk offers at once; the rest is found by searching.
MOST = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """A signed item that waits to be placed."""

    public_id: str
    number: str
    title: str
    about: str
    url: str


def composing(actor: Actor, issue: Issue, given: QueryDict, *, focus: str = "") -> dict[str, Any]:
    """The desk: what is printed, what is wrong, what waits. `focus` is the key of the line where work goes on."""
    page = printing.printed(issue)
    sheet = sheet_of(issue, problems=problems.of_entries(page))
    offered = access.offers(actor, issue)
    return {
        "issue": issue,
        "places": places.above_issue(),
        "standing": standing.of_issue(issue),
        "trouble": standing.TROUBLE,
        "acts": acts.of_issue(actor, issue),
        "numbers": page.numbers,
        "sheet": sheet,
        "problems": problems.of_issue(page),
        "problem_count": sum(bool(entry.problems) for entry in sheet.entries),
        "can_compose": "arrange" in offered,
        "url": addresses.issue(issue.public_id),
        "document_url": addresses.step("document", issue.public_id),
        "act": new_id(),
        "focus": focus,
        **(_tools(issue, sheet, given) if "arrange" in offered else {}),
    }


def _tools(issue: Issue, sheet: Sheet, given: QueryDict) -> dict[str, Any]:
    """What only those need who put the issue together."""
    columns = list(issues.columns_of(issue.series))
    return {"columns": columns, "lines": order.places(sheet, columns), **waiting(issue, given)}


def waiting(issue: Issue, given: QueryDict) -> dict[str, Any]:
    """The signed items that wait to be placed, oldest first, or those among them that a search finds."""
    wanted = given.get("q", "").strip()[:80]
    placeable = issues.placeable(issue)
    rows = list((finding.search(placeable, wanted) if wanted else placeable)[: MOST + 1])
    return {
        "candidates": [_candidate(row) for row in rows[:MOST]],
        "has_more": len(rows) > MOST,
        "wanted": wanted,
        "column_chosen": given.get("column", ""),
    }


def released(actor: Actor, issue: Issue) -> dict[str, Any]:
    """The archive copy: sheet, who has read it, corrections, history."""
    lines = list(issues.circulation(issue))
    offered = access.offers(actor, issue)
    return {
        "issue": issue,
        "places": places.above_issue(),
        "standing": standing.of_issue(issue),
        "states": {"read": standing.READ, "delivered": standing.DELIVERED, "waiting": standing.UNDELIVERED},
        "acts": acts.of_issue(actor, issue),
        "sheet": sheet_of(issue),
        "facts": _facts(issue),
        "lines": lines,
        "read_count": sum(line.read_at is not None for line in lines),
        "can_note": "note_reading" in offered,
        "history": history_of(issue),
        "document_url": addresses.step("document", issue.public_id),
        "report_url": issue_report_url(actor, issue),
        "reading_url": addresses.reading(issue.public_id) if "mark_read" in offered else "",
    }


def discarded(issue: Issue) -> dict[str, Any]:
    """What remains of an issue that was given up."""
    return {
        "issue": issue,
        "places": places.above_issue(),
        "standing": standing.of_issue(issue),
        "entries": [_named(entry) for entry in issues.entries(issue)],
        "history": history_of(issue),
    }


def _named(entry: Entry) -> tuple[str, str]:
    return entry.heading or entry.item.title, item_address(entry.item.public_id)


def _candidate(item: Item) -> Candidate:
    unit = item.organization.short_name or item.organization.name if item.organization else ""
    about = " · ".join(part for part in (item.number, item.authors, unit) if part)
    return Candidate(str(item.public_id), item.number, item.title, about, item_address(item.public_id))


def _facts(issue: Issue) -> list[Fact]:
    facts = [
        Fact(_("Number in total"), issue.total_number),
        Fact(_("Released"), moment(issue.released_at)),
        Fact(_("Periodical"), str(issue.series), url=addresses.series(issue.series.public_id)),
    ]
    if issue.title:
        facts.insert(0, Fact(_("Title of this issue"), issue.title))
    if issue.note:
        facts.append(Fact(_("Note on the issue"), issue.note))
    return facts
