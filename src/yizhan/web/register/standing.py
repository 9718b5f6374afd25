# SPDX-License-Identifier: Apache-2.0
"""The states of mergers in words and colours."""

from yizhan.domains.register.models import Merger
from yizhan.domains.register.states import MergerState
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

_KINDS: dict[str, StateKind] = {
    MergerState.PROPOSED: "waiting",
    MergerState.STANDING: "done",
    MergerState.DROPPED: "closed",
    MergerState.UNDONE: "closed",
}


def of_merger(merger: Merger) -> Standing:
    """Where a merger stands."""
    return Standing(MergerState(merger.state).label, _KINDS[merger.state])
