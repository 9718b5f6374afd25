# SPDX-License-Identifier: Apache-2.0
"""The states of this room in words and colours."""

from yizhan.domains.appraisal.models import Activity, Correction, Objection, Scheme
from yizhan.domains.appraisal.states import ActivityState, CorrectionState, ObjectionState, SchemeState
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

_KINDS: dict[str, StateKind] = {
    SchemeState.DRAFT: "waiting",
    SchemeState.REVIEWED: "information",
    SchemeState.IN_FORCE: "done",
    SchemeState.SUPERSEDED: "closed",
    SchemeState.DISCARDED: "closed",
    CorrectionState.PROPOSED: "waiting",
    CorrectionState.BOOKED: "done",
    CorrectionState.DECLINED: "refused",
    ObjectionState.RAISED: "waiting",
    ObjectionState.UPHELD: "done",
    ObjectionState.REJECTED: "refused",
    ObjectionState.CLOSED: "closed",
    ActivityState.ENTERED: "waiting",
    ActivityState.CONFIRMED: "done",
    ActivityState.STRUCK: "closed",
}


def standing_of(row: Scheme | Correction | Objection | Activity) -> Standing:
    """How far something of this room is."""
    return Standing(row.get_state_display(), _KINDS[row.state])
