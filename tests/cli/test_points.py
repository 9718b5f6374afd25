# SPDX-License-Identifier: Apache-2.0
"""`yizhan points`: the table of a period and its lines, in words and as JSON; wrong calls say what is wrong."""

import datetime
import json
from typing import Any

from click.testing import CliRunner, Result

from tests.factories import appraisal, items, reporting
from tests.factories.network import House
from yizhan.cli import points
from yizhan.kernel import clock

JUNE = datetime.datetime(2026, 6, 10, 9, tzinfo=clock.OFFICE_ZONE)


def call(station: str, period: str, *arguments: str) -> Result:
    given = ["--station", station, "--period", period, *arguments]
    return CliRunner().invoke(points.command, given, env={"LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""})


def answer(house: House, *arguments: str) -> dict[str, Any]:
    result = call(house.station.code, "2026Q2", *arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_points_of_a_quarter_are_those_of_the_pages_and_each_line_says_why(house: House) -> None:
    with clock.at(JUNE):
        assert answer(house)["schemes"] == []
        appraisal.in_force(house)
        reporting.adopted(house, items.released(house, by=house.officer))
        # Nobody has booked anything: the command follows the journal itself.
        [table] = answer(house)["schemes"]
        [account] = [one for one in table["accounts"] if one["points"]]
        assert (table["scheme"], table["version"], table["is_final"]) == ("qingxi", "2026-1", False)
        assert (account["holder"], account["points"], account["sections"]) == (
            house.township.name,
            21,
            {"报送": 1, "采用": 20},
        )
        [explained] = [one for one in answer(house, "--explain")["schemes"][0]["accounts"] if one["points"]]
        assert [(line["clause"], line["points"]) for line in explained["lines"]] == [("第四条", "20"), ("第三条", "1")]
        words = call(house.station.code, "2026Q2", "--explain").stdout.splitlines()
        assert words[0] == "清溪县政务信息计分办法(2026-1)"
        assert any(row.split() == [house.township.name, "21", "分"] for row in words)
        assert any("第四条" in row for row in words)
        assert answer(house, "--scheme", "another")["schemes"] == []


def test_wrong_calls_say_what_is_wrong(house: House) -> None:
    unknown = call("nowhere", "2026Q2")
    assert (unknown.exit_code, "nowhere" in unknown.stderr) == (2, True)
    unreadable = call(house.station.code, "summer", "--json")
    assert (unreadable.exit_code, json.loads(unreadable.stdout)["refused"]) == (2, True)
    assert "没有计算" in call(house.station.code, "summer").stderr
    assert call(house.station.code, "2026Q2").stdout.strip().startswith("本期没有施行的办法")
