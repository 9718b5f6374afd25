# SPDX-License-Identifier: Apache-2.0
"""The search: one page over everything that has words, terms while typing, and searches that are kept."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yizhan.domains.network import queries as network
from yizhan.domains.search import access, operations
from yizhan.domains.search.queries.hits import SIZE
from yizhan.domains.search.queries.sources import SOURCES
from yizhan.domains.search.queries.suggestions import terms
from yizhan.domains.search.queries.wanted import LONGEST, MOST_WORDS, Wanted
from yizhan.domains.search.states import Kind, Order
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Pager, Tab
from yizhan.web.frame import shown
from yizhan.web.items.attachments import file_answer
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.choices import Choice
from yizhan.web.search import addresses
from yizhan.web.search.forms import FilterForm, SaveForm
from yizhan.web.search.rows import hit_rows

#: Counts of hits are shown up to here.
_MOST = access.MOST - 1


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """What is looked for, what was found of each kind, and the searches that are kept."""
    actor, wanted = actor_of(request), Wanted.read(request.GET)
    number = _number(request.GET.get("page", ""))
    context = {
        "wanted": wanted,
        "looked_for": " ".join(wanted.looked_for),
        "longest": LONGEST,
        "most_words": MOST_WORDS,
        "form": FilterForm(wanted),
        "choices": _choices(actor, wanted),
        "clear_url": addresses.results(Wanted(words=wanted.words, kind=wanted.kind)) if wanted.is_narrowed else "",
        "saved": access.with_news(actor),
        "save_form": SaveForm(initial={"name": wanted.words[:60]}),
        "act": new_id(),
        **_results(actor, wanted, number),
    }
    return render(request, "search/search.html", context)


@signed_in
def suggestions(request: HttpRequest) -> HttpResponse:
    """Terms that go on from what is being typed, for the field's list."""
    typed = request.GET.get("q", "")[:LONGEST]
    return render(request, "search/search.html#terms", {"terms": access.terms(actor_of(request), typed)})


@require_POST
@signed_in
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the search that the page shows."""
    wanted = Wanted.read(request.POST)
    try:
        saved = operations.keep(actor_of(request), wanted, name=request.POST.get("name", ""))
    except (Invalid, Conflict) as refusal:
        messages.warning(request, " ".join(part for part in sentences.refused(refusal) if part))
    else:
        messages.success(
            request, _("“%(name)s” is kept. What comes in from now on is counted as new.") % {"name": saved}
        )
    return HttpResponseRedirect(addresses.results(wanted))


@require_POST
@signed_in
def look(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a saved search finds now; what it finds later is new again."""
    saved = operations.look(actor_of(request), public_id)
    return HttpResponseRedirect(addresses.results(Wanted.read(saved.wanted)))


@require_POST
@signed_in
def forget(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Forget a saved search."""
    operations.forget(actor_of(request), public_id)
    return HttpResponseRedirect(addresses.results(Wanted.read(request.POST)))


@signed_in
def open_file(request: HttpRequest, public_id: uuid.UUID) -> FileResponse:
    """A file that was found, for whoever may find it."""
    return file_answer(access.find_file(actor_of(request), public_id))


def _results(actor: Actor, wanted: Wanted, number: int) -> dict[str, Any]:
    if not wanted.phrases:
        return {"is_asked": False}
    found = access.found(actor, wanted, number)
    places = addresses.Addresses(actor, found.hits)
    first = (number - 1) * SIZE
    total = sum(count for kind, count in found.counts.items() if wanted.kind in {"", kind})
    pager = Pager(
        first + 1,
        first + len(found.hits),
        total if total < access.MOST else None,
        addresses.results(wanted, number - 1) if number > 1 else "",
        addresses.results(wanted, number + 1) if found.has_more else "",
    )
    return {
        "is_asked": True,
        "rows": hit_rows(found.hits, wanted.looked_for, address=places.of, is_staff=is_staff(actor)),
        "is_empty": not found.hits,
        "tabs": _tabs(wanted, found.counts),
        "pager": pager if number > 1 or found.has_more else None,
        "is_ranked": wanted.order == Order.RELEVANCE and total > SIZE,
        "terms": terms([hit.title for hit in found.hits], wanted.words),
    }


def _tabs(wanted: Wanted, counts: dict[Kind, int]) -> list[Tab]:
    """All kinds together, then each kind in which something was found, and the one that is open."""
    together = sum(counts.values())
    tabs = [Tab(_("all"), addresses.results(_of_kind(wanted, "")), not wanted.kind, shown(together, _MOST) or "0")]
    for kind in Kind:
        if counts.get(kind) or wanted.kind == kind:
            url = addresses.results(_of_kind(wanted, kind))
            tabs.append(Tab(kind.label, url, wanted.kind == kind, shown(counts.get(kind, 0), _MOST) or "0"))
    return tabs


def _of_kind(wanted: Wanted, kind: str) -> Wanted:
    """The same search in another kind; states differ from kind to kind."""
    return wanted.but(kind=kind, state=wanted.state if kind == wanted.kind else "")


def _choices(actor: Actor, wanted: Wanted) -> list[Choice]:
    """What is chosen from lists: a state belongs to a kind, a station is offered where there are several."""
    stations = [(str(one.public_id), one.name) for one in network.stations()]
    units = [(str(key), name) for key, name in network.units_to_choose(actor.station or 0)]
    states = SOURCES[Kind(wanted.kind)].states if wanted.kind else ()
    choices = [
        Choice(
            "order",
            _("Order"),
            wanted.order,
            [(Order.RELEVANCE, str(Order.RELEVANCE.label))],
            empty=str(Order.NEWEST.label),
        ),
        Choice("unit", _("Unit"), wanted.unit, units),
        Choice("station", _("Station"), wanted.station, stations if len(stations) > 1 else []),
        Choice("state", _("State"), wanted.state, [(value, str(label)) for value, label in states]),
    ]
    return [choice for choice in choices if choice.options]


def _number(given: str) -> int:
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 4 else 1
