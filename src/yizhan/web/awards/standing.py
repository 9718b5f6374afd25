# SPDX-License-Identifier: Apache-2.0
"""The states of this room in words and colours."""

from yizhan.domains.awards.models import Nomination, Objection, Recommendation, Round
from yizhan.domains.awards.states import NominationState, ObjectionState, RecommendationState, State
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind, Step

_ROUND: dict[str, StateKind] = {
    State.NOMINATING: "waiting",
    State.VOTING: "waiting",
    State.COUNTED: "waiting",
    State.PUBLIC: "information",
    State.AWARDED: "done",
    State.CANCELLED: "closed",
}

_OTHERS: dict[str, StateKind] = {
    NominationState.NOMINATED: "waiting",
    NominationState.CHOSEN: "information",
    NominationState.AWARDED: "done",
    NominationState.PASSED_OVER: "closed",
    NominationState.WITHDRAWN: "closed",
    NominationState.STRUCK: "refused",
    NominationState.REVOKED: "refused",
    ObjectionState.RAISED: "waiting",
    ObjectionState.ANSWERED: "done",
    RecommendationState.PROPOSED: "waiting",
    RecommendationState.FORWARDED: "information",
    RecommendationState.ADMITTED: "done",
    RecommendationState.DECLINED: "closed",
    RecommendationState.TAKEN_BACK: "closed",
}


def of_round(found: Round) -> Standing:
    """Where a round stands."""
    return Standing(State(found.state).label, _ROUND[found.state])


def of_row(row: Nomination | Objection | Recommendation) -> Standing:
    """Where a nomination, an objection or a recommendation stands."""
    return Standing(row.get_state_display(), _OTHERS[row.state])


def way_of(found: Round) -> list[Step]:
    """The way of a round, with where it is now; one that was called off has none."""
    if found.state == State.CANCELLED:
        return []
    states = list(State)[:-1]
    now = states.index(State(found.state))
    return [
        Step(str(state.label), "done" if place < now else "current" if place == now else "future")
        for place, state in enumerate(states)
    ]
