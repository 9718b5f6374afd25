# SPDX-License-Identifier: Apache-2.0
"""Where an item stands, in a word and a colour: one table for staff, one for authors, one for the bar of steps."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.items.models import Item
from yizhan.domains.items.states import State
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind, Step

_STAFF: Mapping[str, StateKind] = {
    State.SUBMITTED: "waiting",
    State.RETURNED: "information",
    State.REGISTERED: "information",
    State.IN_REVIEW: "waiting",
    State.APPROVED: "waiting",
    State.SIGNED: "waiting",
    State.RELEASED: "done",
    State.ARCHIVED: "closed",
    State.DECLINED: "refused",
    State.WITHDRAWN: "closed",
    State.TRANSFERRED: "closed",
    State.ABSORBED: "closed",
    State.SPLIT: "closed",
    State.DISSOLVED: "closed",
}

#: What happens between registration and release is the office's own business: to an author it is all editing.
_AUTHORS: Mapping[str, tuple[str | Promise, StateKind]] = {
    State.SUBMITTED: (_("received"), "information"),
    State.RETURNED: (_("waits for you"), "waiting"),
    State.REGISTERED: (_("with the editors"), "information"),
    State.IN_REVIEW: (_("with the editors"), "information"),
    State.APPROVED: (_("with the editors"), "information"),
    State.SIGNED: (_("with the editors"), "information"),
    State.RELEASED: (_("printed"), "done"),
    State.ARCHIVED: (_("printed"), "done"),
    State.DECLINED: (_("not taken"), "refused"),
    State.WITHDRAWN: (_("withdrawn"), "closed"),
    State.TRANSFERRED: (_("handed on"), "information"),
    State.ABSORBED: (_("taken together with others"), "information"),
    State.SPLIT: (_("goes on in parts"), "information"),
    State.DISSOLVED: (_("given up"), "closed"),
}

#: The recorded steps of RULE-034 as far as they lie in this room: the state in which each is the one to be done.
_STEPS: tuple[tuple[str | Promise, frozenset[str]], ...] = (
    (_("Registration"), frozenset({State.SUBMITTED, State.RETURNED})),
    (_("Editing"), frozenset({State.REGISTERED})),
    (_("Review"), frozenset({State.IN_REVIEW})),
    (_("Signature"), frozenset({State.APPROVED})),
    (_("Release"), frozenset({State.SIGNED})),
    (_("Archive"), frozenset({State.RELEASED})),
)


def for_staff(state: str) -> Standing:
    """The state as the office speaks of it."""
    return Standing(str(State(state).label), _STAFF[state])


def printed_with_others() -> Standing:
    """To its author, an item whose whole has been released."""
    return Standing(str(_("printed with others")), "done")


def for_author(state: str) -> Standing:
    """The state as its author reads it."""
    word, kind = _AUTHORS[state]
    return Standing(str(word), kind)


def steps_of(item: Item) -> list[Step]:
    """The bar of steps; nothing for an item that left the path."""
    if item.state == State.ARCHIVED:
        return [Step(str(word), "done") for word, _states in _STEPS]
    present = next((place for place, (_word, states) in enumerate(_STEPS) if item.state in states), None)
    if present is None:
        return []
    return [
        Step(str(word), "done" if place < present else "current" if place == present else "future")
        for place, (word, _states) in enumerate(_STEPS)
    ]
