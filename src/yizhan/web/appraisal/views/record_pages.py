# SPDX-License-Identifier: Apache-2.0
"""What the lists and pages of objections, corrections and activities have in common."""

import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Activity, Correction, Objection
from yizhan.domains.appraisal.queries import records
from yizhan.domains.network import queries as network
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.appraisal import places
from yizhan.web.components import HistoryEntry, Tab
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

Row = TypeVar("Row", Objection, Correction, Activity)

#: Rows of one page.
SIZE = 50


def a_list(
    request: HttpRequest,
    actor: Actor,
    found: "QuerySet[Any]",
    name: str,
    *,
    is_over: bool,
    has_parts: bool = True,
    further: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """One page of a list, its parts, and where it goes on; `further` parts are chosen by a name in the address."""
    before, url = request.GET.get("before", ""), reverse(name)
    found = found.order_by("-id")
    if before.isascii() and before.isdigit() and len(before) <= 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: SIZE + 1])
    chosen = next((part for part, _words in further if request.GET.get(part)), "over" if is_over else "")
    over = f"{chosen}=yes&" if chosen else ""
    listed = [("", _("Open")), ("over", _("Decided")), *further]
    parts = [Tab(words, f"{url}?{part}=yes" if part else url, is_current=part == chosen) for part, words in listed]
    return {
        "tabs": places.tabs(actor, name),
        "parts": parts if has_parts else [],
        "found": rows[:SIZE],
        "next_url": f"{url}?{over}before={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
        "first_url": f"{url}?{over}" if before else "",
    }


def entered(request: HttpRequest, form: Any, take: Any, address: str, more: dict[str, Any]) -> HttpResponse:
    """The form of something new, or where it goes on."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = take()
        except (Invalid, Conflict, Denied) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            return HttpResponseRedirect(reverse(address, args=[made.public_id]))
    elif request.method == "POST":
        status = 422
    return render(request, "appraisal/entry.html", {"form": form, "act": new_id(), **more}, status=status)


def steps_of(actor: Actor, row: Row, name: str, nouns: dict[str, str]) -> list[tuple[str, str]]:
    """The steps that a row offers, each with its address."""
    return [(verb, reverse(f"{name}-{nouns[verb]}", args=[row.public_id])) for verb in access.offers(actor, row)]


def history_of(subject: uuid.UUID) -> list[HistoryEntry]:
    """What happened with a row, in sentences."""
    return [
        HistoryEntry(at=one.at, sentence=sentences.noted(one.event, one.facts)) for one in records.story(subject)[:50]
    ]


def holders(actor: Actor) -> list[tuple[str, str]]:
    """Units and people who may hold points, to choose from."""
    units = [(f"unit/{key}", name) for key, name in network.units_to_choose(actor.station or 0)]
    people = network.people_of(actor.station or 0).order_by("name", "id").values_list("public_id", "name")
    return [*units, *((f"person/{key}", name) for key, name in people)]


def uuid_of(text: str) -> uuid.UUID | None:
    """An id from an address, or None for what is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
