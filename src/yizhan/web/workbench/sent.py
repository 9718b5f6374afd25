# SPDX-License-Identifier: Apache-2.0
"""What the actor sent out and has no answer to: beside what waits for him or her."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from yizhan.domains.items import access as items
from yizhan.domains.items.states import OPEN, State
from yizhan.domains.network.states import Role
from yizhan.domains.supervision.access import visibility
from yizhan.domains.supervision.queries import waiting as supervised
from yizhan.domains.supervision.states import LIVE, RUNNING
from yizhan.kernel.actors import Actor

MOST = 10


@dataclass(frozen=True, slots=True)
class Sent:
    """One line: what, to whom, since when."""

    title: str
    url: str
    whom: str
    since: datetime.datetime


def sent_out(actor: Actor) -> list[Sent]:
    """The longest waiting first."""
    find = _SENT.get(actor.role)
    return find(actor) if find else []


def _own_items(actor: Actor) -> list[Sent]:
    rows = items.visible(actor).filter(post_id=actor.post or 0, state__in=OPEN).select_related("station").order_by("id")
    return [
        Sent(row.title, reverse("item", args=[row.public_id]), row.station.short_name, row.submitted_at)
        for row in rows[:MOST]
    ]


def _returned_items(actor: Actor) -> list[Sent]:
    rows = items.visible(actor).filter(state=State.RETURNED).order_by("id")
    return [
        Sent(row.title, reverse("item", args=[row.public_id]), row.authors, row.submitted_at) for row in rows[:MOST]
    ]


def _with_units(actor: Actor) -> list[Sent]:
    rows = supervised.overdue(visibility.visible_assignments(actor)).select_related("case__item")
    late = [row for row in rows[:MOST] if row.state in RUNNING]
    return [
        Sent(
            row.case.item.title,
            reverse("case", args=[row.case.public_id]),
            row.organization.short_name,
            row.assigned_at,
        )
        for row in late
    ]


def _instructed(actor: Actor) -> list[Sent]:
    """What became of a leader's own instructions is not known yet; nothing is wanted of the leader meanwhile."""
    rows = supervised.for_leader(actor.post or 0).prefetch_related("assignments__organization")
    return [
        Sent(
            row.item.title,
            reverse("case", args=[row.public_id]),
            "、".join(one.organization.short_name for one in row.assignments.all() if one.state in LIVE)
            or row.get_state_display(),
            row.opened_at,
        )
        for row in rows[:MOST]
    ]


_SENT: dict[str, Callable[[Actor], list[Sent]]] = {
    Role.MEMBER: _own_items,
    Role.OFFICER: _own_items,
    Role.EDITOR: _returned_items,
    Role.SUPERVISOR: _with_units,
    Role.LEADER: _instructed,
}
