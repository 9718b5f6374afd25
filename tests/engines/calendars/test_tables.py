# SPDX-License-Identifier: Apache-2.0
"""The shipped table against three other readings of the same notices, and reading tables from files."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest

from tests.engines.calendars import walk
from tests.engines.calendars.sources import HOLIDAYS_CSV
from yizhan.engines.calendars.days import DayKind, WorkingCalendar, national_calendar
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.table_files import load_table, read_csv, read_toml, state_council_table
from yizhan.engines.calendars.tables import ListedDay, Name

#: 国办发明电〔2005〕35号 has this Saturday worked for New Year 2006; the CSV and chinesecalendar do not list it.
ONLY_IN_THE_NOTICE = {date(2005, 12, 31)}

#: Weekend days worked, by the year whose notice names them (国办发明电 for 2008 to 2026).
WORKED_BY_NOTICE = [6, 6, 8, 5, 7, 12, 5, 5, 6, 5, 6, 7, 6, 7, 7, 7, 8, 5, 6]


def _days(first: int, last: int) -> list[date]:
    origin = date(first, 1, 1)
    return [origin + timedelta(offset) for offset in range((date(last, 12, 31) - origin).days + 1)]


def test_shipped_table_agrees_with_the_public_csv_on_every_day_from_2004_to_2026() -> None:
    calendar = national_calendar()
    assert {day for day in _days(2004, 2026) if calendar.is_worked(day) != walk.is_worked(day)} == ONLY_IN_THE_NOTICE


def test_shipped_table_agrees_with_chinesecalendar_on_every_day_from_2004_to_2026() -> None:
    calendar = national_calendar()
    different = {day for day in _days(2004, 2026) if calendar.is_worked(day) != chinese_calendar.is_workday(day)}
    assert different == ONLY_IN_THE_NOTICE


def test_every_statutory_day_of_holidays_is_off_in_the_shipped_table() -> None:
    calendar = national_calendar()
    statutory = holidays.country_holidays("CN", years=range(2004, 2027), observed=False)
    assert {day for day in statutory if calendar.is_worked(day)} == set()


def test_shipped_table_works_as_many_weekend_days_as_the_notices_name() -> None:
    worked = Counter(
        day.year + (day.month == 12) for day, listed in state_council_table().days.items() if listed.worked
    )
    assert [worked[year] for year in range(2008, 2027)] == WORKED_BY_NOTICE
    assert all(day.weekday() >= 5 for day, listed in state_council_table().days.items() if listed.worked)


def test_shipped_table_covers_2004_to_2026_and_names_the_notices_from_2006_on() -> None:
    table = state_council_table()
    assert table.years == frozenset(range(2004, 2027))
    assert sorted(table.notices) == list(range(2006, 2027))
    assert table.notices[2026] == "国办发明电〔2025〕7号"
    assert table.thin_years() == {}


def test_no_more_than_six_days_in_a_row_are_worked_since_the_measures_of_2024() -> None:
    """CAL-01: 办法 of 10 November 2024."""
    calendar = national_calendar()
    worked = "".join("x" if calendar.is_worked(day) else " " for day in _days(2025, 2026))
    assert max(map(len, worked.split())) == 6


def test_days_of_a_festival_carry_its_name_in_both_languages() -> None:
    calendar = national_calendar()
    assert calendar.name(date(2026, 2, 14)) == Name("春节", "Spring Festival")
    assert calendar.kind(date(2026, 2, 14)) is DayKind.MAKE_UP
    assert calendar.kind(date(2026, 2, 23)) is DayKind.HOLIDAY
    assert calendar.name(date(2025, 10, 6)) == Name("国庆节、中秋节", "National Day and Mid-autumn Festival")


def test_csv_gives_its_english_names_their_chinese_ones_back() -> None:
    table = load_table(HOLIDAYS_CSV)
    assert len(table.days) == 771
    assert table.years == frozenset(range(2004, 2027))
    assert table.days[date(2026, 2, 28)] == ListedDay(worked=True, name=Name("春节", "Spring Festival"))


def test_csv_of_next_year_leaves_this_year_alone_although_new_year_reaches_into_it() -> None:
    next_year = read_csv(
        "date,kind,name\n2026-12-31,holiday,元旦\n2027-01-01,holiday,元旦\n2027-01-03,makeup_workday,元旦\n",
        source="2027.csv",
    )
    assert next_year.years == frozenset({2027})
    both = next_year.laid_over(state_council_table())
    calendar = WorkingCalendar(both)
    assert both.years == frozenset(range(2004, 2028))
    assert calendar.kind(date(2026, 12, 31)) is DayKind.HOLIDAY
    assert calendar.kind(date(2026, 2, 16)) is DayKind.HOLIDAY
    assert calendar.is_worked(date(2027, 1, 3))
    assert both.thin_years() == {2027: 1}


def test_year_of_a_file_replaces_the_shipped_year_and_its_notice() -> None:
    file = read_toml("[2026]\nnew-year = { off = [2026-01-01, 2026-01-01] }\n", source="own.toml")
    both = file.laid_over(state_council_table())
    assert WorkingCalendar(both).is_worked(date(2026, 2, 16))
    assert not WorkingCalendar(both).is_worked(date(2025, 1, 29))
    assert 2026 not in both.notices


def test_own_days_of_an_institution_are_laid_over_the_national_ones() -> None:
    text = '[own]\n"Founding day" = { off = [2026-05-04, 2026-05-06], worked = [2026-05-10] }\n'
    both = read_toml(text, source="own.toml").laid_over(state_council_table())
    calendar = WorkingCalendar(both)
    assert both.years == state_council_table().years
    assert [calendar.kind(date(2026, 5, day)) for day in (5, 6, 7, 9, 10)] == [
        DayKind.HOLIDAY,
        DayKind.HOLIDAY,
        DayKind.ORDINARY,
        DayKind.MAKE_UP,
        DayKind.MAKE_UP,
    ]
    assert calendar.name(date(2026, 5, 6)) == Name("Founding day", "Founding day")


def test_days_can_be_laid_over_in_code_and_weekly_rest_may_differ() -> None:
    own = {date(2026, 3, 2): ListedDay(worked=False, name=Name("三月三", "Third of March"))}
    calendar = WorkingCalendar(state_council_table().with_days(own), rest_days=frozenset({6}))
    assert calendar.kind(date(2026, 3, 2)) is DayKind.HOLIDAY
    assert calendar.is_worked(date(2026, 3, 7))
    assert not calendar.is_worked(date(2026, 3, 8))


def test_csv_from_a_spreadsheet_in_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "2027.csv"
    path.write_bytes("Date , Kind,name\r\n2027-02-05,放假,春节\r\n\r\n2027-02-14,补班,春节\r\n".encode("gb18030"))
    assert load_table(path).days == {
        date(2027, 2, 5): ListedDay(worked=False, name=Name("春节", "Spring Festival")),
        date(2027, 2, 14): ListedDay(worked=True, name=Name("春节", "Spring Festival")),
    }


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("", "calendar.unreadable", "f.csv cannot be read"),
        ("day,what\n", "calendar.unreadable", "f.csv cannot be read"),
        ('date,kind,name\n"2027-01-01,holiday', "calendar.unreadable", "f.csv:2 cannot be read"),
        ("date,kind\n2027-02-30,holiday\n", "calendar.date", "f.csv:2: “2027-02-30” is no date"),
        ("date,kind\n\n2027-02-03,party\n", "calendar.kind", "f.csv:3: “party” is no kind"),
        ("date,kind\n2027-02-03\n", "calendar.kind", "f.csv:2: “” is no kind"),
        ("date,kind\n1027-02-03,holiday\n", "moment.outside_range", "1027-02-03 lies outside"),
        ("date,kind\n2027-02-03,holiday\n2027-02-03,workday\n", "calendar.conflict", "f.csv: 2027-02-03 is listed"),
    ],
)
def test_wrong_csv_is_refused_with_its_place(text: str, code: str, sentence: str) -> None:
    with pytest.raises(CalendarError) as refused:
        read_csv(text, source="f.csv")
    assert refused.value.code == code
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("[2027", "calendar.unreadable", "f.toml cannot be read"),
        ("title = 3", "calendar.layout", "f.toml title: 3 does not"),
        ("[names]\na = [1, 2]", "calendar.layout", "f.toml [names] a: [1, 2] does not"),
        ("names = 1", "calendar.layout", "f.toml [names]: 1 does not"),
        ("[next]\n", "calendar.layout", "f.toml: [next] does not"),
        ("2027 = 1", "calendar.layout", "f.toml [2027]: 1 does not"),
        ("[2027]\na = 1", "calendar.layout", "f.toml [2027] a: 1 does not"),
        ("[2027]\na = { of = [] }", "calendar.layout", "f.toml [2027] a: {'of'"),
        ("[2027]\na = { off = [2027-01-02, 2027-01-01] }", "calendar.layout", "f.toml [2027] a: off = "),
        ("[2027]\na = { off = [2027-01-01T00:00:00, 2027-01-02] }", "calendar.layout", "f.toml [2027] a: off = "),
        ("[2027]\na = { off = [2027-01-01, 2028-01-01] }", "calendar.layout", "f.toml [2027] a: off = "),
        ('[2027]\na = { worked = ["2027-01-01"] }', "calendar.date", "f.toml [2027] a: “2027-01-01” is no date"),
        (
            "[2027]\na = { off = [2027-01-01, 2027-01-01] }\nb = { worked = [2027-01-01] }",
            "calendar.conflict",
            "f.toml: 2027-01-01 is listed",
        ),
    ],
)
def test_wrong_toml_is_refused_with_its_place(text: str, code: str, sentence: str) -> None:
    with pytest.raises(CalendarError) as refused:
        read_toml(text, source="f.toml")
    assert refused.value.code == code
    assert str(refused.value).startswith(sentence)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarError) as refused:
        load_table(tmp_path / "none.csv")
    assert refused.value.code == "calendar.unreadable"
    assert "No such file" in str(refused.value)
