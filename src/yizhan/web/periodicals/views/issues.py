# SPDX-License-Identifier: Apache-2.0
"""The office's issues: those being composed, those released, and beginning one."""

import uuid

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Issue, Series
from yizhan.domains.periodicals.operations import composing
from yizhan.domains.periodicals.permissions import Permission
from yizhan.domains.periodicals.queries import issues as queries
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Tab
from yizhan.web.items import addresses as going
from yizhan.web.items.audiences import is_staff
from yizhan.web.periodicals import addresses, listing, places
from yizhan.web.periodicals.forms import IssueForm
from yizhan.web.periodicals.rows import released_rows
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@signed_in
def issues(request: HttpRequest) -> HttpResponse:
    """What is being composed, and what was released, by periodical."""
    actor = actor_of(request)
    if not is_staff(actor):
        return redirect("reading-list")
    station = actor.station or 0
    all_series = list(queries.series_of(station))
    chosen = next((one for one in all_series if str(one.public_id) == request.GET.get("series")), None)
    archive = queries.archive(chosen) if chosen else queries.released(station)
    rows, next_key = listing.page(archive, request.GET.get("before", ""))
    context = {
        "composing": _with_urls(queries.with_counts(queries.being_composed(station)), chosen),
        "tabs": _tabs(all_series, chosen),
        "rows": released_rows(rows),
        "is_empty": not rows,
        "columns": columns(),
        "can_open": access.holds(actor, Permission.OPEN) and any(one.is_active for one in all_series),
        "series_count": len(all_series),
        "new_url": reverse("issue-new") + (f"?series={chosen.public_id}" if chosen else ""),
        "series_url": reverse("series-all"),
        "next_url": _address(chosen, next_key) if next_key else "",
        "first_url": _address(chosen) if request.GET.get("before") else "",
    }
    return render(request, "periodicals/issues.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Begin an issue: choose the periodical, go on composing."""
    actor = actor_of(request)
    access.require(actor, Permission.OPEN)
    offered = [one for one in access.visible_series(actor) if "open_issue" in access.series_offers(actor, one)]
    form = _form(request, offered)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, offered, status=422 if request.method == "POST" else 200)
    try:
        series = uuid.UUID(form.cleaned_data["series"])
        issue = composing.open_issue(actor, series, title=form.cleaned_data["title"])
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        return _show(request, form, offered, status=status_of(refusal))
    return going.go_on(request, addresses.issue(issue.public_id))


def columns() -> list[Column]:
    """The heads of a table of released issues."""
    return [
        Column(_("Issue"), kind="main"),
        Column(_("In total"), kind="number"),
        Column(_("Released"), kind="short"),
        Column(_("Entries"), kind="number"),
        Column(_("Reading state"), kind="short"),
    ]


def _form(request: HttpRequest, offered: list[Series]) -> IssueForm:
    kind = request.GET.get("kind")
    fitting = [one for one in offered if one.kind == kind] or offered
    first = request.GET.get("series") or (str(fitting[0].public_id) if fitting else "")
    form = IssueForm(request.POST or None, initial={"series": first, "title": request.GET.get("title", "")})
    form.fields["series"].choices = [(str(one.public_id), str(one)) for one in offered]  # type: ignore[attr-defined]  # a ChoiceField
    return form


def _show(request: HttpRequest, form: IssueForm, offered: list[Series], *, status: int) -> HttpResponse:
    context = {
        "form": form,
        "act": new_id(),
        "kinds": {str(one.public_id): one.get_kind_display() for one in offered},
        "series_url": reverse("series-all"),
        "is_offered": bool(offered),
        "places": places.above_issue(),
        "back": reverse("issues"),
    }
    return render(request, "periodicals/new_issue.html", context, status=status)


def _with_urls(composed: QuerySet[Issue], chosen: Series | None) -> list[tuple[Issue, str]]:
    of_series = composed.filter(series=chosen) if chosen else composed
    return [(issue, addresses.issue(issue.public_id)) for issue in of_series]


def _tabs(all_series: list[Series], chosen: Series | None) -> list[Tab]:
    named = [Tab(one.name, _address(one), is_current=one == chosen) for one in all_series]
    return [Tab(_("all periodicals"), reverse("issues"), is_current=chosen is None), *named] if len(named) > 1 else []


def _address(series: Series | None, before: str = "") -> str:
    said = [f"series={series.public_id}"] if series else []
    said += [f"before={before}"] if before else []
    return reverse("issues") + (f"?{'&'.join(said)}" if said else "")
