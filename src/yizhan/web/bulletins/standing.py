# SPDX-License-Identifier: Apache-2.0
"""The states of bulletins in words and colours, and the way they go."""

from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.bulletins.states import PUBLISHED, State
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind, Step

_KINDS: dict[str, StateKind] = {
    State.DRAFTED: "waiting",
    State.HANDED_OVER: "waiting",
    State.CHECKED: "information",
    State.SIGNED: "information",
    State.RELEASED: "done",
    State.CORRECTED: "done",
    State.DISCARDED: "closed",
}
_WAY = (State.DRAFTED, State.HANDED_OVER, State.CHECKED, State.SIGNED, State.RELEASED)


def of_bulletin(bulletin: Bulletin) -> Standing:
    """Where a bulletin stands."""
    return Standing(State(bulletin.state).label, _KINDS[bulletin.state])


def steps_of(bulletin: Bulletin) -> list[Step]:
    """The way from draft to release; a discarded draft has left it."""
    if bulletin.state == State.DISCARDED:
        return []
    present = len(_WAY) if bulletin.state in PUBLISHED else _WAY.index(State(bulletin.state))
    return [
        Step(one.label, "done" if place < present else "current" if place == present else "future")
        for place, one in enumerate(_WAY)
    ]
