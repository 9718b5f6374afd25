# SPDX-License-Identifier: Apache-2.0
"""Quotas through the interface and on the command line: the same figures, the same refusals."""

import json

import pytest
from click.testing import CliRunner

from tests.api.client import Program
from tests.factories import items
from tests.factories.network import House
from tests.factories.quotas import day, laid_down
from yizhan.cli.quotas import command, table
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id


def test_a_month_through_the_interface_and_the_command(house: House) -> None:
    editor, officer = Program(house.editor), Program(house.officer)
    laid_down(house)
    with clock.at(day(6, 5)):
        item = items.submitted(house, by=house.officer)
    with clock.at(day(6, 20)):
        read = editor.get("/quotas?span=month&day=2026-06-09")
        told = {one["whose"]: (one["required"], one["count"], one["standing"]) for one in read["quotas"]}
        assert told[house.township.name] == (1, "1", "reached")
        assert [fact["number"] for one in officer.get("/quotas/mine") for fact in one["items"]] == [item.number]
        officer.get("/quotas", status=403)
        editor.get("/quotas/mine", status=403)
        assert [(one["whose"], one["count"]) for one in table(house.station.code, "2026-06")["quotas"]] == [
            (one["whose"], one["count"]) for one in read["quotas"]
        ]
        exemption = {
            "id": str(new_id()), "unit": str(house.department.public_id), "first_on": "2026-06-01",
            "last_on": "2026-06-30", "reason": "新组建",
        }  # fmt: skip
        officer.post("/quotas/exemptions", exemption, status=403)
        made = editor.post("/quotas/exemptions", exemption, status=201)
        assert [one["id"] for one in editor.get("/quotas/exemptions")] == [made["id"]]
        url = f"/quotas/exemptions/{made['id']}/revocation"
        assert editor.post(url, {"reason": "已成立"})["state"] == "revoked"
        assert editor.post(url, {"reason": "已成立"}, status=409)["code"] == "quotas.exemption.over"
        activity = {
            "id": str(new_id()),
            "kind": "visit",
            "title": "走访",
            "first_on": "2026-06-09",
            "last_on": "2026-06-10",
        }
        assert editor.post("/quotas/activities", activity, status=201)["items"] == []
        editor.post("/quotas/closings", {"span": "month", "day": "2026-06-09"}, status=409)
    with clock.at(day(7, 2)):
        closed = editor.post("/quotas/closings", {"span": "month", "day": "2026-06-09"}, status=201)
        anew = {"span": "month", "day": "2026-06-09", "reason": "补登"}
        assert editor.post("/quotas/closings", anew, status=201)["number"] == 2
        assert [one["number"] for one in editor.get("/quotas/closings")] == [2, 1]
        assert len(editor.get(f"/quotas/closings/{closed['id']}")["quotas"]) == 3
        officer.get("/quotas/closings", status=403)


@pytest.mark.parametrize(
    ("named", "span", "first"),
    [("2026", "year", "2026-01-01"), ("2026-h1", "half_year", "2026-01-01"), ("2026-Q2", "quarter", "2026-04-01")],
)
def test_the_command_takes_any_period_that_has_begun(house: House, named: str, span: str, first: str) -> None:
    with clock.at(day(6, 20)):
        done = CliRunner().invoke(command, ["--station", house.station.code, "--period", named, "--json"])
        told = json.loads(done.output)
        assert (done.exit_code, told["span"], told["from"], told["quotas"]) == (0, span, first, [])
        for code, period in (("nowhere", named), (house.station.code, "2026-13"), (house.station.code, "2026-07")):
            wrong = ["--station", code, "--period", period]
            assert CliRunner().invoke(command, wrong).exit_code == 2
        plain = CliRunner().invoke(command, ["--station", house.station.code, "--period", named])
        assert "没有设定任务" in plain.output
