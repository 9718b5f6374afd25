# SPDX-License-Identifier: Apache-2.0
"""`yizhan appraise` as a clerk calls it, and once as a process of its own without an installation."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import yizhan.engines.scoring
from yizhan.cli.main import main

EXAMPLE = Path(yizhan.engines.scoring.__file__).parent / "examples/lianyungang.toml"
EVENTS = """编号,日期,单位,稿件,kind,刊物,体裁,级别
1,2026-03-01,甲镇,A,采用,昨日情况,信息,
2,2026-03-04,甲镇,A,选用报省,,,
3,2026-04-02,甲镇,A,采用,信息简报,,
4,2026-05-06,甲镇,A,批示,,,省
5,2026-05-07,乙镇;丙局,B,采用,昨日情况,简讯,
"""
CHINESE, ENGLISH = "zh_CN.UTF-8", "en_GB.UTF-8"


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, encoding="utf-8")
    return path


def call(*arguments: object, language: str = CHINESE) -> Result:
    environment = {"LANG": language, "LC_ALL": "", "LC_MESSAGES": ""}
    return CliRunner().invoke(main, ["appraise", *map(str, arguments)], env=environment)


def answer(*arguments: object) -> Any:
    result = call(*arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_json_is_one_object_with_totals_sections_and_ranks(events: Path) -> None:
    found = answer("--scheme", EXAMPLE, "--events", events)
    assert found["totals"] == {"甲镇": 65, "乙镇": 1, "丙局": 0}
    first = found["accounts"][0]
    assert (first["unit"], first["points"], first["rank"], first["sections"]) == (
        "甲镇",
        65,
        1,
        {"city": 3, "province": 62, "nation": 0},
    )
    assert found["scheme"]["version"] == "废止前"


def test_period_and_cumulative(events: Path) -> None:
    found = answer("--scheme", EXAMPLE, "--events", events, "--period", "2026Q2")
    assert {account["unit"]: (account["points"], account["cumulative"]) for account in found["accounts"]} == {
        "甲镇": (60, 65),
        "乙镇": (1, 1),
        "丙局": (0, 0),
    }


def test_explanations_name_event_rule_version_and_arithmetic_and_add_up(events: Path) -> None:
    found = answer("--scheme", EXAMPLE, "--events", events, "--explain")
    for account in found["accounts"]:
        assert sum(each["points"] for each in account["explanations"]) == account["points"]
    shared = next(account for account in found["accounts"] if account["unit"] == "丙局")["explanations"]
    assert [(each["event"], each["rule"], each["version"], each["arithmetic"]) for each in shared] == [
        ("5", "yesterday-brief", "废止前", "1 → 0 (2/2)")
    ]


def test_table_in_chinese_and_in_english(events: Path) -> None:
    page = call("--scheme", EXAMPLE, "--events", events, "--period", "2026Q1").stdout.splitlines()
    assert page[0] == "连云港市政务信息工作考核办法(废止前) 2026Q1"
    assert page[2].split() == [
        "名次",
        "单位",
        "条数",
        "得分",
        "累计",
        "市政府办公室采用信息",
        "省政府办公厅采用信息",
        "国务院办公厅采用信息",
    ]
    assert page[3].split() == ["1", "甲镇", "2", "5", "5", "3", "2", "0"]
    english = call("--scheme", EXAMPLE, "--events", events, language=ENGLISH).stdout
    assert english.splitlines()[2].split()[:5] == ["rank", "unit", "events", "points", "cumulative"]


def test_only_one_account_is_listed_but_ranked_among_all(events: Path) -> None:
    found = answer("--scheme", EXAMPLE, "--events", events, "--only", "乙镇")
    assert [(account["unit"], account["rank"], account["ranked_among"]) for account in found["accounts"]] == [
        ("乙镇", 2, 3)
    ]


def test_units_and_changes_from_files(events: Path, tmp_path: Path) -> None:
    (tmp_path / "u.csv").write_text("单位\n甲镇\n乙镇\n丙局\n丁局\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("日期,变更,原单位,新单位\n2026-06-01,合并,甲镇;乙镇,新镇\n", encoding="utf-8")
    found = answer(
        "--scheme", EXAMPLE, "--events", events, "--units", tmp_path / "u.csv", "--changes", tmp_path / "c.csv"
    )
    assert found["totals"]["新镇"] == 66
    assert found["accounts"][0]["carried"] == [
        {"from": "甲镇", "points": 65, "cumulative": 65},
        {"from": "乙镇", "points": 1, "cumulative": 1},
    ]
    assert found["no_events"] == ["丁局"]


def test_mistakes_are_listed_with_their_cells_and_nothing_is_computed(events: Path) -> None:
    events.write_text(EVENTS.replace("昨日情况,简讯", "昨日情形,=A1"), encoding="utf-8")
    result = call("--scheme", EXAMPLE, "--events", events)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "没有计算,请先改正:",
        f"  {events}:6 (F6 刊物): 办法没有列出“昨日情形”这个取值。",
        f"  {events}:6 (G6 体裁): 格子里是公式,请改填数值。",
    ]


def test_refusal_as_json(events: Path, tmp_path: Path) -> None:
    (tmp_path / "S.toml").write_text(
        EXAMPLE.read_text(encoding="utf-8").replace("points = 3", "points = -3", 1), encoding="utf-8"
    )
    result = call("--scheme", tmp_path / "S.toml", "--events", events, "--json")
    assert (result.exit_code, result.stderr) == (2, "")
    refused = json.loads(result.stdout)
    assert refused["refused"] is True
    assert [(finding["code"], finding["line"]) for finding in refused["findings"]] == [("scheme.negative_number", 41)]


def test_unknown_account_and_unreadable_period(events: Path) -> None:
    assert "units.unknown" in call("--scheme", EXAMPLE, "--events", events, "--only", "丁局", "--json").stdout
    assert "period.unreadable" in call("--scheme", EXAMPLE, "--events", events, "--period", "Q3", "--json").stdout


def test_process_without_an_installation(events: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "YIZHAN_HOME": str(tmp_path / "nothing"), "LANG": ENGLISH}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    program = [sys.executable, "-c", "from yizhan.cli.main import main; main()"]
    command = [*program, "appraise", "--scheme", str(EXAMPLE), "--events", str(events), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    assert json.loads(done.stdout)["totals"]["甲镇"] == 65
    assert not (tmp_path / "nothing").exists()
