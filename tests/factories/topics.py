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
from yizhan.domains.topics.models import Decision, HotTopic, Request, Survey, Topic
from yizhan.domains.topics.operations import answering, commissioning, following, judging, surveying
from yizhan.domains.topics.operations.answering import Submission
from yizhan.domains.topics.operations.commissioning import Addressees, Particulars
from yizhan.domains.topics.states import DecisionState, HotState, Kind, RequestState, State
from yizhan.jobs.surveying import compute_next
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


#: Two matters of which two and three items speak, as title and situation.
MATTERS = (
    ("望湖路夜市油烟扰民", "望湖路夜市油烟直排，楼上住户整夜不能开窗。"),
    ("望湖路夜市油烟太重", "望湖路夜市油烟直排进居民家，反映多次没有整改。"),
    ("再反映望湖路夜市油烟", "望湖路夜市油烟仍然直排，孩子夜里咳嗽。"),
    ("松岭镇乡村路灯长期不亮", "松岭镇村口路灯坏了半年，夜里走路摔过人。"),
    ("松岭镇乡村路灯无人修理", "松岭镇村口路灯半年不亮，报修多次无人来。"),
)


def spoken_of(house: House) -> list[Item]:
    """Items that speak of two matters."""
    empty = {"analysis": "", "suggestion": ""}
    return [items.submitted(house, title=title, situation=situation, **empty) for title, situation in MATTERS]


def asked_survey(house: House, days: int = 90) -> Survey:
    """A survey of the last days that nobody has begun."""
    return surveying.ask(house.editor, first=in_days(-days), last=in_days(0))


def surveyed(house: House) -> Survey:
    """A survey that is ready, of two matters."""
    spoken_of(house)
    return surveyed_again(house)


def surveyed_again(house: House, days: int = 90) -> Survey:
    """A survey that is ready, of what there is."""
    survey = asked_survey(house, days)
    while compute_next():
        pass
    survey.refresh_from_db()
    return survey


def shown_topic(house: House) -> HotTopic:
    """The hottest topic of a survey."""
    return surveyed(house).topics.get(rank=1)


def merged_topic(house: House) -> HotTopic:
    """A topic that is part of the other one."""
    first, second = surveyed(house).topics.all()
    return judging.merge(house.editor, second.public_id, into=first.public_id)


def dropped_topic(house: House) -> HotTopic:
    """A topic that was left out."""
    return judging.drop(house.editor, shown_topic(house).public_id, reason="不成话题")


HOT_IN_STATE: dict[str, Callable[[House], HotTopic]] = {
    HotState.SHOWN: shown_topic,
    HotState.MERGED: merged_topic,
    HotState.DROPPED: dropped_topic,
}

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
