# SPDX-License-Identifier: Apache-2.0
"""Findings in any state, brought there by the operations themselves."""

from collections.abc import Callable
from typing import Any

from tests.factories import items, urgent
from tests.factories.network import House
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import deciding, hearing, proposing
from yizhan.domains.findings.operations.proposing import Charge
from yizhan.domains.findings.states import Kind, Origin, Outcome, State
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration, submission
from yizhan.domains.items.states import Kind as ItemKind
from yizhan.domains.urgent.models import Emergency
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id

REASON = "初报迟到，且未先电话报告。"


def late_event(house: House, **changes: Any) -> Emergency:
    """An event of the township whose first report came eighty minutes late: it happened well 199 minutes ago."""
    return urgent.received(house, **{"happened_at": urgent.ago(minutes=199, seconds=30), **changes})


def charge(house: House, **changes: Any) -> Charge:
    """A charge against the township by a person: a newspaper told of what the township did not."""
    given = {
        "kind": Kind.OMITTED,
        "reason": "该镇未报。",
        "origin": Origin.MEDIA,
        "organization": house.township.public_id,
        "title": "青岩镇河堤塌方",
        "happened_at": urgent.ago(days=3),
        "words": "《云溪日报》11月20日二版",
    }
    return Charge(**{**given, **changes})


def charged(house: House, **changes: Any) -> Finding:
    """What the editor charged."""
    return proposing.propose(house.editor, new_id(), charge=charge(house, **changes))


def proposed(house: House) -> Finding:
    """What the clock proposed."""
    event = late_event(house)
    proposing.propose_due(system(house.station.pk), house.station.pk)
    return Finding.objects.get(emergency=event)


def opened(house: House) -> Finding:
    """What the supervisor took up."""
    return hearing.open_hearing(house.supervisor, proposed(house).public_id)


def heard(house: House) -> Finding:
    """What the township answered."""
    return hearing.answer(house.officer, opened(house).public_id, text="道路中断，信号全无，恢复后立即补报。")


def decided(house: House, *, outcome: str = Outcome.UPHELD) -> Finding:
    """What the reviewer decided."""
    return deciding.decide(house.reviewer, heard(house).public_id, outcome=outcome, reason=REASON)


def objected(house: House) -> Finding:
    """What lies before the leader, as nobody works at the station above."""
    return deciding.object_to(house.officer, decided(house).public_id, text="有通信公司的中断证明。")


def closed(house: House) -> Finding:
    """What the township accepted."""
    return deciding.accept(house.officer, decided(house).public_id)


def dropped(house: House) -> Finding:
    """What is not pursued."""
    return hearing.drop(house.supervisor, proposed(house).public_id, reason="系统时间有误")


def urgent_item(house: House, title: str) -> Item:
    """An urgent item that a member handed in and the office registered."""
    given = items.wording(title=title, occurrence="今日", scope="沿河", consequence="可能漫堤")
    item = submission.submit(
        house.member, new_id(), kind=ItemKind.PROBLEM, wording=given, is_truthful=True, is_urgent=True
    )
    return registration.register(house.editor, item.public_id)


IN_STATE: dict[str, Callable[[House], Finding]] = {
    State.PROPOSED: proposed,
    State.OPENED: opened,
    State.HEARD: heard,
    State.DECIDED: decided,
    State.OBJECTED: objected,
    State.CLOSED: closed,
    State.DROPPED: dropped,
}
