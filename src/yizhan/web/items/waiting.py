# SPDX-License-Identifier: Apache-2.0
"""Items that wait for somebody, on the workbench."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import State
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind
from yizhan.web.workbench.rows import Waiting


def items_in(*states: str, order: str = "submitted_at") -> Callable[[Actor], QuerySet[Any]]:
    """Items of the actor that stand in one of these states, in an order."""

    def rows(actor: Actor) -> QuerySet[Any]:
        return (
            items.visible(actor).filter(state__in=states).select_related("organization").order_by("-is_urgent", order)
        )

    return rows


def item(
    verb: str | Promise, address: str, word: str | Promise, kind: StateKind = "waiting"
) -> Callable[[object], Waiting]:
    """Items as rows, with the act that is next."""

    def shown(row: object) -> Waiting:
        if not isinstance(row, Item):
            raise TypeError("items only")
        unit = row.organization.short_name if row.organization else ""
        return Waiting(
            title=row.title,
            url=reverse("item", args=[row.public_id]),
            verb=str(verb),
            act_url=reverse(address, args=[row.public_id]),
            state=Standing(str(word), kind),
            since=row.submitted_at,
            about=[
                part
                for part in (row.get_kind_display(), row.authors, unit, _("urgent") if row.is_urgent else "")
                if part
            ],
            is_urgent=row.is_urgent,
        )

    return shown


def own_returned(actor: Actor) -> QuerySet[Any]:
    """What came back to its author."""
    own = items.visible(actor).filter(state=State.RETURNED, post_id=actor.post or 0)
    return own.select_related("organization").order_by("submitted_at")
