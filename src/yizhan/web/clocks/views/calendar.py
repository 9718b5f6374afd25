# SPDX-License-Identifier: Apache-2.0
"""The days off that deadlines are counted by: this year's and the next, from which notice, and a year of one's own."""

import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.clocks import access
from yizhan.domains.clocks.models import Year
from yizhan.domains.clocks.operations import calendars
from yizhan.domains.clocks.permissions import Permission
from yizhan.domains.clocks.queries import calendars as read
from yizhan.domains.clocks.sentences import language
from yizhan.domains.clocks.states import YEAR_STEPS, YearState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.clocks.forms import YearForm
from yizhan.web.components import Column, StateKind, Tab
from yizhan.web.components import State as Standing
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import day

_KIND: dict[str, StateKind] = {
    YearState.ENTERED: "waiting",
    YearState.CONFIRMED: "done",
    YearState.WITHDRAWN: "closed",
}


@signed_in
def calendar(request: HttpRequest) -> HttpResponse:
    """This year's days off and the next year's, and what the station entered itself."""
    actor = actor_of(request)
    this_year = clock.today().year
    entered = list(read.years(actor.station or 0).filter(pk__in=access.visible_years(actor)).order_by("-year", "-id"))
    context = {
        "places": [Tab(_("Deadlines"), reverse("deadlines"))] if access.holds(actor, Permission.READ) else [],
        "years": [_year(actor, year) for year in (this_year, this_year + 1)],
        "columns": [
            Column(_("Holiday"), kind="main"),
            Column(_("Off"), kind="short"),
            Column(_("Worked in return")),
        ],
        "entered": [_entered(actor, one) for one in entered],
        "new_url": reverse("year-new") if access.holds(actor, Permission.YEAR_ENTER) else "",
    }
    return render(request, "clocks/calendar.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Enter the days off of a year."""
    actor = actor_of(request)
    access.require(actor, Permission.YEAR_ENTER)
    if request.method != "POST":
        return _show(request, YearForm(initial={"year": clock.today().year + 1}))
    form = YearForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, status=422)
    given = form.cleaned_data
    try:
        calendars.enter_year(
            actor, year=given["year"], notice=given["notice"], text=given["text"], source=given["source"]
        )
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        return _show(request, form, status=status_of(refusal))
    messages.success(request, _("Entered. The days count once somebody else has confirmed them."))
    return going.go_on(request, reverse("calendar"))


def _year(actor: Actor, year: int) -> dict[str, Any]:
    table = read.of_station(actor.station or 0).table
    return {
        "year": year,
        "notice": table.notices.get(year, ""),
        "is_known": year in table.years,
        "lines": _lines(read.plain(table, year)),
    }


def _entered(actor: Actor, one: Year) -> dict[str, Any]:
    urls = {"confirm": "year-confirmation", "withdraw": "year-withdrawal"}
    return {
        "row": one,
        "standing": Standing(one.get_state_display(), _KIND[one.state]),
        "lines": _lines(one.days) if one.state == YearState.ENTERED else [],
        "steps": [
            (verb, reverse(name, args=[one.public_id]))
            for verb, name in urls.items()
            if one.state in YEAR_STEPS[verb].sources and access.may_confirm(actor, one, verb)
        ],
    }


def _lines(days: read.Days) -> list[dict[str, Any]]:
    """A line for each holiday: its name, its first and last day off, the days worked in return."""
    said = language()
    listed = [(datetime.date.fromisoformat(on), one) for on, one in sorted(days.items())]
    named: dict[str, dict[str, Any]] = {}
    for on, one in listed:
        line = named.setdefault(str(one[said]), {"name": one[said], "off": [], "worked": []})
        line["worked" if one["worked"] else "off"].append(on)
    return [
        {**line, "off": [_span(run) for run in _runs(line["off"])], "worked": [day(on) for on in line["worked"]]}
        for line in sorted(named.values(), key=lambda line: line["off"] or line["worked"])
    ]


def _runs(days: list[datetime.date]) -> list[list[datetime.date]]:
    """Days that follow each other, together."""
    numbered = enumerate(days)
    return [
        [on for _number, on in run] for _key, run in groupby(numbered, key=lambda pair: pair[1].toordinal() - pair[0])
    ]


def _span(run: list[datetime.date]) -> tuple[object, object]:
    return day(run[0]), day(run[-1]) if len(run) > 1 else ""


def _show(request: HttpRequest, form: YearForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "act": new_id(),
        "places": [Tab(_("Days off"), reverse("calendar"))],
        "back": reverse("calendar"),
    }
    return render(request, "clocks/new_year.html", context, status=status)
