# SPDX-License-Identifier: Apache-2.0
"""The lists of this room: the register of adoptions, what could go up, what went up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items import access as items
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.queries import listing as item_listing
from yizhan.domains.network.models import Station
from yizhan.domains.network.states import Level
from yizhan.domains.reporting import access
from yizhan.domains.reporting.queries import records
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied
from yizhan.web.acting import actor_of, post_of, signed_in
from yizhan.web.components import Column
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.choices import Choice
from yizhan.web.items.filters import recent_months
from yizhan.web.reporting import listing, places
from yizhan.web.reporting.rows import adopted_rows, reportable_rows, reported_rows
from yizhan.web.reporting.verification import unverified


@signed_in
def adoptions(request: HttpRequest) -> HttpResponse:
    """The register of adoptions that count for items of the station."""
    actor, station = _staff(request)
    filters, url = listing.Filters.read(request.GET), reverse("adoptions")
    rows, next_key = filters.page(access.visible(actor))
    own = listing.own_items([one.pk for one in rows], station.pk)
    context = {
        "tabs": places.tabs(station, "adoptions"),
        "choices": _choices(actor, filters),
        "url": url,
        "clear_url": url if filters.is_narrowed else "",
        "columns": _adopted_columns(),
        "rows": adopted_rows(rows, own),
        "is_empty": not rows,
        "next_url": filters.address(url, before=next_key) if next_key else "",
        "first_url": filters.address(url) if filters.before else "",
    }
    return render(request, "reporting/adoptions.html", context)


@signed_in
def reportable(request: HttpRequest) -> HttpResponse:
    """What is signed or released and has not gone up: each with what is in the way."""
    actor, station = _staff(request)
    url, before = reverse("reportable"), request.GET.get("before", "")
    beyond = int(before) if before.isascii() and before.isdigit() and len(before) <= 18 else None
    found = item_listing.listed(records.unreported(station), size=listing.SIZE + 1, beyond=beyond)
    rows = found[: listing.SIZE] if station.parent_id else []
    may_report = items.holds(actor, Permission.FORWARD)
    context = {
        "tabs": places.tabs(station, "reportable"),
        "above": station.parent,
        "rows": reportable_rows(rows, unverified([one.pk for one in rows]), may_report=may_report),
        "is_empty": not rows,
        "next_url": f"{url}?before={rows[-1].pk}" if rows and len(found) > len(rows) else "",
        "first_url": url if before else "",
    }
    return render(request, "reporting/reportable.html", context)


@signed_in
def reports(request: HttpRequest) -> HttpResponse:
    """What went up, where to, and what became of the copy there."""
    actor, station = _staff(request)
    url, before = reverse("reports"), request.GET.get("before", "")
    made = access.visible_reports(actor).filter(station=station)
    rows, next_key = listing.reports(made, before)
    copies = items.visible(actor).filter(pk__in=[one.result_id for one in rows])
    context = {
        "tabs": places.tabs(station, "reports"),
        "columns": _reported_columns(),
        "rows": reported_rows(rows, set(copies.values_list("pk", flat=True))),
        "is_empty": not rows,
        "next_url": f"{url}?before={next_key}" if next_key else "",
        "first_url": url if before else "",
    }
    return render(request, "reporting/reports.html", context)


def _staff(request: HttpRequest) -> tuple[Actor, Station]:
    """The actor and the station whose lists these are; authors read of reports and adoptions in their journeys."""
    actor = actor_of(request)
    if not is_staff(actor):
        raise Denied("reporting.denied")
    return actor, post_of(request).station


def _choices(actor: Actor, filters: listing.Filters) -> list[Choice]:
    """What the register can be narrowed by."""
    names = access.visible(actor).order_by("level", "body_name").values_list("body_name", flat=True).distinct()
    months = recent_months(24)
    if filters.month and filters.month not in months:
        months.append(filters.month)
    return [
        Choice("body", _("Adopting body"), filters.body, [(name, name) for name in dict.fromkeys(names)]),
        Choice("level", _("Level"), filters.level, [(str(one.value), str(one.label)) for one in Level]),
        Choice("month", _("Month"), filters.month, [(month, month) for month in months]),
    ]


def _adopted_columns() -> list[Column]:
    return [
        Column(_("Adopted on"), kind="short"),
        Column(_("Title used"), kind="main"),
        Column(_("Adopting body")),
        Column(_("Level"), kind="short"),
        Column(_("Publication")),
        Column(_("Form of use"), kind="short"),
    ]


def _reported_columns() -> list[Column]:
    return [
        Column(_("Reported on"), kind="short"),
        Column(_("Item"), kind="main"),
        Column(_("Where to")),
        Column(_("What became of it there")),
    ]
