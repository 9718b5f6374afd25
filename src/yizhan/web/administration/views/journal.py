# SPDX-License-Identifier: Apache-2.0
"""The journal: the audit administrator's room, and nobody else's."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.network import access
from yizhan.domains.network.permissions import Permission
from yizhan.domains.network.states import Export
from yizhan.kernel import clock, journal
from yizhan.kernel.models import Entry
from yizhan.web import exports
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.administration.forms.journal import JournalFilterForm
from yizhan.web.administration.journal import JournalFilters, Line, acts, lines_of_all
from yizhan.web.administration.rows.journal import SHOWN, journal_rows
from yizhan.web.components import Column
from yizhan.web.downloads import streamed_csv

#: Entries of one page.
SIZE = 50


@signed_in
def entries(request: HttpRequest) -> HttpResponse:
    """What happened, newest first, each act together."""
    access.require(actor_of(request), Permission.JOURNAL_READ)
    url, filters = reverse("journal"), JournalFilters.read(request.GET)
    shown, next_key = _page(filters)

    def address(**changes: str) -> str:
        return filters.but(**changes).address(url)

    context = {
        "filters": filters,
        "form": JournalFilterForm(filters),
        "rows": journal_rows(acts(shown), address=address, is_one_act=bool(filters.act)),
        "is_empty": not any(shown),
        "columns": [
            Column(_("When"), kind="short"),
            Column(_("Who")),
            Column(_("What happened"), kind="main"),
            Column(_("Concerning"), kind="short"),
        ],
        "clear_url": url if filters.is_narrowed else "",
        "export_url": filters.but().address(reverse("journal-export")),
        "next_url": address(before=str(next_key)) if next_key else "",
        "first_url": address() if filters.before else "",
    }
    return render(request, "administration/journal.html", context)


@signed_in
def export(request: HttpRequest) -> HttpResponseBase:
    """The same entries as a file, all of them."""
    access.require(actor_of(request), Permission.JOURNAL_READ)
    found = journal.entries(JournalFilters.read(request.GET).narrowing())
    heads = [
        _("Number"), _("Moment"), _("Person"), _("Post"), _("Role"), _("Station"), _("Event"), _("What happened"),
        _("Concerning"), _("State before"), _("State after"), _("Subject"), _("Matter"), _("Act"),
    ]  # fmt: skip
    exports.note(request, Export.JOURNAL, found.count(), "csv")
    return streamed_csv(f"journal-{clock.today():%Y%m%d}.csv", heads, _cells(found.iterator(chunk_size=1_000)))


def _page(filters: JournalFilters) -> tuple[list[list[Entry]], int | None]:
    """The acts of a page; of one act that was asked for, its entries."""
    found, before = journal.entries(filters.narrowing()), int(filters.before) if filters.before else None
    if not filters.act:
        return journal.acts(found, before, size=SIZE, shown=SHOWN)
    page = journal.older(found, before, SIZE + 1)
    return [page[:SIZE]], page[SIZE - 1].pk if len(page) > SIZE else None


def _cells(found: Iterator[Entry]) -> Iterator[list[object]]:
    for line in lines_of_all(found):
        yield _row(line)


def _row(line: Line) -> list[object]:
    entry = line.entry
    at = entry.at.astimezone(clock.OFFICE_ZONE).isoformat(sep=" ", timespec="seconds")
    return [
        entry.pk, at, line.person, line.post, line.role, line.station, entry.event, line.sentence,
        line.about, line.before, line.after, str(entry.subject), str(entry.matter or ""), str(entry.act),
    ]  # fmt: skip
