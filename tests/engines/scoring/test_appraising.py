# SPDX-License-Identifier: Apache-2.0
"""Periods, validity, and what is said of events that nothing in the scheme looks at."""

from datetime import date
from pathlib import Path

import pytest

from tests.engines.scoring.written import HEAD, appraised, event, events, example, register, scheme, totals
from yizhan.engines.scoring.appraising import appraise
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.language.reading import parse_scheme
from yizhan.engines.scoring.periods import parse_period
from yizhan.engines.scoring.results.report import report

RULE = '[[rule]]\nid = "r"\nname = "采用"\nwhen = { kind = "采用" }\npoints = 5\n'


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026H2", "2026-07-01", "2026-12-31"),
        ("2026q1", "2026-01-01", "2026-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2016W10", "2016-03-07", "2016-03-13"),
        ("2016-03-04..2016-03-10", "2016-03-04", "2016-03-10"),
        ("2026-03..2026Q3", "2026-03-01", "2026-09-30"),
    ],
)
def test_periods_as_people_write_them(text: str, start: str, end: str) -> None:
    period = parse_period(text)
    assert (period.start.isoformat(), period.end.isoformat(), str(period)) == (start, end, text)


@pytest.mark.parametrize("text", ["", "2026Q5", "2026-13", "2026W54", "2026-02-30", "2026..2025", "三季度"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(Refused, match="is no period"):
        parse_period(text)


def test_events_outside_the_validity_are_named() -> None:
    valid = scheme(
        RULE, HEAD.replace("decimals = 2", "decimals = 2\nvalid_from = 2026-03-01\nvalid_until = 2026-08-31")
    )
    records = [
        event(number, day=day, kind="采用")
        for number, day in enumerate(["2026-02-28", "2026-03-01", "2026-08-31", "2026-09-01"])
    ]
    with pytest.raises(Refused) as refused:
        appraised(valid, records)
    assert [finding.parameters["event"] for finding in refused.value.findings] == ["0", "3"]
    assert totals(valid, records, "2026-03..2026-08") == {"甲镇": 10}
    with pytest.raises(Refused, match="was not in force"):
        appraised(valid, records, "2025")


def test_duties_are_judged_only_while_the_scheme_is_in_force() -> None:
    duty = '[[duty]]\nid = "d"\nname = "每月 1 条"\ncount = { kind = "报送" }\nevery = "month"\nat_least = 1\n'
    valid = scheme(duty, HEAD.replace("decimals = 2", "decimals = 2\nvalid_from = 2026-03-10"))
    judged = appraised(valid, [event(1, day="2026-03-20", kind="报送")], "2026", until="2026-05-15").accounts.judgements
    assert [each.bucket.label for each in judged] == ["2026-03", "2026-04"]


def test_accounting_year_that_starts_in_december() -> None:
    capped = RULE + '[[limit]]\nid = "c"\nname = "年封顶"\nevery = "year"\nat_most = 12\n'
    december = scheme(capped, HEAD.replace("decimals = 2", "decimals = 2\nyear_starts = 12"))
    records = [
        event(number, day=day, kind="采用")
        for number, day in enumerate(["2025-11-30", "2025-12-01", "2026-01-05", "2026-11-30", "2026-12-01"])
    ]
    assert totals(december, records, "2026-11") == {"甲镇": 2}
    assert totals(december, records, "2026-12") == {"甲镇": 5}


def test_without_a_period_the_year_of_the_events_and_duties_up_to_the_last_month() -> None:
    duty = '[[duty]]\nid = "d"\nname = "每月 1 条"\ncount = { kind = "报送" }\nevery = "month"\nat_least = 1\n'
    written = scheme(duty)
    appraisal = appraise(written, events(written, event(1, day="2026-02-10", kind="报送")))
    assert (appraisal.context.slots.period.start, appraisal.context.slots.period.end) == (
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert [(each.bucket.label, bool(each.met[0])) for each in appraisal.accounts.judgements] == [
        ("2026-01", False),
        ("2026-02", True),
    ]


def test_no_events_need_a_period() -> None:
    written = scheme(RULE)
    with pytest.raises(Refused, match="name the period that is meant"):
        appraise(written, events(written))
    assert appraise(written, events(written), register("甲镇"), parse_period("2026")).points.tolist() == [0]


def test_events_that_no_clause_looks_at_are_counted_and_named() -> None:
    records = [event(1, kind="采用"), event(2, kind="登录"), event(3, kind="报送")]
    assert report(appraised(scheme(RULE), records))["unmatched"] == {"events": 2, "first": ["2", "3"]}


def test_scheme_of_deadlines_names_what_was_late_and_gives_no_points() -> None:
    records = [
        event(1, "甲局", "2019-05-06", step="签收", channel="电话", workdays=1),
        event(2, "甲局", "2019-05-06", step="签收", channel="电话", workdays=2),
        event(3, "乙局", "2019-05-07", step="办结反馈", channel="网络", workdays=3),
        event(4, "乙局", "2019-05-08", step="应急反馈", channel="电话", gravity="重大", minutes=11),
    ]
    found = report(appraised(example("bengbu-12345-2019-deadlines"), records, "2019-05"))
    assert [(each["unit"], each["duty"], each["value"]) for each in found["shortfalls"]] == [
        ("乙局", "emergency-major", 1),
        ("甲局", "sign", 1),
    ]
    assert {each["indicator"]: each["value"] for each in found["indicators"]} == {"sign-rate": 0.5, "close-rate": 1}
    assert found["totals"] == {"乙局": 0, "甲局": 0}


def test_scheme_of_the_reference_page_is_valid() -> None:
    page = Path(__file__).resolve().parents[3] / "docs/reference/scheme-language.md"
    block = page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    assert [rule.id for rule in parse_scheme(block).rules] == ["yaoqing", "instructed"]
