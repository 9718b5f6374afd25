# SPDX-License-Identifier: Apache-2.0
"""The states of this room in words and colours."""

from yizhan.domains.rewards.models import FeeList, Payment
from yizhan.domains.rewards.states import PaymentState, State
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind, Step

_LIST: dict[str, StateKind] = {
    State.DRAFTED: "waiting",
    State.CHECKED: "waiting",
    State.APPROVED: "information",
    State.HANDED_OVER: "information",
    State.SETTLED: "done",
    State.DISCARDED: "closed",
}

_PAYMENT: dict[str, StateKind] = {
    PaymentState.DUE: "waiting",
    PaymentState.PAID: "done",
    PaymentState.RETURNED: "refused",
}


def of_list(fee_list: FeeList) -> Standing:
    """Where a fee list stands."""
    return Standing(State(fee_list.state).label, _LIST[fee_list.state])


def of_payment(payment: Payment) -> Standing:
    """Whether the money is there."""
    return Standing(PaymentState(payment.state).label, _PAYMENT[payment.state])


def way_of(fee_list: FeeList) -> list[Step]:
    """The way of a list, with where it is now; a discarded one has none."""
    if fee_list.state == State.DISCARDED:
        return []
    states = list(State)[:-1]
    now = states.index(State(fee_list.state))
    return [
        Step(state.label, "done" if place < now else "current" if place == now else "future")
        for place, state in enumerate(states)
    ]
