# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.engines.calendars.errors import CalendarError


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("5 working days", 5, Unit.WORKING_DAYS),
        ("1 business day", 1, Unit.WORKING_DAYS),
        ("7 Workdays", 7, Unit.WORKING_DAYS),
        ("3个工作日", 3, Unit.WORKING_DAYS),
        ("三十个工作日内", 30, Unit.WORKING_DAYS),
        ("15分钟", 15, Unit.MINUTES),
        ("90 min", 90, Unit.MINUTES),
        ("2 hours", 2, Unit.HOURS),
        ("2小时内", 2, Unit.HOURS),
        ("两个小时以内", 2, Unit.HOURS),
        ("24小时", 24, Unit.HOURS),
        ("２４小时", 24, Unit.HOURS),
        ("48h", 48, Unit.HOURS),
        ("半小时", 30, Unit.MINUTES),
        ("half an hour", 30, Unit.MINUTES),
        ("一个半小时", 90, Unit.MINUTES),
        ("1.5 hours", 90, Unit.MINUTES),
        ("1小时30分", 90, Unit.MINUTES),
        ("1 hour and 30 minutes", 90, Unit.MINUTES),
        ("30日", 30, Unit.DAYS),
        ("不超过60天", 60, Unit.DAYS),
        ("within 15 natural days", 15, Unit.DAYS),
        ("一百八十日", 180, Unit.DAYS),
        ("三〇日", 30, Unit.DAYS),
        ("one week", 7, Unit.DAYS),
        ("2周", 14, Unit.DAYS),
        ("1 month", 1, Unit.MONTHS),
        ("3个月", 3, Unit.MONTHS),
        ("一个季度", 3, Unit.MONTHS),
        ("半年", 6, Unit.MONTHS),
        ("1年6个月", 18, Unit.MONTHS),
        ("two years", 2, Unit.YEARS),
        ("1年", 1, Unit.YEARS),
    ],
)
def test_duration_is_read_from_english_and_chinese(text: str, amount: int, unit: Unit) -> None:
    assert Duration.parse(text) == Duration(amount, unit)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("amount", [1, 2, 30])
def test_duration_is_read_back_from_its_own_words(amount: int, unit: Unit) -> None:
    duration = Duration(amount, unit)
    assert Duration.parse(duration.in_words("zh")) == duration
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "duration.empty"),
        ("  within ", "duration.empty"),
        ("days", "duration.number"),
        ("5 days days", "duration.number"),
        ("5", "duration.unit"),
        ("5 fortnights", "duration.unit"),
        ("5 daysx", "duration.unit"),
        ("9" * 5_000 + " days", "duration.unit"),
        ("0 days", "duration.positive"),
        ("-3 days", "duration.positive"),
        ("负三日", "duration.positive"),
        ("1 day 2 hours", "duration.mixed"),
        ("1 week 2 working days", "duration.mixed"),
        ("half a day", "duration.whole"),
        ("半个月", "duration.whole"),
        ("2.5 working days", "duration.whole"),
        ("101 years", "duration.too_long"),
        ("999999999999 minutes", "duration.too_long"),
    ],
)
def test_text_that_is_no_duration_is_refused(text: str, code: str) -> None:
    with pytest.raises(CalendarError) as refused:
        Duration.parse(text)
    assert refused.value.code == code
