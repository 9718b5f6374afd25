# SPDX-License-Identifier: Apache-2.0
"""Urgent events in any state, brought there by the operations themselves."""

import datetime
from collections.abc import Callable
from typing import Any

from tests.factories.network import House
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.operations import reporting
from yizhan.domains.urgent.operations.reporting import Grading, Occurrence
from yizhan.domains.urgent.states import REQUIRED, Stage, State
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


def noted(house: House, *, by: Actor | None = None, **changes: Any) -> Emergency:
    """An event that the township called in."""
    return reporting.note(
        by or house.officer, new_id(), occurrence=occurrence(**changes), caller="青岩镇值班员周启 0571-0000"
    )


def reported(house: House, *, grading: Grading = GRADING, **changes: Any) -> Emergency:
    """An event whose first report the township has sent."""
    emergency = noted(house, **changes)
    return reporting.report(house.officer, emergency.public_id, grading=grading, elements=elements(Stage.FIRST))


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
