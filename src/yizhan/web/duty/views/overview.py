# SPDX-License-Identifier: Apache-2.0
"""Who is on duty now and next, what concerns the reader, what is wrong; the log of hand-overs; coverage in figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.duty import access
from yizhan.domains.duty.models import Handover, Number, Shift
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import faults, figures, logs, rosters
from yizhan.domains.duty.states import CheckCallState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column
from yizhan.web.duty import places, words

#: Rows of one part of a page.
SIZE = 50


@signed_in
def now(request: HttpRequest) -> HttpResponse:
    """Who is on duty, how they are reached, who comes next; one's own shifts; what is wrong."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    station, unit, moment = actor.station or 0, access.unit_of(actor), clock.now()
    keepers = [None, unit] if unit is not None else [None]
    circles = [_circle(actor, station, keeper) for keeper in keepers if rosters.keeps_roster(station, keeper)]
    mine = list(rosters.coming_of(actor.acting_person, moment)[:SIZE])
    context = {
        "tabs": places.tabs("now"),
        "circles": circles,
        "mine": [_own(actor, one) for one in mine],
        "swaps": [
            {"swap": one, "what": words.shift(one.shift), "steps": access.swap_offers(actor, one)}
            for one in rosters.swaps_waiting(access.visible_swaps(actor))[:SIZE]
        ],
        "calls": [
            {"call": one, "standing": words.of_call(one), "is_open": one.state == CheckCallState.ASKED}
            for one in logs.check_calls(access.visible_check_calls(actor))[:10]
        ],
        "is_caller": access.holds(actor, Permission.CHECK_CALL),
        "handovers": [_handover(actor, one, mine) for one in logs.open_handovers(access.visible_handovers(actor))[:10]],
        "coming": [words.fault(one) for one in faults.coming(station, unit)[:SIZE]],
        "screen_url": reverse("duty-screen"),
        "plan_url": reverse("duty-roster-new") if access.holds(actor, Permission.PLAN) else "",
    }
    return render(request, "duty/now.html", context)


@signed_in
def log(request: HttpRequest) -> HttpResponse:
    """What was handed over, the latest first."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    found = logs.handovers(access.visible_handovers(actor))
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) <= 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: SIZE + 1])
    url, own = reverse("duty-log"), list(rosters.coming_of(actor.acting_person, clock.now())[:SIZE])
    context = {
        "tabs": places.tabs("log"),
        "rows": [_handover(actor, one, own) for one in rows[:SIZE]],
        "next_url": f"{url}?before={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
        "first_url": url if before else "",
    }
    return render(request, "duty/log.html", context)


@signed_in
def coverage(request: HttpRequest) -> HttpResponse:
    """How the last weeks were covered, by duty and by person, and what went wrong."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    station, unit = actor.station or 0, access.unit_of(actor)
    told = figures.coverage(station, unit)
    context = {
        "tabs": places.tabs("coverage"),
        "days": faults.DAYS_BACK,
        "duties": told.duties,
        "duty_columns": [Column(pgettext("on a roster", "duty"), kind="main"), Column(_("Covered"), kind="number")],
        "people": told.people,
        "people_columns": [
            Column(_("Name"), kind="main"),
            Column(_("Shifts"), kind="number"),
            Column(_("Hours"), kind="number"),
            Column(_("Of these on days off"), kind="number"),
        ],
        "calls": told.calls,
        "faults": [words.fault(one) for one in faults.past(station, unit)[:SIZE]],
    }
    return render(request, "duty/coverage.html", context)


def _circle(actor: Actor, station: int, unit: int | None) -> dict[str, Any]:
    """Who is on duty of one roster keeper, and who comes next."""
    moment = clock.now()
    on_duty = rosters.on_duty(station, moment, unit)
    coming = rosters.next_shifts(station, moment, unit)
    numbers = rosters.numbers_of({one.person_id for one in [*on_duty, *coming]})
    return {
        "name": _("My unit") if unit is not None else _("The office"),
        "people": [_person(actor, one, numbers.get(one.person_id, [])) for one in on_duty],
        "next_at": coming[0].starts_at if coming else None,
        "next": [_person(actor, one, numbers.get(one.person_id, [])) for one in coming],
    }


def _person(actor: Actor, shift: Shift, numbers: list[Number]) -> dict[str, Any]:
    may_call = access.holds(actor, Permission.CHECK_CALL) and not actor.is_person(shift.person_id)
    return {
        "shift": shift,
        "numbers": numbers,
        "call_url": reverse("duty-shift-call", args=[shift.public_id]) if may_call else "",
    }


def _own(actor: Actor, shift: Shift) -> dict[str, Any]:
    is_begun = shift.starts_at <= clock.now()
    may_write = is_begun and access.may_write_handover(actor, shift) and not logs.is_handed_over(shift)
    return {
        "what": words.shift(shift),
        "is_now": is_begun,
        "swap_url": reverse("duty-shift-swap", args=[shift.public_id]),
        "handover_url": reverse("duty-shift-handover", args=[shift.public_id]) if may_write else "",
    }


def _handover(actor: Actor, one: Handover, own: list[Shift]) -> dict[str, Any]:
    may_take = access.may_take_over(actor, one, own)
    return {
        "row": one,
        "what": words.shift(one.shift),
        "standing": words.of_handover(one),
        "url": reverse("duty-handover-taking", args=[one.public_id]) if may_take else "",
    }
