# SPDX-License-Identifier: Apache-2.0
"""Every term of standards.md that is a number of minutes, hours, days, working days, weeks or months, by its clause.

Starts are chosen so that festivals lie on the way. The ends were worked out from the clause and the notices by hand
and by the walk day by day. Not here because no due date follows from them: the 15 seconds of HL-02 and WEB-01, yearly
dates (GK-11), terms of storage (DJ-11, PI-09).
"""

from datetime import datetime

import pytest

from tests.engines.calendars import walk
from tests.engines.calendars.counted import OFFICE, counted, pause, when
from yizhan.engines.calendars.alarms import Side, Signal, alarms
from yizhan.engines.calendars.choice import shortest
from yizhan.engines.calendars.days import national_calendar
from yizhan.engines.calendars.durations import Duration, Unit

NEW_YEARS_EVE = "2026-02-16T22:50"

#: clause, what it demands, the term, the event, the end
URGENT = [
    ("EMG-08", "especially serious or serious: 4 hours (2006 plan)", "4 hours", NEW_YEARS_EVE, "2026-02-17 02:50"),
    ("EMG-10", "head of the unit to the authority", "1 hour", NEW_YEARS_EVE, "2026-02-16 23:50"),
    ("EMG-10", "each level upward", "2 hours", NEW_YEARS_EVE, "2026-02-17 00:50"),
    ("EMG-13", "finder to the county health authority", "2 hours", NEW_YEARS_EVE, "2026-02-17 00:50"),
    ("EMG-13", "province to the State Council's health department", "1 hour", NEW_YEARS_EVE, "2026-02-16 23:50"),
    ("EMG-14", "animal epidemic, province to the State Council", "4 hours", NEW_YEARS_EVE, "2026-02-17 02:50"),
    ("EMG-15", "computer-system cases to the police", "24 hours", NEW_YEARS_EVE, "2026-02-17 22:50"),
    ("EMG-15", "leak of secrets to the authority and the superior", "24小时", NEW_YEARS_EVE, "2026-02-17 22:50"),
    ("BM-06", "leak found", "24小时内", NEW_YEARS_EVE, "2026-02-17 22:50"),
    ("PI-09", "flaw relevant to national security", "24 h", NEW_YEARS_EVE, "2026-02-17 22:50"),
    ("EMG-16", "critical infrastructure", "1小时", NEW_YEARS_EVE, "2026-02-16 23:50"),
    ("EMG-16", "central organs' units", "2小时", NEW_YEARS_EVE, "2026-02-17 00:50"),
    ("EMG-16", "others, to the province", "4小时", NEW_YEARS_EVE, "2026-02-17 02:50"),
    ("EMG-20", "Chongqing, district to the city government", "1 hour", NEW_YEARS_EVE, "2026-02-16 23:50"),
    ("EMG-21", "Shanghai, urgent", "30 minutes", NEW_YEARS_EVE, "2026-02-16 23:20"),
    ("EMG-21", "Shanghai, each level orally", "1 hour", NEW_YEARS_EVE, "2026-02-16 23:50"),
    ("EMG-21", "Shanghai, each level in writing", "2 hours", NEW_YEARS_EVE, "2026-02-17 00:50"),
    ("EMG-22", "Shandong, city or county to the province", "30分钟", NEW_YEARS_EVE, "2026-02-16 23:20"),
    ("EMG-22", "Shandong, in writing", "1小时", NEW_YEARS_EVE, "2026-02-16 23:50"),
    ("EMG-24", "Anhui and Lanzhou, after the event", "2小时", NEW_YEARS_EVE, "2026-02-17 00:50"),
    ("EMG-24", "Shandong, special cases after receipt", "1小时", NEW_YEARS_EVE, "2026-02-16 23:50"),
    ("EMG-25", "a city, larger: by phone", "30分钟", NEW_YEARS_EVE, "2026-02-16 23:20"),
    ("EMG-25", "a city, larger: in writing", "60分钟", NEW_YEARS_EVE, "2026-02-16 23:50"),
    ("EMG-25", "a city, serious: by phone", "15分钟", NEW_YEARS_EVE, "2026-02-16 23:05"),
    ("EMG-25", "a city, serious: in writing", "30分钟", NEW_YEARS_EVE, "2026-02-16 23:20"),
    ("EMG-25", "a county: by phone", "20分钟", NEW_YEARS_EVE, "2026-02-16 23:10"),
    ("EMG-25", "a county: in writing", "40分钟", NEW_YEARS_EVE, "2026-02-16 23:30"),
    ("HL-02", "first response on other channels", "3分钟", "2026-02-16T23:58", "2026-02-17 00:01"),
    ("HL-10", "Beijing, two hours", "2小时", NEW_YEARS_EVE, "2026-02-17 00:50"),
    ("HL-10", "Beijing, twenty-four hours", "24小时", NEW_YEARS_EVE, "2026-02-17 22:50"),
]

BY_DAYS = [
    ("EMG-10", "changes in casualties", "30日", NEW_YEARS_EVE, "2026-03-18 24:00"),
    ("EMG-10", "changes in casualties, road and fire", "7日", NEW_YEARS_EVE, "2026-02-24 24:00"),
    ("EMG-10", "investigation report", "60日", NEW_YEARS_EVE, "2026-04-17 24:00"),
    ("TA-06", "returned in 10 days", "10日", "2026-02-11T09:00", "2026-02-24 24:00"),
    ("TA-06", "returned in 7 working days", "7个工作日", "2026-02-11T09:00", "2026-02-27 24:00"),
    ("TA-06", "returned in 3 working days", "3个工作日", "2026-02-13T09:00", "2026-02-25 24:00"),
    ("TA-06", "returned in a week", "一周", "2026-02-11T09:00", "2026-02-24 24:00"),
    ("TA-07", "joint handler's opinion in 1 month", "1个月", "2026-03-04T09:00", "2026-04-07 24:00"),
    ("TA-07", "joint handler's opinion in 2 months", "2个月", "2026-03-01T09:00", "2026-05-06 24:00"),
    ("TA-08", "reply in 3 months", "3个月", "2026-01-31T09:00", "2026-04-30 24:00"),
    ("TA-08", "hard cases in 6 months", "6个月", "2025-08-31T09:00", "2026-02-28 24:00"),
    ("TA-10", "handled again in 2 months", "2个月", "2025-12-15T09:00", "2026-02-24 24:00"),
    ("DB-01", "deputies' proposals: reply in 3 months", "3个月", "2026-06-20T09:00", "2026-09-20 24:00"),
    ("DB-01", "deputies' proposals: complex ones", "6个月", "2026-04-04T09:00", "2026-10-08 24:00"),
    ("DB-02", "Chongqing, return", "10个工作日", "2025-09-24T09:00", "2025-10-14 24:00"),
    ("DB-02", "Chongqing, contact the deputy", "20个工作日", "2025-09-24T09:00", "2025-10-28 24:00"),
    ("DB-02", "Chongqing, joint handler's opinion", "30个工作日", "2025-09-24T09:00", "2025-11-11 24:00"),
    ("DB-02", "Chongqing, evaluation", "20个工作日", "2026-01-26T09:00", "2026-02-28 24:00"),
    ("DB-02", "Chongqing, reply again", "2个月", "2024-08-01T09:00", "2024-10-08 24:00"),
    ("DB-02", "Qingdao, assign", "5个工作日", "2024-04-29T09:00", "2024-05-09 24:00"),
    ("DB-02", "Qingdao, return", "5个工作日", "2024-09-27T09:00", "2024-10-10 24:00"),
    ("DB-02", "Qingdao, joint handler's opinion", "1个月", "2024-09-04T09:00", "2024-10-08 24:00"),
    ("DB-02", "Beijing, deputy's feedback", "15个工作日", "2024-09-05T09:00", "2024-09-27 24:00"),
    ("DB-02", "Beijing, reply again", "2个月", "2026-03-01T09:00", "2026-05-06 24:00"),
    ("HL-10", "Beijing, seven days", "7日", "2026-05-19T09:00", "2026-05-26 24:00"),
    ("HL-10", "Beijing, fifteen days", "15日", "2026-05-19T09:00", "2026-06-03 24:00"),
    ("HL-11", "Weifang and Jinan, reply", "5个工作日", "2026-09-30T09:00", "2026-10-13 24:00"),
    ("HL-11", "Weifang and Jinan, reply before the festival", "5 working days", "2025-01-24T09:00", "2025-02-07 24:00"),
    ("HL-16", "petition forwarded", "15日", "2026-02-03T09:00", "2026-02-24 24:00"),
    ("HL-16", "objection to a wrong addressee", "5个工作日", "2026-04-30T09:00", "2026-05-11 24:00"),
    ("HL-16", "petition handled", "60日", "2025-08-04T09:00", "2025-10-09 24:00"),
    ("HL-16", "petition reviewed", "30日", "2026-01-20T09:00", "2026-02-24 24:00"),
    ("GK-01", "disclosed on one's own account", "20个工作日", "2026-02-02T09:00", "2026-03-06 24:00"),
    ("GK-03", "reply to a request", "20个工作日", "2026-01-26T09:00", "2026-02-28 24:00"),
    ("GK-04", "notice to complete the request", "7个工作日", "2026-04-28T09:00", "2026-05-11 24:00"),
    ("GK-06", "third party, and co-producing organ", "15个工作日", "2026-09-18T09:00", "2026-10-15 24:00"),
    ("WEB-01", "home page unreachable", "1周", "2026-04-25T09:00", "2026-05-06 24:00"),
    ("WEB-02", "home page and news without update", "两周", "2026-02-03T09:00", "2026-02-24 24:00"),
    ("WEB-02", "notices and policies without update", "6个月", "2026-04-04T09:00", "2026-10-08 24:00"),
    ("WEB-03", "message unanswered", "3个月", "2026-06-20T09:00", "2026-09-20 24:00"),
    ("WEB-05", "account without update", "2周", "2026-02-03T09:00", "2026-02-24 24:00"),
    ("DC-03", "objection to a conclusion, and its review", "30日", "2026-03-06T09:00", "2026-04-07 24:00"),
    ("DC-05", "documents, and hard instructions", "30日", "2026-09-01T09:00", "2026-10-08 24:00"),
    ("DC-05", "minutes", "20日", "2026-01-26T09:00", "2026-02-24 24:00"),
    ("DC-05", "urgent instructions, shortest", "1日", "2026-02-13T09:00", "2026-02-14 24:00"),
    ("DC-05", "urgent instructions, longest", "5日", "2026-04-29T09:00", "2026-05-06 24:00"),
    ("DC-05", "normal instructions", "15日", "2026-06-05T09:00", "2026-06-22 24:00"),
    ("DM-06", "filing of a place name, and its announcement", "15日", "2026-09-10T09:00", "2026-09-28 24:00"),
]

#: CAL-02: first day not counted, working days with 调休, last day moved; 2024 to 2027
COUNTING = [
    ("CAL-02", "2024, Spring Festival", "5个工作日", "2024-02-07T17:00", "2024-02-20 24:00"),
    ("CAL-02", "2024, Labour Day, Sunday 28 April is worked", "2个工作日", "2024-04-27T09:00", "2024-04-29 24:00"),
    ("CAL-02", "2024, last day in the National Day week", "10日", "2024-09-25T09:00", "2024-10-08 24:00"),
    ("CAL-02", "2025, Spring Festival", "3个工作日", "2025-01-25T09:00", "2025-02-05 24:00"),
    ("CAL-02", "2025, last day on a worked Sunday", "7日", "2025-09-21T09:00", "2025-09-28 24:00"),
    ("CAL-02", "2025, National Day and Mid-autumn Festival", "3个工作日", "2025-09-30T09:00", "2025-10-11 24:00"),
    ("CAL-02", "2026, Spring Festival", "5个工作日", "2026-02-13T16:30", "2026-02-27 24:00"),
    ("CAL-02", "2026, last day on a holiday", "15日", "2026-06-04T09:00", "2026-06-22 24:00"),
    ("CAL-02", "2027, weekends only, provisional", "5个工作日", "2027-02-05T09:00", "2027-02-12 24:00"),
]


def _ids(rows: list[tuple[str, str, str, str, str]]) -> list[str]:
    return [f"{clause} {what}" for clause, what, *_ in rows]


@pytest.mark.parametrize(("clause", "what", "term", "start", "end"), URGENT, ids=_ids(URGENT))
def test_term_in_hours_runs_through_the_night_and_the_festival(
    clause: str, what: str, term: str, start: str, end: str
) -> None:
    assert when(counted(term, start, calendar=OFFICE)) == end, (clause, what)


@pytest.mark.parametrize(("clause", "what", "term", "start", "end"), BY_DAYS + COUNTING, ids=_ids(BY_DAYS + COUNTING))
def test_term_in_days_ends_as_the_clause_says(clause: str, what: str, term: str, start: str, end: str) -> None:
    found = counted(term, start, calendar=national_calendar(assumes_weekends=True))
    assert when(found) == end, (clause, what)
    assert found.is_provisional == start.startswith("2027")


@pytest.mark.parametrize(("clause", "what", "term", "start", "end"), BY_DAYS + COUNTING, ids=_ids(BY_DAYS + COUNTING))
def test_end_in_the_table_is_that_of_the_walk(clause: str, what: str, term: str, start: str, end: str) -> None:
    duration, first = Duration.parse(term), datetime.fromisoformat(start).date()
    match duration.unit:
        case Unit.WORKING_DAYS:
            last = walk.working_days(first, duration.amount, [])
        case Unit.MONTHS:
            last = walk.moved(walk.months(first, duration.amount), [])
        case _:
            last = walk.moved(walk.natural_days(first, duration.amount, []), [])
    assert f"{last} 24:00" == end, (clause, what)


@pytest.mark.rule("RULE-001")
@pytest.mark.rule("RULE-002")
@pytest.mark.rule("RULE-005")
@pytest.mark.parametrize(
    ("rule", "term", "reported", "is_in_time"),
    [
        ("RULE-001 from the event", "2小时", "2026-02-17T00:50:00", True),
        ("RULE-001 from the event", "2小时", "2026-02-17T00:50:01", False),
        ("RULE-002 from first knowledge", "1小时", "2026-02-16T23:50:00", True),
        ("RULE-002 from first knowledge", "1小时", "2026-02-16T23:50:01", False),
        ("RULE-005 until receipt", "2小时", "2026-02-17T00:50:00", True),
        ("RULE-005 until receipt", "2小时", "2026-02-17T00:51:00", False),
    ],
)
def test_report_in_the_last_second_is_in_time_and_one_later_is_late(
    rule: str, term: str, reported: str, is_in_time: bool
) -> None:
    assert counted(term, NEW_YEARS_EVE).keeps(datetime.fromisoformat(reported)) is is_in_time, rule


@pytest.mark.parametrize(
    ("clause", "terms", "ends"),
    [
        ("EMG-10", ["1 hour", "2 hours", "2 hours"], ["23:50", "01:50", "03:50"]),
        ("EMG-13", ["2 hours", "2 hours", "2 hours", "1 hour"], ["00:50", "02:50", "04:50", "05:50"]),
        ("EMG-14", ["2 hours", "1 hour", "1 hour", "4 hours"], ["00:50", "01:50", "02:50", "06:50"]),
        ("EMG-16", ["2 hours", "1 hour"], ["00:50", "01:50"]),
    ],
)
def test_chain_of_levels_starts_each_clock_where_the_one_below_ended(
    clause: str, terms: list[str], ends: list[str]
) -> None:
    at, found = NEW_YEARS_EVE, []
    for term in terms:
        at = counted(term, at).moment.isoformat()
        found.append(at[11:16])
    assert found == ends, clause


@pytest.mark.parametrize(
    ("clause", "term", "extensions", "start", "end"),
    [
        ("EMG-10 investigation 60 + 60 days", "60日", ("60日",), "2026-02-16T09:00", "2026-06-16 24:00"),
        ("TA-08 2 + 1 months", "2个月", ("1个月",), "2026-03-01T09:00", "2026-06-08 24:00"),
        ("TA-08 3 + 1 months", "3个月", ("1个月",), "2026-01-31T09:00", "2026-06-01 24:00"),
        ("HL-16 60 + 30 days", "60日", ("30日",), "2025-08-04T09:00", "2025-11-10 24:00"),
        ("HL-16 review 30 + 30 days", "30日", ("30日",), "2026-01-20T09:00", "2026-03-26 24:00"),
        ("GK-03 20 + 20 working days", "20个工作日", ("20个工作日",), "2026-01-26T09:00", "2026-03-27 24:00"),
    ],
)
def test_extended_term_counts_on_from_its_first_end(
    clause: str, term: str, extensions: tuple[str, ...], start: str, end: str
) -> None:
    assert when(counted(term, start, extensions=extensions)) == end, clause


def test_gk_03_time_for_asking_third_parties_does_not_count() -> None:
    """15 working days for the third party (GK-06) move the 20 working days of the reply by 15 working days."""
    asked = counted("15个工作日", "2026-03-10T10:00")
    waiting = pause("2026-03-10T10:00", asked.moment.isoformat(), "征求第三方意见")
    assert when(asked) == "2026-03-31 24:00"
    assert when(counted("20个工作日", "2026-03-02T09:00")) == "2026-03-30 24:00"
    assert when(counted("20个工作日", "2026-03-02T09:00", pauses=(waiting,))) == "2026-04-21 24:00"


def test_gk_04_clock_starts_again_when_the_completed_request_arrives() -> None:
    assert when(counted("7个工作日", "2026-03-02T09:00")) == "2026-03-11 24:00"
    assert when(counted("20个工作日", "2026-03-16T15:00")) == "2026-04-14 24:00"


def test_web_03_warns_five_working_days_before() -> None:
    calendar = national_calendar()
    deadline = counted("3个月", "2026-06-24T09:00")
    (warning,) = alarms(deadline, [Signal(Duration.parse("5个工作日"), Side.BEFORE)], calendar)
    assert when(deadline) == "2026-09-24 24:00"
    assert warning.moment.date().isoformat() == "2026-09-18"


def test_c_4_shortest_of_the_urgent_rules_counts_and_is_named() -> None:
    terms = [("2006 plan", "4小时"), ("city", "2小时"), ("district", "1小时"), ("province", "30分钟")]
    choice = shortest([counted(term, NEW_YEARS_EVE, label=label) for label, term in terms])
    assert (choice.chosen.term.label, when(choice.chosen)) == ("province", "2026-02-16 23:20")
    assert [other.term.label for other in choice.others] == ["district", "city", "2006 plan"]
