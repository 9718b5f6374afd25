# SPDX-License-Identifier: Apache-2.0
"""`yizhan due` as a clerk calls it, and once as a process of its own without an installation."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.factories.network import LONG_AGO, House
from yizhan.cli.main import main
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.kernel import clock
from yizhan.kernel.actors import system

SHARED_CALENDAR = Path(__file__).resolve().parents[2] / "../shared/data/calendar/cn-public-holidays.csv"
FRIDAY = "2026-02-13T16:30"
OFFICE_HOURS = "09:00-12:00,13:30-17:30"
NOW = datetime(2026, 2, 26, 9, 0, tzinfo=UTC)  # 17:00 in Beijing


def _call(*arguments: str, language: str = "en_GB.UTF-8") -> Result:
    with clock.at(NOW):
        return CliRunner().invoke(main, ["due", *arguments], env={"LANG": language, "LC_ALL": "", "LC_MESSAGES": ""})


def _answer(*arguments: str, language: str = "en_GB.UTF-8") -> Any:
    result = _call(*arguments, "--json", language=language)
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_json_is_one_object_with_the_deadline_and_why() -> None:
    answer = _answer("--duration", "5 working days", "--from", FRIDAY)
    assert answer["due"] == "2026-02-27T23:59:59+08:00"
    assert answer["why"] == [
        "It starts on Friday 13 February 2026, 16:30; that day is not counted.",
        "Saturday 14 February 2026 is worked in return for Spring Festival and counts.",
        "15–23 February 2026: Spring Festival, not counted.",
        "With 5 working days counted, the last day is Friday 27 February 2026.",
        "It ends that day at 24:00, the end of the day.",
    ]
    assert (answer["unit"], answer["duration"], answer["from"]) == (
        "working days",
        "5 working days",
        "2026-02-13T16:30:00+08:00",
    )
    assert (answer["last_day"], answer["provisional"]) == ("2026-02-27", False)
    assert answer["remaining"] == {
        "seconds": 111_600,
        "working_days": 1,
        "office_minutes": None,
        "overdue": False,
        "text": "1 d 7 h left",
    }
    assert answer["calendar"] == {
        "title": "National public holidays (2004–2026)",
        "years": list(range(2004, 2027)),
        "missing_years": [],
        "office_hours": None,
    }
    assert [step["kind"] for step in answer["steps"]] == [
        "started",
        "make-up-day-counted",
        "holiday-skipped",
        "counted",
        "day-ends",
    ]
    assert answer["counting"]["moves"] == "days-off"


def test_page_explains_the_deadline_in_the_language_of_the_terminal() -> None:
    chinese = _call("--duration", "5个工作日", "--from", FRIDAY, language="zh_CN.UTF-8")
    assert chinese.stdout.splitlines() == [
        "截止时间：2026年2月27日（星期五）24:00",
        "现在看：还剩1天7小时",
        "",
        "依据：",
        "  1. 起点为2026年2月13日（星期五）16:30，当日不计入，自次日起算。",
        "  2. 2026年2月14日（星期六）因春节调休上班，计入。",
        "  3. 2026年2月15日至23日春节放假9天，不计入。",
        "  4. 计满5个工作日，最后一日为2026年2月27日（星期五）。",
        "  5. 截止于该日24:00（当日终了）。",
        "",
        "日历：全国节假日安排（2004–2026）",
    ]
    english = _call("--duration", "2 hours", "--from", FRIDAY)
    assert english.stdout.splitlines()[:2] == [
        "Due: Friday 13 February 2026, 18:30",
        "As of now: overdue by 12 d 22 h 30 min",
    ]
    assert (chinese.stderr, english.stderr) == ("", "")


@pytest.mark.parametrize(
    ("terminal", "asked", "first_word"),
    [
        ("C.UTF-8", (), "截止时间"),
        ("", (), "截止时间"),
        ("fr_FR.UTF-8", (), "Due"),
        ("zh_CN.UTF-8", ("--language", "en"), "Due"),
        ("en_US.UTF-8", ("--language", "zh"), "截止时间"),
    ],
)
def test_language_is_the_one_asked_for_else_the_terminals_else_chinese(
    terminal: str, asked: tuple[str, ...], first_word: str
) -> None:
    assert _call("--duration", "1 day", "--from", FRIDAY, *asked, language=terminal).stdout.startswith(first_word)


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (("5 working days", FRIDAY, "--office-hours", OFFICE_HOURS), "2026-02-27T17:30:00+08:00"),
        (("2 hours", FRIDAY), "2026-02-13T18:30:00+08:00"),
        (("2 hours", FRIDAY, "--office-hours", OFFICE_HOURS), "2026-02-14T10:00:00+08:00"),
        (("2 hours", FRIDAY, "--office-hours", OFFICE_HOURS, "--clock", "always"), "2026-02-13T18:30:00+08:00"),
        (("15 minutes", FRIDAY), "2026-02-13T16:45:00+08:00"),
        (("30日", "2026-01-16"), "2026-02-24T23:59:59+08:00"),
        (("30日", "2026-01-16", "--moves", "never"), "2026-02-15T23:59:59+08:00"),
        (("1 month", "2026-01-31 09:00"), "2026-02-28T23:59:59+08:00"),
        (("1 year", "2024/2/29 09:00"), "2025-02-28T23:59:59+08:00"),
        (("1 working day", "2026-02-13T08:30Z"), "2026-02-14T23:59:59+08:00"),
        (("5 working days", FRIDAY, "--extend", "3 working days"), "2026-03-03T23:59:59+08:00"),
        (("5 working days", FRIDAY, "--extend", "1 working day", "--extend", "2 hours"), "2026-03-01T02:00:00+08:00"),
        (("5 working days", FRIDAY, "--pause", "2026-02-24T09:00/2026-02-26T09:00"), "2026-03-02T23:59:59+08:00"),
        (("5 working days", FRIDAY, "--pause", "2026-02-24/2026-02-26"), "2026-03-03T23:59:59+08:00"),
        (("5 working days", FRIDAY, "--pause", "2026/2/24/2026/2/26"), "2026-03-03T23:59:59+08:00"),
        (("5 working days", FRIDAY, "--pause", "2026年2月24日至2026年2月26日"), "2026-03-03T23:59:59+08:00"),
        (("1 working day", FRIDAY, "--day-end", "same-time"), "2026-02-14T16:30:00+08:00"),
        (("1 working day", FRIDAY, "--first-day", "counted"), "2026-02-13T23:59:59+08:00"),
    ],
)
def test_terms_pauses_extensions_and_choices(arguments: tuple[str, ...], due: str) -> None:
    duration, start, *rest = arguments
    assert _answer("--duration", duration, "--from", start, *rest)["due"] == due


def test_public_calendar_as_a_file_gives_the_same_deadline() -> None:
    answer = _answer("--duration", "5 working days", "--from", FRIDAY, "--calendar", str(SHARED_CALENDAR))
    assert answer["due"] == "2026-02-27T23:59:59+08:00"
    assert answer["calendar"]["title"] == "cn-public-holidays.csv, National public holidays (2004–2026)"


def test_file_adds_the_next_year_and_own_days(tmp_path: Path) -> None:
    file = tmp_path / "district.toml"
    file.write_text(
        'title = ["某区日历", "District"]\n[2027]\nnew-year = { off = [2027-01-01, 2027-01-03] }\n'
        '[own]\n"Fair" = { off = [2026-12-30, 2026-12-30] }\n',
        "utf-8",
    )
    answer = _answer("--duration", "3 working days", "--from", "2026-12-29T10:00", "--calendar", str(file))
    assert answer["due"] == "2027-01-05T23:59:59+08:00"
    assert answer["provisional"] is False
    assert answer["why"][1] == "Wednesday 30 December 2026: Fair, not counted."
    assert answer["calendar"]["title"] == "District, National public holidays (2004–2027)"


def test_year_without_a_table_is_counted_and_said_or_refused() -> None:
    asked = ("--duration", "10 working days", "--from", "2026-12-24T10:00")
    answer = _answer(*asked)
    assert (answer["due"], answer["provisional"]) == ("2027-01-07T23:59:59+08:00", True)
    assert answer["calendar"]["missing_years"] == [2027]
    assert answer["why"][-1] == "2027 is not yet in the calendar: weekends only, so the result is provisional."
    assert "Provisional: count again once the calendar is complete." in _call(*asked).stdout
    refused = _call(*asked, "--missing-years", "refuse", "--json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("--calendar, --missing-years: 2027 is not in the calendar; add its table")


GIVEN = ("--duration", "5 working days", "--from", FRIDAY)


@pytest.mark.parametrize(
    ("arguments", "where", "what"),
    [
        ((), "--duration", "not given"),
        (("--duration", "1 day"), "--from", "not given"),
        (("--duration", "5 fortnights", "--from", FRIDAY), "--duration", "no unit that is known"),
        (("--duration", "5 days", "--from", "soon"), "--from", "no moment"),
        (("--duration", "2 hours", "--from", "2026-02-13"), "--from", "names a day only"),
        (("--duration", "1 day", "--from", "2026-02-13", "--day-end", "same-time"), "--from", "names a day only"),
        (("--duration", "1 day", "--from", "1900-01-01"), "--from", "outside the years 1950 to 2150"),
        (("--duration", "90 years", "--from", "2100-01-01"), "--from, --duration", "outside the years"),
        ((*GIVEN, "--calendar", "none.csv"), "--calendar", "cannot be read"),
        ((*GIVEN, "--office-hours", "9 to 5"), "--office-hours", "no office hours"),
        ((*GIVEN, "--clock", "office-hours", "--extend", "1 hour"), "--office-hours", "needs the office hours"),
        ((*GIVEN, "--pause", "2026-02-24"), "--pause", "no pause"),
        ((*GIVEN, "--pause", "2026-02-26/2026-02-24"), "--pause", "before it begins"),
        ((*GIVEN, "--extend", "a while"), "--extend", "no unit that is known"),
    ],
)
def test_wrong_input_says_where_and_what_in_both_languages(arguments: tuple[str, ...], where: str, what: str) -> None:
    result = _call(*arguments, "--json")
    english, chinese = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (2, "")
    assert english.startswith(f"{where}: ")
    assert what in english
    assert chinese.startswith(f"{where}: ")
    assert _call(*arguments, language="zh_CN.UTF-8").stderr.splitlines() == [chinese, english]


def test_broken_calendar_file_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("date,kind,name\n2026-13-01,holiday,x\n", "utf-8")
    result = _call(*GIVEN, "--calendar", str(file))
    assert result.stderr.splitlines()[0] == "--calendar: bad.csv:2: “2026-13-01” is no date; write it like 2026-02-15."


def test_command_runs_as_a_process_without_an_installation_and_without_django(tmp_path: Path) -> None:
    program = (
        "import sys; from yizhan.cli.main import main; sys.argv = ['yizhan', 'due', *sys.argv[1:]]\n"
        "try: main()\nfinally: print('django' in sys.modules, file=sys.stderr)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, *GIVEN, "--json"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        text=True,
    )
    assert json.loads(found.stdout)["due"] == "2026-02-27T23:59:59+08:00"
    assert found.stderr == "False\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_rule_is_asked_of_the_institution_and_its_calendar(house: House) -> None:
    """Without the holidays of its own year the station would end elsewhere; what is no term is refused."""
    code = house.station.code
    answer = _answer("--rule", "supervision.reply_term", "--station", code, "--from", FRIDAY)
    assert (answer["duration"], answer["due"]) == ("15 days", "2026-02-28T17:30:00+08:00")
    narrow = Provision(
        key="supervision.reply_term",
        value="5 days",
        valid_from=LONG_AGO,
        instrument=Instrument(title="《督查办法》"),
        scope=Scope(categories=("急件",)),
    )
    laying_down.lay_down(system(house.station.pk), house.station.pk, narrow)
    urgent = _answer("--rule", "supervision.reply_term", "--station", code, "--category", "急件", "--from", FRIDAY)
    assert urgent["duration"] == "5 days"
    assert _answer("--rule", "supervision.reply_term", "--station", code, "--from", FRIDAY)["duration"] == "15 days"
    refused = {
        ("--rule", "no.such", "--station", code): "--rule",
        ("--rule", "supervision.returns", "--station", code): "--rule",
        ("--rule", "supervision.reply_term", "--station", "nowhere"): "--station",
        ("--rule", "supervision.reply_term"): "--station",
        ("--rule", "supervision.reply_term", "--station", code, "--duration", "5 days"): "--duration",
    }
    for arguments, option in refused.items():
        result = _call(*arguments, "--from", FRIDAY)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
        assert result.stderr.startswith(f"{option}: "), result.stderr
