# SPDX-License-Identifier: Apache-2.0
"""The explanation of a deadline, word for word in both languages."""

import json
from datetime import date, timedelta

import pytest

from tests.engines.calendars.counted import OFFICE, counted, pause
from yizhan.engines.calendars.bench import measure
from yizhan.engines.calendars.choice import shortest
from yizhan.engines.calendars.days import WorkingCalendar, national_calendar
from yizhan.engines.calendars.deadlines import Deadline
from yizhan.engines.calendars.durations import Language
from yizhan.engines.calendars.errors import SENTENCES, CalendarError
from yizhan.engines.calendars.step_records import from_record, to_record
from yizhan.engines.calendars.table_files import read_toml, state_council_table
from yizhan.engines.calendars.wording import days_in_words, span_in_words


def test_spring_festival_is_explained_in_english() -> None:
    assert counted("5 working days", "2026-02-13T16:30", calendar=OFFICE).explanation("en") == [
        "It starts on Friday 13 February 2026, 16:30; that day is not counted.",
        "Saturday 14 February 2026 is worked in return for Spring Festival and counts.",
        "15–23 February 2026: Spring Festival, not counted.",
        "With 5 working days counted, the last day is Friday 27 February 2026.",
        "It ends that day at 17:30, when the office closes.",
    ]


def test_spring_festival_is_explained_in_chinese() -> None:
    assert counted("5 working days", "2026-02-13T16:30").explanation("zh") == [
        "起点为2026年2月13日（星期五）16:30，当日不计入，自次日起算。",
        "2026年2月14日（星期六）因春节调休上班，计入。",
        "2026年2月15日至23日春节放假9天，不计入。",
        "计满5个工作日，最后一日为2026年2月27日（星期五）。",
        "截止于该日24:00（当日终了）。",
    ]


def _interrupted() -> Deadline:
    return counted(
        "10 working days",
        "2026-03-02T10:00",
        pauses=(
            pause("2026-03-04T10:00", "2026-03-06T15:00", "征求第三方意见"),
            pause("2027-03-04T10:00", "2027-03-06T15:00"),
        ),
        extensions=("3 days",),
        day_end="same-time",
        first_day="counted",
    )


def test_pause_extension_and_moving_are_explained_in_order() -> None:
    assert _interrupted().explanation("zh") == [
        "起点为2026年3月2日（星期一）10:00，当日计入。",
        "2026年3月4日（星期三）10:00至2026年3月6日（星期五）15:00暂停计时（征求第三方意见），2个工作日不计入。",
        "2026年3月7日至8日为周末，不计入。",
        "2026年3月14日至15日为周末，不计入。",
        "计满10个工作日，最后一日为2026年3月17日（星期二）。",
        "延长3日。",
        "计满3日，最后一日为2026年3月20日（星期五）。",
        "截止于该日10:00（与起点同一时刻）。",
        "2027年3月4日（星期四）10:00至2027年3月6日（星期六）15:00的暂停不影响期限。",
    ]
    assert _interrupted().explanation("en")[1::6] == [
        (
            "Paused from Wednesday 4 March 2026, 10:00 to Friday 6 March 2026, 15:00 (征求第三方意见): "
            "2 working days not counted."
        ),
        "It ends that day at 10:00, as at the start.",
    ]
    assert _interrupted().explanation("en")[0].endswith("that day is counted.")
    assert _interrupted().explanation("en")[5] == "Extended by 3 days."
    assert _interrupted().explanation("en")[8] == (
        "The pause from Thursday 4 March 2027, 10:00 to Saturday 6 March 2027, 15:00 changes nothing."
    )


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "zh",
            [
                "起点为2026年1月31日（星期六）10:00，当日不计入，自次日起算。",
                "计满3个月，最后一日为2026年4月30日（星期四）（当月无对应日，以月末日为准）。",
                "延长1日。",
                "计满1日，最后一日为2026年5月1日（星期五）。",
                "2026年5月1日（星期五）为劳动节假期，顺延至2026年5月6日（星期三）。",
                "延长4日。",
                "计满4日，最后一日为2026年5月10日（星期日）。",
                "2026年5月10日（星期日）为周末，顺延至2026年5月11日（星期一）。",
                "截止于该日24:00（当日终了）。",
            ],
        ),
        (
            "en",
            [
                "It starts on Saturday 31 January 2026, 10:00; that day is not counted.",
                (
                    "With 3 months counted, the last day is Thursday 30 April 2026 "
                    "(the month has no such day, so its last day)."
                ),
                "Extended by 1 day.",
                "With 1 day counted, the last day is Friday 1 May 2026.",
                "Friday 1 May 2026 is Labour Day, so the last day moves to Wednesday 6 May 2026.",
                "Extended by 4 days.",
                "With 4 days counted, the last day is Sunday 10 May 2026.",
                "Sunday 10 May 2026 is a weekend day, so the last day moves to Monday 11 May 2026.",
                "It ends that day at 24:00, the end of the day.",
            ],
        ),
    ],
)
def test_month_end_and_days_moved_to_are_explained(language: Language, sentences: list[str]) -> None:
    found = counted("3 months", "2026-01-31T10:00", extensions=("1 day", "4 days"))
    assert found.explanation(language) == sentences


def test_office_clock_is_explained() -> None:
    found = counted(
        "2 hours",
        "2026-02-13T18:00",
        calendar=OFFICE,
        clock="office-hours",
        pauses=(pause("2026-02-14T09:30", "2026-02-14T10:15"), pause("2026-02-14T11:00", "2026-02-14T11:00")),
    )
    assert found.explanation("zh") == [
        "起点为2026年2月13日（星期五）18:00，自该时刻起算。",
        "只计工作日的办公时间（09:00-12:00、13:30-17:30）。",
        "起点不在办公时间内，按2026年2月14日（星期六）09:00起算。",
        "2026年2月14日（星期六）因春节调休上班，计入。",
        "2026年2月14日（星期六）09:30至2026年2月14日（星期六）10:15暂停计时，45分不计入。",
        "计满2小时，至2026年2月14日（星期六）11:45。",
        "2026年2月14日（星期六）11:00至2026年2月14日（星期六）11:00的暂停不影响期限。",
    ]
    assert found.explanation("en")[1:3] == [
        "Only office hours on working days run (09:00-12:00, 13:30-17:30).",
        "That is outside office hours, so it counts from Saturday 14 February 2026, 09:00.",
    ]
    assert found.explanation("en")[4:6] == [
        "Paused from Saturday 14 February 2026, 09:30 to Saturday 14 February 2026, 10:15: 45 min not counted.",
        "With 2 hours run, it is Saturday 14 February 2026, 11:45.",
    ]


def test_many_weekends_are_told_in_one_sentence() -> None:
    found = counted("20 working days", "2026-03-02T10:00")
    assert found.explanation("en")[1] == "4 weekends within 7–29 March 2026 (8 days): not counted."
    assert found.explanation("zh")[1] == "2026年3月7日至29日期间的4个周末共8天，不计入。"
    assert len(found.explanation("en")) == 4
    assert counted("5 working days", "2026-03-02T10:00").explanation("en")[1] == "7–8 March 2026: weekend, not counted."


def test_caveats_of_the_calendar_are_told() -> None:
    weekends = national_calendar(assumes_weekends=True)
    assert counted("10 working days", "2026-12-24T10:00", calendar=weekends).explanation("zh")[-1] == (
        "日历中尚无2027年的放假安排，只按周末推算，结果是暂定的。"
    )
    at_year_end = counted("3 working days", "2026-12-24T10:00")
    assert at_year_end.explanation("zh")[-1] == "2026年12月28日以后的安排可能随2027年的放假通知变动。"
    assert at_year_end.explanation("en")[-1] == "From 28 December 2026 on, the notice for 2027 may still change days."
    thin = read_toml("[2027]\nnew-year = { off = [2027-01-01, 2027-01-01] }\n", source="thin.toml")
    found = counted("1 day", "2027-03-01T10:00", calendar=WorkingCalendar(thin.laid_over(state_council_table())))
    assert found.explanation("zh")[-1] == "日历中2027年只有1天放假，可能不完整，请核对。"
    assert (
        found.explanation("en")[-1] == "The calendar names hardly any days off in 2027 (1); check that it is complete."
    )


def test_steps_kept_as_json_are_the_same_steps_again() -> None:
    months = counted("3 months", "2026-01-31T10:00", extensions=("1 day", "4 days"))
    for found in (_interrupted(), months, shortest([months, counted("2 hours", "2026-01-31T10:00")]).chosen):
        kept = json.dumps([to_record(step) for step in found.why])
        assert tuple(from_record(record) for record in json.loads(kept)) == found.why
    assert to_record(counted("1 working day", "2026-02-13T16:30").why[1]) == {
        "kind": "make-up-day-counted",
        "day": "2026-02-14",
        "name": ["春节", "Spring Festival"],
    }


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), "2026年3月2日（星期一）", "Monday 2 March 2026"),
        (date(2026, 2, 28), date(2026, 3, 1), "2026年2月28日至3月1日", "28 February – 1 March 2026"),
        (date(2026, 12, 31), date(2027, 1, 3), "2026年12月31日至2027年1月3日", "31 December 2026 – 3 January 2027"),
    ],
)
def test_runs_of_days_are_written_short(first: date, last: date, zh: str, en: str) -> None:
    assert (days_in_words(first, last, "zh"), days_in_words(first, last, "en")) == (zh, en)


def test_lengths_of_time_are_never_less_than_a_minute() -> None:
    assert span_in_words(timedelta(seconds=3), "zh") == "1分"
    assert span_in_words(timedelta(days=2, hours=3, minutes=4, seconds=59), "en") == "2 d 3 h 4 min"


@pytest.mark.parametrize("code", SENTENCES)
def test_refusal_has_the_same_facts_in_both_languages(code: str) -> None:
    names = ["source", "place", "text", "day", "year", "option", "choices", "first", "last", "since", "until"]
    error = CalendarError(code, **{name: f"<{name}>" for name in names})
    told = {language: {name for name in names if f"<{name}>" in error.sentence(language)} for language in ("zh", "en")}
    assert told["zh"] == told["en"]
    assert str(error) == error.sentence("en")


def test_bench_measures_columns_and_single_deadlines() -> None:
    assert measure(count=50, explained=5).explained > 0
