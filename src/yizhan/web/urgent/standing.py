# SPDX-License-Identifier: Apache-2.0
"""The states of this room in words and colours."""

from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.states import State
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

_KINDS: dict[str, StateKind] = {
    State.NOTED: "waiting",
    State.REPORTED: "waiting",
    State.RECEIVED: "information",
    State.CONCLUDED: "done",
    State.WITHDRAWN: "closed",
}


def of_emergency(emergency: Emergency) -> Standing:
    """How far the reporting of an event is."""
    return Standing(State(emergency.state).label, _KINDS[emergency.state])
