# SPDX-License-Identifier: Apache-2.0
"""The states of mergers and changes of units in words and colours."""

from yizhan.domains.register.models import Change, Merger
from yizhan.domains.register.states import ChangeState, MergerState
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

_KINDS: dict[str, StateKind] = {
    MergerState.PROPOSED: "waiting",
    MergerState.STANDING: "done",
    MergerState.DROPPED: "closed",
    MergerState.UNDONE: "closed",
}

_CHANGE_KINDS: dict[str, StateKind] = {
    ChangeState.PROPOSED: "waiting",
    ChangeState.DONE: "done",
    ChangeState.DROPPED: "closed",
}


def of_merger(merger: Merger) -> Standing:
    """Where a merger stands."""
    return Standing(MergerState(merger.state).label, _KINDS[merger.state])


def of_change(change: Change) -> Standing:
    """Where a change of units stands."""
    return Standing(ChangeState(change.state).label, _CHANGE_KINDS[change.state])
