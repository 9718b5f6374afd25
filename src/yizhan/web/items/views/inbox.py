# SPDX-License-Identifier: Apache-2.0
"""The inbox: a list by state, the open paper, and what stands in its margin. Opened all day, so it stays small."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items import access
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.queries import listing
from yizhan.domains.items.states import Kind, State
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.counting import Counted
from yizhan.kernel.prepared import prepared
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.clocks.dues import dues_of
from yizhan.web.components import Tab
from yizhan.web.frame import shown
from yizhan.web.items import many
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.choices import Choice
from yizhan.web.items.dossiers import Dossier, dossier_of
from yizhan.web.items.filters import ALL, WAITING, Filters, recent_months
from yizhan.web.items.fragments import page_or_part, wants_part
from yizhan.web.items.rows import inbox_rows
from yizhan.web.items.views import own
from yizhan.web.language import per_language
from yizhan.web.waiting import MOST

#: Tabs that count what waits, in the order of the loop; what is done needs no count.
_COUNTED = (State.SUBMITTED, State.REGISTERED, State.IN_REVIEW, State.APPROVED, State.SIGNED)
_TABS = (*_COUNTED, State.RETURNED, State.RELEASED, ALL)

#: Tabs from which items can be put together.
_MERGEABLE = (State.SUBMITTED, State.REGISTERED, State.RELEASED, ALL)

#: Tabs whose rows may be due: to be registered, to be answered.
_TIMED = (State.SUBMITTED, State.RETURNED)

#: Where each role's day begins.
_FIRST = {Role.REVIEWER: State.IN_REVIEW, Role.SIGNER: State.APPROVED, Role.SUPERVISOR: ALL}


@signed_in
def items(request: HttpRequest) -> HttpResponse:
    """The inbox of staff; a search for everybody else. With htmx only the pane that changes."""
    actor = actor_of(request)
    if not is_staff(actor):
        return own.found(request)
    url = reverse("items")
    filters = Filters.read(request.GET, state=_FIRST.get(Role(actor.role), State.SUBMITTED))
    context: dict[str, Any] = {"filters": filters, "list_url": filters.but(beyond=filters.beyond).address(url)}
    if filters.opened:
        context["dossier"] = _opened(actor, filters, filters.opened, url)
    if not wants_part(request, "paper"):
        context |= _list(actor, filters, url)
    return page_or_part(request, "items/inbox.html", ("paper",), context)


def _list(actor: Actor, filters: Filters, url: str) -> dict[str, Any]:
    rows, next_key = filters.page(access.visible(actor))

    here = filters.but(beyond=filters.beyond).address(url)
    opening = f"{here}{'&' if '?' in here else '?'}item="

    def address(public_id: uuid.UUID) -> str:
        return f"{opening}{public_id}"

    decisions = many.buttons(actor, filters.state)
    dues = dues_of(actor, [row.public_id for row in rows]) if filters.state in _TIMED else {}
    may_merge = filters.state in _MERGEABLE and access.holds(actor, Permission.MERGE)
    return {
        "decisions": decisions,
        "may_merge": may_merge,
        "may_import": access.holds(actor, Permission.TAKE_IN),
        "rows": inbox_rows(
            rows,
            address=address,
            current=filters.opened,
            shows_state=filters.state == ALL,
            has_boxes=bool(decisions) or may_merge,
            dues=dues,
        ),
        "is_empty": not rows,
        "tabs": _tabs(actor, filters, url),
        "choices": _choices(actor, filters),
        "order_url": filters.but(order="" if filters.is_oldest_first else WAITING).address(url),
        "clear_url": Filters(state=filters.state).address(url) if filters.is_narrowed else "",
        "next_url": filters.but(beyond=next_key).address(url) if next_key else "",
        "first_url": filters.but().address(url) if filters.beyond else "",
    }


def _opened(actor: Actor, filters: Filters, public_id: uuid.UUID, url: str) -> Dossier:
    """The open item; after an act on it the list goes on with the one below."""
    item = access.find(actor, public_id)
    below = listing.listed(
        filters.narrowed(access.visible(actor)), size=1, beyond=item.pk, is_oldest_first=filters.is_oldest_first
    )
    following = filters.but(beyond=filters.beyond, item=str(below[0].public_id) if below else "")
    return dossier_of(actor, item, here=filters.address(url), onward=following.address(url))


def _tabs(actor: Actor, filters: Filters, url: str) -> list[Tab]:
    [counts] = _counts(actor)
    counted: dict[str, int] = dict(zip(_COUNTED, counts, strict=True))
    words = _tab_words()
    return [
        Tab(
            label=words[state],
            url=filters.but(state=state).address(url),
            is_current=filters.state == state,
            count=shown(counted.get(state, 0)) or None,
        )
        for state in _TABS
    ]


@prepared
def _counts(actor: Actor) -> QuerySet[Station, tuple[int, ...]]:
    """One row: how much stands in each state of `_COUNTED`."""
    counts = (Counted(access.visible(actor).filter(state=state), most=MOST) for state in _COUNTED)
    return Station.objects.filter(pk=actor.station or 0).order_by().values_list(*counts)


@per_language
def _tab_words() -> dict[str, str]:
    return {ALL: _("all"), **{state.value: str(state.label) for state in State}}


@per_language
def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in Kind]


def _choices(actor: Actor, filters: Filters) -> list[Choice]:
    """What the list can be narrowed by."""
    units = network.units_to_choose(actor.station or 0)
    return [
        Choice("kind", _("Kind"), filters.kind, _kinds()),
        Choice("unit", _("Unit"), filters.unit, [(str(key), name) for key, name in units]),
        Choice("month", _("Month"), filters.month, [(month, month) for month in recent_months()]),
        Choice("urgent", _("Urgency"), filters.urgent, [("1", _("urgent only"))]),
        Choice("order", _("Order"), filters.order, [(WAITING, _("waiting longest first"))], empty=_("newest first")),
    ]
