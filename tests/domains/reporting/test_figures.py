# SPDX-License-Identifier: Apache-2.0
"""The figures of the speeches as scenarios, and every figure against an independent count."""

import datetime
from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import items, periodicals, reporting
from tests.factories.network import House
from tests.factories.reporting import Ladder
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, intake, review
from yizhan.domains.items.operations.intake import Arrival
from yizhan.domains.items.states import Kind
from yizhan.domains.network.states import Level, Line
from yizhan.domains.reporting.operations import adoption, forwarding
from yizhan.domains.reporting.queries import depth, destinations, figures
from yizhan.domains.reporting.queries.depth import Depths
from yizhan.domains.reporting.queries.destinations import (
    BodyCount,
    DestinationCount,
    LevelCount,
    SeriesCount,
    percent,
)
from yizhan.domains.reporting.queries.figures import Figure, Funnel
from yizhan.domains.reporting.queries.periods import Period
from yizhan.kernel import clock
from yizhan.kernel.actors import system

YEAR = Period.of_year(2026)
SPRING = datetime.datetime(2026, 3, 2, 1, 0, tzinfo=datetime.UTC)
AUTUMN = datetime.datetime(2026, 10, 8, 1, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def collect(house: House, number: int) -> None:
    """Items that came in and went no further."""
    arrivals = [
        Arrival(place=str(place), wording=items.wording(title=f"来信{place}"), external_number=str(place))
        for place in range(number)
    ]
    intake.take_in(system(), house.station.pk, source="来信.xlsx", arrivals=arrivals)


def adopt(house: House, adopted: list[Item], *, name: str, level: int, line: str) -> None:
    """One body adopts these items."""
    body = reporting.body(house, name=name, level=level, line=line)
    for item in adopted:
        reporting.adopted(house, item, body)


@pytest.mark.rule("FIX-005")
def test_adoptions_count_per_body_and_lines_apart(house: House) -> None:
    """Of 1500 items, 18 + 158 + 13 + 169 adoptions by four bodies: 358, Party line 176, government line 182."""
    bodies = {
        "省委": (18, Level.PROVINCE, Line.PARTY),
        "省政府": (13, Level.PROVINCE, Line.GOVERNMENT),
        "市委": (158, Level.CITY, Line.PARTY),
        "市政府": (169, Level.CITY, Line.GOVERNMENT),
    }
    with clock.at(SPRING):
        collect(house, 1331)
        adopted = [items.signed(house) for _ in range(169)]
        for name, (number, level, line) in bodies.items():
            adopt(house, adopted[:number], name=name, level=level, line=line)

    counted = figures.funnel(house.station.pk, YEAR)
    assert counted == Funnel(collected=1500, issued=0, reported=0, adopted=169, adoptions=358)
    by_body = destinations.counts_by_body(house.station.pk, YEAR)
    assert {one.name: one.items for one in by_body} == {name: number for name, (number, _, _) in bodies.items()}
    by_line = {
        line: sum(one.adoptions for one in destinations.counts_by_level(house.station.pk, YEAR) if one.line == line)
        for line in (Line.PARTY, Line.GOVERNMENT)
    }
    assert by_line == {Line.PARTY: 176, Line.GOVERNMENT: 182}
    assert percent(counted.adoptions, counted.collected) == 23.9


@pytest.mark.rule("FIX-012")
def test_the_funnel_of_a_year_from_city_to_nation(db: None) -> None:
    """1187 collected, 180 reported to the province, 35 adopted there, 7 of these by the nation."""
    city = Ladder.build().city
    with clock.at(SPRING):
        collect(city, 1007)
        reported = [items.signed(city) for _ in range(180)]
        for item in reported:
            reporting.forwarded(city, item)
        adopt(city, reported[:35], name="省政协", level=Level.PROVINCE, line=Line.CPPCC)
        adopt(city, reported[:7], name="全国政协", level=Level.NATION, line=Line.CPPCC)

    counted = figures.funnel(city.station.pk, YEAR)
    assert counted == Funnel(collected=1187, issued=0, reported=180, adopted=35, adoptions=42)
    assert destinations.counts_by_level(city.station.pk, YEAR) == [
        LevelCount(Level.NATION, Line.CPPCC, items=7, adoptions=7),
        LevelCount(Level.PROVINCE, Line.CPPCC, items=35, adoptions=35),
    ]
    assert [percent(180, 1187), percent(35, 180), percent(7, 35)] == [15.2, 19.4, 20.0]


@pytest.mark.rule("FIX-016")
def test_issues_and_items_are_different_figures(house: House) -> None:
    """210 collected, 42 issues of 《社情民意》, 10 adopted by the province. One issue holds several items here."""
    with clock.at(SPRING):
        collect(house, 210 - 47)
        of = periodicals.series(house, name="社情民意")
        written = iter([items.signed(house) for _ in range(47)])
        issues = [periodicals.released(house, of, placed=list(islice(written, 1 + place // 37))) for place in range(42)]
        adopted = [issue.entries.first().item for issue in issues[:10]]
        adopt(house, adopted, name="省政协", level=Level.PROVINCE, line=Line.CPPCC)

    assert figures.funnel(house.station.pk, YEAR) == Funnel(
        collected=210, issued=47, reported=0, adopted=10, adoptions=10
    )
    assert destinations.counts_by_series(house.station.pk, YEAR) == [
        SeriesCount("社情民意", "bulletin", issues=42, items=47)
    ]
    assert [percent(42, 210), percent(10, 42)] == [20.0, 23.8]


@pytest.mark.rule("FIX-028")
def test_an_item_adopted_by_two_levels_is_one_item_and_two_adoptions(house: House) -> None:
    item = items.released(house, title="建立专职巡山护林员制度")
    day = Period(clock.today(), clock.today())
    adopt(house, [item], name="省委办", level=Level.PROVINCE, line=Line.PARTY)
    adopt(house, [item], name="市委办", level=Level.CITY, line=Line.PARTY)

    counted = figures.funnel(house.station.pk, day)

    assert (counted.adopted, counted.adoptions) == (1, 2)
    assert destinations.counts_by_body(house.station.pk, day) == [
        BodyCount("省委办", Level.PROVINCE, Line.PARTY, 1),
        BodyCount("市委办", Level.CITY, Line.PARTY, 1),
    ]
    assert list(figures.items_behind(house.station.pk, day, Figure.ADOPTIONS)) == [item]


@pytest.mark.rule("FIX-013")
def test_two_series_of_special_reports_are_counted_apart(house: House) -> None:
    with clock.at(SPRING):
        for name, number in (("社情民意专报", 30), ("建言", 4)):
            of = periodicals.series(house, kind="special_report", name=name)
            for _ in range(number):
                periodicals.released(house, of)

    assert destinations.counts_by_series(house.station.pk, YEAR) == [
        SeriesCount("建言", "special_report", issues=4, items=4),
        SeriesCount("社情民意专报", "special_report", issues=30, items=30),
    ]


@pytest.mark.rule("FIX-017")
def test_destinations_are_counted_apart(db: None) -> None:
    """Edited 35, reported to the province 17, delivered to the city's leaders 6."""
    city = Ladder.build().city
    with clock.at(SPRING):
        edited = [items.signed(city) for _ in range(35)]
        for item in edited[:17]:
            reporting.forwarded(city, item)
        report = periodicals.series(city, kind="special_report", name="专报")
        for item in edited[:6]:
            periodicals.released(city, report, placed=[item])

    assert destinations.counts_by_destination(city.station.pk, YEAR) == [
        DestinationCount(city.above.name, Level.PROVINCE, 17)
    ]
    assert destinations.counts_by_series(city.station.pk, YEAR) == [SeriesCount("专报", "special_report", 6, 6)]
    assert [percent(17, 35), percent(6, 35)] == [48.6, 17.1]


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(358, 1500, 23.9), (124, 800, 15.5), (27, 87, 31.0), (83, 200, 41.5), (0, 5, 0.0), (3, 0, None)],
)
def test_shares_are_rounded_as_circulars_print_them(part: int, whole: int, share: float | None) -> None:
    assert percent(part, whole) == share


def test_a_body_counts_once_per_item_on_the_day_it_first_adopted(house: House) -> None:
    with clock.at(SPRING):
        item, body = items.released(house), reporting.body(house)
    with clock.at(AUTUMN):
        reporting.adopted(house, item, body, publication="专报", adopted_on=datetime.date(2026, 9, 1))
        first = reporting.adopted(house, item, body, adopted_on=datetime.date(2026, 5, 6))
    may, september = (Period(datetime.date(2026, month, 1), datetime.date(2026, month, 30)) for month in (5, 9))

    assert figures.funnel(house.station.pk, YEAR).adoptions == 1
    assert [figures.funnel(house.station.pk, one).adoptions for one in (may, september)] == [1, 0]

    adoption.revoke_adoption(house.editor, first.public_id, reason="登记错误")
    assert [figures.funnel(house.station.pk, one).adoptions for one in (may, september)] == [0, 1]


def test_an_adoption_recorded_at_two_stations_counts_once_for_the_origin(db: None) -> None:
    """The county hears of it by telephone, the province enters it: the same body under the same name."""
    ladder = Ladder.build()
    with clock.at(SPRING):
        item = items.signed(ladder.county)
        at_province = reporting.passed_on(ladder, item)
        body = reporting.body(ladder.province, name="省委办公厅")
        reporting.adopted(ladder.province, at_province, body)
        reporting.adopted(ladder.county, item, body)

    for place in (ladder.county, ladder.city, ladder.province):
        assert figures.funnel(place.station.pk, YEAR).adoptions == 1
        assert destinations.counts_by_body(place.station.pk, YEAR) == [
            BodyCount("省委办公厅", Level.PROVINCE, Line.PARTY, 1)
        ]
    assert list(figures.items_behind(ladder.county.station.pk, YEAR, Figure.ADOPTED)) == [item]


def test_the_same_body_on_two_lists_is_one_body(house: House) -> None:
    """Two stations entered it before one could see the other's list; name and level say that it is the same."""
    own = reporting.body(house, name="省委办公厅")
    city = house.city
    above = reporting.body(city, name="省委办公厅")
    item = items.signed(house)
    reporting.adopted(house, item, own)
    reporting.adopted(city, reporting.passed(city, reporting.forwarded(house, item).result), above)
    today = Period(clock.today(), clock.today())

    assert figures.funnel(house.station.pk, today).adoptions == 1
    assert figures.funnel(city.station.pk, today).adoptions == 1


def test_one_item_made_of_two_counts_for_both(house: House) -> None:
    """Two wordings of one item went up; the body adopted both, yet the origin is one item."""
    item = items.signed(house)
    first = reporting.forwarded(house, item).result
    review.withdraw_signature(house.signer, item.public_id, reason="又有新情况")
    editing.edit(house.editor, item.public_id, wording=items.wording(title="改后的标题"))
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    second = reporting.forwarded(house, review.sign_off(house.signer, item.public_id)).result
    city = house.city
    body = reporting.body(city)
    for copy in (first, second):
        reporting.adopted(city, reporting.passed(city, copy), body)
    today = Period(clock.today(), clock.today())

    assert figures.funnel(house.station.pk, today) == Funnel(1, 0, 1, 1, 1)
    assert figures.funnel(city.station.pk, today) == Funnel(2, 0, 0, 2, 2)
    assert destinations.counts_by_destination(house.station.pk, today) == [
        DestinationCount(house.above.name, Level.CITY, 1)
    ]


def test_a_destination_counts_what_was_passed_on(db: None) -> None:
    """The county reports to the city only, but F10 asks what reached the province as well."""
    ladder = Ladder.build()
    with clock.at(SPRING):
        passed_on, stayed = items.signed(ladder.county), items.signed(ladder.county)
        reporting.passed_on(ladder, passed_on)
        reporting.forwarded(ladder.county, stayed)

    county = ladder.county.station.pk
    assert destinations.counts_by_destination(county, YEAR) == [
        DestinationCount(ladder.province.station.name, Level.PROVINCE, 1),
        DestinationCount(ladder.city.station.name, Level.CITY, 2),
    ]
    reached = destinations.items_that_reached(county, YEAR, target_id=ladder.province.station.pk)
    assert list(reached) == [passed_on]
    reached = destinations.items_that_reached(county, YEAR, target_id=ladder.city.station.pk)
    assert list(reached) == [stayed, passed_on]
    assert figures.funnel(county, YEAR).reported == 2


def test_an_item_that_came_by_transfer_reaches_nothing_by_that(house: House) -> None:
    items.transferred(house)
    today = Period(clock.today(), clock.today())

    assert destinations.counts_by_destination(house.station.pk, today) == []
    assert figures.funnel(house.neighbour.station.pk, today) == Funnel(collected=1)


def test_the_items_behind_a_body_are_those_it_adopted(house: House) -> None:
    first, second = items.released(house), items.released(house)
    body, other = reporting.body(house), reporting.body(house)
    reporting.adopted(house, first, body)
    reporting.adopted(house, second, other)
    today = Period(clock.today(), clock.today())

    behind = destinations.items_adopted_by(house.station.pk, today, name=body.name, level=body.level)

    assert list(behind) == [first]


def test_the_items_behind_a_level_are_those_of_its_line(house: House) -> None:
    first, second = items.released(house), items.released(house)
    reporting.adopted(house, first, reporting.body(house, level=Level.CITY, line=Line.PARTY))
    reporting.adopted(house, first, reporting.body(house, level=Level.CITY, line=Line.PARTY))
    reporting.adopted(house, second, reporting.body(house, level=Level.CITY, line=Line.GOVERNMENT))
    today = Period(clock.today(), clock.today())

    behind = destinations.items_adopted_at(house.station.pk, today, level=Level.CITY, line=Line.PARTY)

    assert list(behind) == [first]


def test_months_follow_the_office_s_clock(house: House) -> None:
    """Half past midnight of the first of March in the office is still February elsewhere."""
    with clock.at(datetime.datetime(2026, 2, 28, 16, 30, tzinfo=datetime.UTC)):
        item = items.released(house)
        forwarding.forward(house.editor, item.public_id)
    with clock.at(AUTUMN):
        reporting.adopted(house, item, adopted_on=datetime.date(2026, 3, 31))
    quarter = Period(datetime.date(2026, 1, 15), datetime.date(2026, 3, 31))

    months = figures.by_month(house.station.pk, quarter)

    assert [(one.name, one.funnel) for one in months] == [
        ("2026-01", Funnel()),
        ("2026-02", Funnel()),
        ("2026-03", Funnel(1, 1, 1, 1, 1)),
    ]
    assert figures.funnel(house.station.pk, Period(quarter.first, datetime.date(2026, 2, 28))) == Funnel()


def test_units_without_anything_are_listed(house: House) -> None:
    items.released(house, by=house.officer)
    today = Period(clock.today(), clock.today())

    shares = figures.by_organization(house.station.pk, today)

    assert {one.name: one.funnel for one in shares} == {
        house.office.name: Funnel(),
        house.department.name: Funnel(),
        house.other_department.name: Funnel(),
        house.township.name: Funnel(collected=1, issued=1),
    }


def test_what_came_from_below_belongs_to_no_unit(house: House) -> None:
    reporting.forwarded(house)
    today = Period(clock.today(), clock.today())

    assert figures.by_organization(house.above.pk, today)[-1].name == ""
    assert figures.by_organization(house.above.pk, today)[-1].funnel == Funnel(collected=1)


def test_every_contributor_is_counted_with_the_item(house: House) -> None:
    item = items.registered(house)
    editing.set_shares(
        house.editor, item.public_id, contributors=items.halves(house.member, house.officer), reason="共同调研"
    )
    today = Period(clock.today(), clock.today())

    people = figures.by_person(house.station.pk, today)

    assert [one.funnel for one in people] == [Funnel(collected=1)] * 2


FIGURES = {
    "funnel": (figures.funnel, 5),
    "by_organization": (figures.by_organization, 12),
    "by_person": (figures.by_person, 7),
    "by_month": (figures.by_month, 5),
    "counts_by_body": (destinations.counts_by_body, 1),
    "counts_by_level": (destinations.counts_by_level, 1),
    "counts_by_destination": (destinations.counts_by_destination, 1),
    "counts_by_series": (destinations.counts_by_series, 1),
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_take_as_many_queries_for_three_rows_as_for_one(house: House, name: str) -> None:
    count, expected = FIGURES[name]
    today = Period(clock.today(), clock.today())
    for rows in (1, 2):
        for _ in range(rows):
            item = items.signed(house)
            reporting.forwarded(house, item)
            reporting.adopted(house, item)
            periodicals.released(house, placed=[item])
        with CaptureQueriesContext(connection) as captured:
            count(house.station.pk, today)
        assert len(captured) == expected


def test_a_period_ends_on_or_after_its_first_day() -> None:
    with pytest.raises(ValueError, match="ends on or after"):
        Period(datetime.date(2026, 3, 2), datetime.date(2026, 3, 1))
    assert Period(datetime.date(2026, 11, 30), datetime.date(2027, 1, 1)).months() == [
        Period(datetime.date(2026, 11, 30), datetime.date(2026, 11, 30)),
        Period(datetime.date(2026, 12, 1), datetime.date(2026, 12, 31)),
        Period(datetime.date(2027, 1, 1), datetime.date(2027, 1, 1)),
    ]


@pytest.mark.rule("RULE-029")
def test_what_states_one_fact_is_counted_apart_from_what_looks_deeper(house: House) -> None:
    with clock.at(SPRING):
        assert depth.depths(house.station.pk, YEAR) == Depths(0, 0)
        plain = items.registered(house, kind=Kind.DYNAMICS, analysis="")
        items.registered(house, kind=Kind.DYNAMICS, analysis="原因在于管护责任没有约定。")
        items.registered(house, analysis="")
        assert depth.depths(house.station.pk, YEAR) == Depths(1, 2)
        assert list(depth.items_of(house.station.pk, YEAR, is_single_fact=True)) == [plain]
        assert depth.items_of(house.station.pk, YEAR, is_single_fact=False).count() == 2
        deeper = items.wording(analysis="现在写明了原因。")
        editing.edit(house.editor, plain.public_id, wording=deeper)
        assert depth.depths(house.station.pk, YEAR) == Depths(0, 3), "the wording in force counts"
    assert depth.depths(house.station.pk, Period.of_year(2025)) == Depths(0, 0)
