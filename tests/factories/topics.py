# SPDX-License-Identifier: Apache-2.0
"""Topics, requests and decisions in any state, brought there by the operations themselves."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import Kind as ItemKind
from yizhan.domains.network.models import Organization
from yizhan.domains.topics.models import Decision, Request, Topic
from yizhan.domains.topics.operations import answering, commissioning, following
from yizhan.domains.topics.operations.answering import Submission
from yizhan.domains.topics.operations.commissioning import Addressees, Particulars
from yizhan.domains.topics.states import DecisionState, Kind, RequestState, State
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id


def in_days(number: int) -> datetime.date:
    """A day that many days from now."""
    return clock.today() + datetime.timedelta(days=number)


def particulars(**changes: Any) -> Particulars:
    """A commission that nothing is wrong with, due in ten days."""
    given = {"title": "户外劳动者防护", "brief": "请走访工地和环卫点。", "due_on": in_days(10)}
    return Particulars(**{**given, **changes})


def commissioned(house: House, *, units: Sequence[Organization] | None = None, **changes: Any) -> Topic:
    """A topic that asks the township, where the information officer sits."""
    asked = [house.township] if units is None else units
    addressees = Addressees(organizations=[unit.public_id for unit in asked])
    return commissioning.commission(house.editor, new_id(), particulars=particulars(**changes), addressees=addressees)


def point(house: House, **changes: Any) -> Topic:
    """A reporting point for all, valid for thirty days."""
    given = {"kind": Kind.POINT, "due_on": None, "valid_until": in_days(30), **changes}
    addressees = Addressees(is_for_all=True)
    return commissioning.commission(house.editor, new_id(), particulars=particulars(**given), addressees=addressees)


def submitted(**texts: str) -> Submission:
    """An item that nothing is wrong with."""
    return Submission(kind=ItemKind.SOCIAL_OPINION, wording=items.wording(**texts), is_truthful=True)


def answered(house: House, topic: Topic, *, by: Actor | None = None, **texts: str) -> Item:
    """An item that was handed in for a topic, by the officer unless said otherwise."""
    return answering.answer(by or house.officer, topic.public_id, new_id(), submitted=submitted(**texts))


def closed(house: House) -> Topic:
    """A topic that takes nothing any more."""
    return commissioning.close(house.editor, commissioned(house).public_id)


def withdrawn(house: House) -> Topic:
    """A topic that is not wanted any more."""
    return commissioning.withdraw(house.editor, commissioned(house).public_id, reason="已有材料")


def asked(house: House) -> Request:
    """A request to the township that nobody has reacted to."""
    return commissioned(house).requests.get()


def accepted(house: House) -> Request:
    """A request whose unit will write."""
    return answering.accept(house.officer, asked(house).public_id)


def declined(house: House) -> Request:
    """A request whose unit will not write."""
    return answering.decline(house.officer, asked(house).public_id, reason="人手不足")


def answered_request(house: House) -> Request:
    """A request whose unit has written."""
    topic = commissioned(house)
    answered(house, topic)
    return topic.requests.get()


def prepared(house: House) -> Decision:
    """A decision that has not been taken yet."""
    return following.follow(house.editor, new_id(), title="预算绩效办法")


def issued(house: House) -> Decision:
    """A decision that is being carried out since yesterday."""
    return following.issue(house.editor, prepared(house).public_id, issued_on=in_days(-1), instrument="岚政发7号")


def concluded(house: House) -> Decision:
    """A decision of which a phase is over."""
    return following.conclude(house.editor, issued(house).public_id, concluded_on=clock.today())


IN_STATE: dict[str, Callable[[House], Topic]] = {
    State.OPEN: commissioned,
    State.CLOSED: closed,
    State.WITHDRAWN: withdrawn,
}

REQUEST_IN_STATE: dict[str, Callable[[House], Request]] = {
    RequestState.ASKED: asked,
    RequestState.ACCEPTED: accepted,
    RequestState.DECLINED: declined,
    RequestState.ANSWERED: answered_request,
}

DECISION_IN_STATE: dict[str, Callable[[House], Decision]] = {
    DecisionState.PREPARED: prepared,
    DecisionState.ISSUED: issued,
    DecisionState.CONCLUDED: concluded,
}
