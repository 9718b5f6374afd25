# SPDX-License-Identifier: Apache-2.0
"""Figures of the institution as a whole, targets of units from the terms, and who was silent, from records alone."""

import datetime
from fractions import Fraction

import pytest

from tests.api.client import Program
from tests.factories import appraisal, items, topics
from tests.factories.network import House
from tests.web.items.visits import found, said, visitor
from yizhan.domains.appraisal.queries import standings
from yizhan.domains.appraisal.queries.wholes import whole
from yizhan.engines.scoring.periods import parse_period
from yizhan.kernel import clock

JUNE = datetime.datetime(2026, 6, 10, 9, tzinfo=clock.OFFICE_ZONE)
JANUARY = datetime.datetime(2027, 1, 5, 9, tzinfo=clock.OFFICE_ZONE)
YEAR = parse_period("2026")

WHOLE = """
[[duty]]
id = "quota"
name = "年度任务"
count = { kind = "报送" }
every = "year"
at_least = { column = "任务数" }
for = { "类别" = "乡镇" }

[[indicator]]
id = "tasks"
name = "重点工作都有信息"
count = { kind = "约稿" }
every = "year"
for_each = "topic"
expected = ["防汛准备", "老旧小区改造"]

[[indicator]]
id = "items"
name = "全年 2 条"
count = { kind = "报送" }
every = "year"
at_least = 2

[[silence]]
id = "silent"
name = "久未报送"
count = { kind = "报送" }
days = 30
"""


@pytest.mark.rule("RULE-062", "RULE-063", "RULE-075", "RULE-083")
def test_what_a_scheme_says_of_the_whole_follows_from_the_records(house: House) -> None:
    text = appraisal.UNITS.replace('late = "yes_no"', 'late = "yes_no"\ntopic = "text"') + WHOLE
    terms = f'[units."{house.township.name}"]\n"任务数" = 1\n'
    with clock.at(JUNE):
        version = appraisal.in_force(house, text, terms)
        topics.answered(house, topics.commissioned(house, title="防汛准备"))
        appraisal.booked()
        seen = whole(version, YEAR)
        figures = {(one.name, one.of): (one.value, one.is_met) for one in seen.indicators}
        assert figures == {
            ("重点工作都有信息", "防汛准备"): (Fraction(1), True),
            ("重点工作都有信息", "老旧小区改造"): (Fraction(0), None),
            ("全年 2 条", ""): (Fraction(1), None),
        }
        items.submitted(house, by=house.officer)
        appraisal.booked()
        assert {one.name: one.is_met for one in whole(version, YEAR).indicators if not one.of} == {"全年 2 条": True}
        assert house.township.name not in {one.subject.name for one in seen.silent}
        assert seen.silent
        page = visitor(house.editor).get("/points/?period=2026")
        assert "本单位总体情况" in said(page)
        assert found(page, "//section//tbody/tr/td[1]") == [
            "重点工作都有信息 · 防汛准备",
            "重点工作都有信息 · 老旧小区改造",
            "全年 2 条",
        ]
        told = Program(house.leader).get(f"/points/{version.public_id}/2026")
        assert {one["name"] for one in told["indicators"]} == {"重点工作都有信息", "全年 2 条"}
        Program(house.officer).get(f"/points/{version.public_id}/2026", status=403)
    with clock.at(JANUARY):
        missing = [one.of for one in whole(version, YEAR).indicators if one.is_met is False]
        assert missing == ["老旧小区改造"]
        (table,) = standings.standings(house.station.pk, YEAR)
        (duty,) = [row.duties[0] for row in table.rows if row.subject.name == house.township.name]
        assert (duty["name"], duty["met"], duty["value"]) == ("年度任务", True, 2)
