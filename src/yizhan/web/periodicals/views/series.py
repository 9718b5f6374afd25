# SPDX-License-Identifier: Apache-2.0
"""The periodicals of the station: all of them, one of them, and founding one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Reader, Series
from yizhan.domains.periodicals.operations import series as operations
from yizhan.domains.periodicals.permissions import Permission
from yizhan.domains.periodicals.queries import issues
from yizhan.domains.periodicals.states import CirculationKind
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Fact
from yizhan.web.items import addresses as going
from yizhan.web.items.audiences import is_staff
from yizhan.web.periodicals import acts, addresses, listing, places
from yizhan.web.periodicals.forms import SeriesForm
from yizhan.web.periodicals.history import history_of
from yizhan.web.periodicals.rows import released_rows
from yizhan.web.periodicals.views.issues import columns
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@signed_in
def all_series(request: HttpRequest) -> HttpResponse:
    """The periodicals that appear, and those that ended."""
    actor = actor_of(request)
    if not is_staff(actor):
        return redirect("reading-list")
    rows = issues.series_of(actor.station or 0)
    context = {
        "places": places.above_issue(),
        "rows": [(one, addresses.series(one.public_id)) for one in rows],
        "columns": [
            Column(_("Periodical"), kind="main"),
            Column(_("Kind"), kind="short"),
            Column(_("Issuing office")),
            Column(_("State"), kind="short"),
        ],
        "can_found": access.holds(actor, Permission.FOUND),
        "new_url": reverse("series-new"),
    }
    return render(request, "periodicals/all_series.html", context)


@signed_in
def series(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One periodical: what stands above it, its columns, its readers, its archive."""
    actor = actor_of(request)
    row = access.find_series(actor, public_id)
    offered = access.series_offers(actor, row)
    url = addresses.series(public_id)
    listed, next_key = listing.page(issues.archive(row), request.GET.get("before", ""))
    context = {
        "series": row,
        "places": places.above_series(),
        "facts": _facts(row),
        "acts": acts.of_series(actor, row),
        "begin_url": f"{reverse('issue-new')}?series={public_id}" if "open_issue" in offered else "",
        "series_columns": list(issues.columns_of(row)),
        "readers": _readers(row),
        "columns": columns(),
        "rows": released_rows(listed),
        "is_empty": not listed,
        "history": history_of(row),
        "next_url": f"{url}?before={next_key}" if next_key else "",
        "first_url": url if request.GET.get("before") else "",
    }
    return render(request, "periodicals/series.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Found a periodical."""
    actor = actor_of(request)
    access.require(actor, Permission.FOUND)
    form = SeriesForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, status=422 if request.method == "POST" else 200)
    try:
        founded = operations.found(actor, **form.particulars())
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        return _show(request, form, status=status_of(refusal))
    return going.go_on(request, addresses.series(founded.public_id))


def _show(request: HttpRequest, form: SeriesForm, *, status: int) -> HttpResponse:
    opening = [form[name] for name in ("opening_year", "opening_number", "opening_total")]
    context = {
        "form": form,
        "act": new_id(),
        "opening": opening,
        "has_opening": any(field.value() for field in opening),
        "places": places.above_series(),
        "back": reverse("series-all"),
    }
    return render(request, "periodicals/new_series.html", context, status=status)


def _facts(row: Series) -> list[Fact]:
    facts = [
        Fact(_("Kind"), row.get_kind_display()),
        Fact(_("Masthead"), row.masthead or row.name),
        Fact(_("Issuing office"), row.issuing_office),
    ]
    if row.successor is not None:
        facts.append(Fact(_("Merged into"), str(row.successor), url=addresses.series(row.successor.public_id)))
    if row.is_active:
        expected = issues.presumptive(row)
        words = _("No. %(number)s of %(year)s, %(total)s in total")
        said = {"number": expected.number, "year": expected.year, "total": expected.total}
        facts.append(Fact(_("Next number"), words % said))
    return facts


def _readers(row: Series) -> list[tuple[str, list[Reader]]]:
    """Who receives every issue, by way of sending."""
    readers = list(issues.readers_of(row))
    ways = [(str(kind.label), [one for one in readers if one.kind == kind]) for kind in CirculationKind]
    return [(way, listed) for way, listed in ways if listed]
