# SPDX-License-Identifier: Apache-2.0
"""Figures as a series: stated with their source, corrected with a reason, and shown where they contradict."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.domains.urgent.test_limits import NOON, at
from tests.factories import urgent
from tests.factories.network import House
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.domains.urgent.models import Emergency, Figure
from yizhan.domains.urgent.operations import counting, reporting
from yizhan.domains.urgent.operations.counting import Count
from yizhan.domains.urgent.queries import figures
from yizhan.domains.urgent.states import Stage
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id

LOSSES = "直接经济损失（万元）"


def follow(house: House, emergency: Emergency, words: str = "", **values: float) -> Emergency:
    """Follow up with figures, and with what the words say of people harmed."""
    told = urgent.elements(Stage.FOLLOW_UP, harm=words or "见数字")
    return reporting.follow_up(house.officer, emergency.public_id, elements=told, figures=urgent.counts(**values))


def values(emergency: Emergency) -> Mapping[str, list[str]]:
    """What counts under each name."""
    found = figures.series(figures.all_of(emergency))
    return {one.name: [figures.written(figure.value) for figure in one.figures] for one in found}


def doubts(emergency: Emergency) -> list[tuple[str, str, str, str, int]]:
    """What contradicts itself."""
    found = figures.contradictions(emergency, figures.all_of(emergency))
    return [
        (str(one.doubt), one.name, figures.written(one.stated), figures.written(one.other), one.dispatch.number)
        for one in found
    ]


def test_figures_are_a_series_and_a_correction_keeps_both_numbers(house: House, recorded: Recorded) -> None:
    with clock.at(NOON):
        emergency = urgent.received(house)
    with clock.at(at(60)):
        follow(house, emergency, 死亡=3, 受伤=2, **{LOSSES: 12.5})
    assert values(emergency) == {"死亡": ["1", "3"], "受伤": ["4", "2"], LOSSES: ["12.5"]}
    recorded.clear()
    wrong = Figure.objects.get(name="死亡", value=3)
    with clock.at(at(90)):
        correct = partial(counting.correct, house.editor, emergency.public_id, figure=wrong.public_id)
        correct(value=Decimal(2), reason="一人姓名重复登记")
    assert recorded.names == ["urgent.figure.corrected"]
    right = Figure.objects.get(corrects=wrong)
    assert (right.value, right.as_of, right.dispatch_id, right.at) == (2, at(60), wrong.dispatch_id, at(90))
    assert values(emergency)["死亡"] == ["1", "2"]
    assert Figure.objects.filter(name="死亡").count() == 3
    for given, kind, code in (
        ({"value": Decimal(5), "reason": "再改"}, Conflict, "urgent.figure.corrected"),
        ({"figure": right.public_id, "value": Decimal(2), "reason": "不变"}, Invalid, "urgent.figure.same"),
        ({"figure": right.public_id, "value": Decimal(3), "reason": " "}, Invalid, "items.text.empty"),
        ({"figure": new_id(), "value": Decimal(3), "reason": "无"}, NotFound, "urgent.figure.not_there"),
    ):
        refused = refuses(partial(correct, **given), kind, Emergency.objects.get(pk=emergency.pk))  # type: ignore[arg-type] # the table mixes what is given
        assert refused.code == code


def test_figures_that_contradict_are_shown_and_a_correction_settles_it(house: House) -> None:
    emergency = urgent.received(house)
    assert doubts(emergency) == []
    follow(house, emergency, 死亡=3, 受伤=1)
    follow(house, emergency, "造成2人死亡、5人受伤", 死亡=2, 受伤=4, 失联=1, 合计=8)
    assert doubts(emergency) == [
        ("falls", "死亡", "2", "3", 2),
        ("sum", "合计", "8", "7", 2),
        ("text", "受伤", "4", "5", 2),
    ]
    for name, wrong, right in (("死亡", 3, 2), ("受伤", 4, 5)):
        figure = Figure.objects.filter(name=name, value=wrong).latest("id")
        counting.correct(
            house.editor, emergency.public_id, figure=figure.public_id, value=Decimal(right), reason="复核"
        )
    assert doubts(emergency) == []


def test_an_institution_says_which_figures_a_category_states(house: House) -> None:
    provision = Provision(
        key="urgent.figures",
        value=["倒塌房屋（间）"],
        valid_from=datetime.date(2026, 1, 1),
        instrument=Instrument(title="测试"),
        scope=Scope(categories=("自然灾害",)),
    )
    laying_down.lay_down(system(), house.station.pk, provision)
    emergency = urgent.received(house)
    assert figures.asked_of(emergency)[0] == "死亡"
    assert figures.asked(house.station.pk, organization=None, category="自然灾害") == ("倒塌房屋（间）",)
    assert figures.asked_anywhere(house.station.pk)[-1] == "倒塌房屋（间）"
    call = partial(follow, house, emergency, **{"倒塌房屋（间）": 3})
    assert refuses(call, Invalid, Emergency.objects.get()).code == "urgent.figure.unknown"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([Count(name="死亡", value=Decimal(-1))], "urgent.figure.impossible"),
        ([Count(name="死亡", value=Decimal("NaN"))], "urgent.figure.impossible"),
        ([Count(name="死亡", value=Decimal("1e12"))], "urgent.figure.impossible"),
        ([Count(name="死亡", value=Decimal("1.5"))], "urgent.figure.too_fine"),
        ([Count(name=LOSSES, value=Decimal("1.555"))], "urgent.figure.too_fine"),
        ([Count(name="死亡", value=Decimal(1)), Count(name="死亡", value=Decimal(2))], "urgent.figure.twice"),
        ([Count(name="死亡", value=Decimal(1), as_of=at(1))], "urgent.moment.future"),
        ([Count(name="死亡", value=Decimal(1), as_of=at(-21))], "urgent.figure.before_event"),
        ([Count(name="死亡", value=Decimal(1), as_of=at(-1).replace(tzinfo=None))], "urgent.moment.without_zone"),
    ],
)
def test_figures_that_cannot_be_are_refused_with_the_whole_report(house: House, given: Any, code: str) -> None:
    with clock.at(NOON):
        emergency = Emergency.objects.get(pk=urgent.received(house).pk)
        told = urgent.elements(Stage.FOLLOW_UP)
        call = partial(reporting.follow_up, house.officer, emergency.public_id, elements=told, figures=given)
        assert refuses(call, Invalid, emergency).code == code
    assert Figure.objects.count() == 2


def test_the_store_itself_refuses_a_correction_without_reason(house: House) -> None:
    urgent.reported(house)
    figure = Figure.objects.get(name="死亡")
    with pytest.raises(IntegrityError):
        Figure.objects.filter(pk=figure.pk).update(reason="暗改")
