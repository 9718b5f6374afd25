# SPDX-License-Identifier: Apache-2.0
"""Urgent events in any state, brought there by the operations themselves."""

import datetime
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.factories.network import House
from yizhan.domains.network.models import Post
from yizhan.domains.urgent.models import Emergency, Figure, Passage
from yizhan.domains.urgent.operations import counting, reporting, settling, telling, verifying
from yizhan.domains.urgent.operations.counting import Count
from yizhan.domains.urgent.operations.reporting import Grading, Occurrence
from yizhan.domains.urgent.operations.telling import Message
from yizhan.domains.urgent.states import OPEN, REQUIRED, Stage, State, Way
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id

GRADING = Grading(category="事故灾难", level="较大")


def ago(**span: float) -> datetime.datetime:
    """A moment so long before now."""
    return clock.now() - datetime.timedelta(**span)


def occurrence(**changes: Any) -> Occurrence:
    """Something that happened twenty minutes ago."""
    return Occurrence(**{"title": "青岩镇农贸市场起火", "happened_at": ago(minutes=20), **changes})


def elements(stage: str, **changes: str) -> dict[str, str]:
    """Everything a report of this stage must tell."""
    return {**{str(one): f"已知情况：{one.label}" for one in REQUIRED[stage]}, **changes}


def counts(**values: float) -> list[Count]:
    """Figures as a report states them."""
    return [Count(name=name, value=Decimal(str(value))) for name, value in values.items()]


def correct(actor: Actor, public_id: uuid.UUID, **more: Any) -> Emergency:
    """Correct the first figure of an event, or one that does not exist."""
    figure = Figure.objects.filter(emergency__public_id=public_id).order_by("id").first()
    key = figure.public_id if figure else new_id()
    return counting.correct(actor, public_id, figure=key, value=Decimal(9), reason="复核后更正", **more)


def entrust(actor: Actor, public_id: uuid.UUID, **more: Any) -> Emergency:
    """Give the duty to verify to whoever acts."""
    post = Post.objects.filter(pk=actor.post, role="editor").first()
    return verifying.entrust(actor, public_id, post=post.public_id if post else new_id(), **more)


def asked(house: House, emergency: Emergency, *, is_agreed: bool = False) -> uuid.UUID:
    """A word along the line that waits for agreement, or has it."""
    message = Message(way=Way.LINE, addressee="市应急局", content="三间铺面起火。")
    telling.tell(house.officer, emergency.public_id, message=message)
    passage = Passage.objects.filter(emergency=emergency).latest("id").public_id
    if is_agreed:
        telling.decide(house.editor, emergency.public_id, passage=passage, is_agreed=True, leader="区长")
    return passage


def prepared(house: House, verb: str, emergency: Emergency) -> dict[str, Any]:
    """What a step needs besides its event, made before it: a wording to quote, a word to decide on."""
    if verb == "forward" and emergency.state == State.RECEIVED:
        settling.settle(house.editor, emergency.public_id, text="三间铺面起火。")
    if verb in {"decide", "depart"}:
        is_open = emergency.state in OPEN
        return {"passage": asked(house, emergency, is_agreed=verb == "depart") if is_open else new_id()}
    return {}


def noted(house: House, *, by: Actor | None = None, **changes: Any) -> Emergency:
    """An event that the township called in."""
    return reporting.note(
        by or house.officer, new_id(), occurrence=occurrence(**changes), caller="青岩镇值班员周启 0571-0000"
    )


def reported(house: House, *, grading: Grading = GRADING, **changes: Any) -> Emergency:
    """An event whose first report the township has sent."""
    emergency = noted(house, **changes)
    told, figures = elements(Stage.FIRST), counts(死亡=1, 受伤=4)
    return reporting.report(house.officer, emergency.public_id, grading=grading, elements=told, figures=figures)


def received(house: House, *, grading: Grading = GRADING, **changes: Any) -> Emergency:
    """An event whose first report the office has."""
    return reporting.receive(house.editor, reported(house, grading=grading, **changes).public_id)


def concluded(house: House) -> Emergency:
    """An event with its final report."""
    return reporting.conclude(house.officer, received(house).public_id, elements=elements(Stage.FINAL))


def withdrawn(house: House) -> Emergency:
    """A false alarm."""
    return reporting.withdraw(house.editor, noted(house).public_id, reason="误报")


IN_STATE: dict[str, Callable[[House], Emergency]] = {
    State.NOTED: noted,
    State.REPORTED: reported,
    State.RECEIVED: received,
    State.CONCLUDED: concluded,
    State.WITHDRAWN: withdrawn,
}
