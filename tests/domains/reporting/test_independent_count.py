# SPDX-License-Identifier: Apache-2.0
"""A year made at random, counted a second time row by row in another way."""

import datetime
import random
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from django.db import connection

from tests.factories import items, periodicals, reporting
from tests.factories.network import House
from tests.factories.reporting import Ladder
from yizhan.domains.items.models import Contribution, Descent, Item
from yizhan.domains.network.states import Level, Line
from yizhan.domains.reporting.models import Adoption, Report
from yizhan.domains.reporting.operations import adoption
from yizhan.domains.reporting.queries import destinations, figures
from yizhan.domains.reporting.queries.figures import Figure
from yizhan.domains.reporting.queries.periods import Period
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict

PERIODS = [
    Period.of_year(2026),
    Period(datetime.date(2026, 4, 1), datetime.date(2026, 6, 30)),
    Period(datetime.date(2026, 5, 5), datetime.date(2026, 5, 5)),
]


def year(ladder: Ladder, chance: random.Random) -> None:
    """Items at three levels, reported, adopted and revoked on days of 2026."""
    moment = datetime.datetime(2026, 1, 1, 15, 0, tzinfo=datetime.UTC)
    places = (ladder.county, ladder.city, ladder.province)
    bodies = [
        reporting.body(place, name=name, level=level, line=line)
        for place, name, level, line in (
            (ladder.county, "省委办公厅", Level.PROVINCE, Line.PARTY),
            (ladder.province, "省委办公厅", Level.PROVINCE, Line.PARTY),
            (ladder.city, "市政府办公室", Level.CITY, Line.GOVERNMENT),
            (ladder.province, "全国政协", Level.NATION, Line.CPPCC),
        )
    ]
    of = {place.station.pk: periodicals.series(place) for place in places}
    known: list[tuple[House, Item]] = []
    for _ in range(40):
        moment += datetime.timedelta(days=chance.randrange(12), hours=chance.randrange(24))
        with clock.at(moment):
            author = chance.choice([ladder.county.member, ladder.county.officer, ladder.county.editor])
            climb(ladder, items.submitted(ladder.county, author), of, chance, known)
            adopt(places, known, bodies, chance)


def climb(
    ladder: Ladder, item: Item, of: dict[int, object], chance: random.Random, known: list[tuple[House, Item]]
) -> None:
    """Bring an item as far up as chance will have it."""
    for place in (ladder.county, ladder.city, ladder.province):
        if chance.random() < 0.25:
            return
        reporting.passed(place, item)
        known.append((place, item))
        if chance.random() < 0.5:
            periodicals.released(place, of[place.station.pk], placed=[item])  # type: ignore[arg-type]
        if place == ladder.province or chance.random() < 0.3:
            return
        item = reporting.forwarded(place, item).result


def adopt(places: tuple[House, ...], known: list[tuple[House, Item]], bodies: list, chance: random.Random) -> None:
    """Some adoptions on days since submission, a few of them by mistake."""
    for _ in range(3 if known else 0):
        place, item = chance.choice(known)
        age = (clock.today() - item.submitted_at.astimezone(clock.OFFICE_ZONE).date()).days
        day = clock.today() - datetime.timedelta(days=chance.randrange(age + 1))
        usable = [body for body in bodies if body.station_id in seen_from(place)]
        try:
            made = reporting.adopted(place, item, chance.choice(usable), adopted_on=day)
        except Conflict:
            continue
        if chance.random() < 0.2:
            adoption.revoke_adoption(place.editor, made.public_id, reason="登记错误")


def seen_from(place: House) -> set[int]:
    stations, station = {place.station.pk}, place.station
    while station.parent is not None:
        station = station.parent
        stations.add(station.pk)
    return stations


def first_adoptions(station: int) -> dict[tuple[int, str, int, str], datetime.date]:
    """Item, body, level and line to the first day, by walking the chain of origins."""
    ancestors = defaultdict(list)
    for item, ancestor in Descent.objects.values_list("item", "ancestor"):
        ancestors[item].append(ancestor)
    at = dict(Item.objects.values_list("pk", "station"))
    days: dict[tuple[int, str, int, str], list[datetime.date]] = defaultdict(list)
    for row in Adoption.objects.filter(state="recorded"):
        for item in [row.item_id, *ancestors[row.item_id]]:
            if at[item] == station:
                days[item, row.body_name, row.level, row.line].append(row.adopted_on)
    return {key: min(found) for key, found in days.items()}


def office_day(moment: datetime.datetime) -> datetime.date:
    return moment.astimezone(clock.OFFICE_ZONE).date()


def counted(station: int) -> Iterator[tuple[Figure, int, datetime.date]]:
    """Every count of a station: the figure, the item, the day."""
    for item in Item.objects.filter(station=station):
        yield Figure.COLLECTED, item.pk, office_day(item.submitted_at)
        if item.released_at:
            yield Figure.ISSUED, item.pk, office_day(item.released_at)
    for report in Report.objects.filter(station=station, text_number=1):
        yield Figure.REPORTED, report.item_id, office_day(report.at)
    for (item, *_), day in first_adoptions(station).items():
        yield Figure.ADOPTIONS, item, day
        yield Figure.ADOPTED, item, day


def tally(counts: list[tuple[Figure, object]]) -> dict[object, dict[str, int]]:
    """Counts by key, with an item adopted twice counted once as adopted."""
    found: dict[object, Counter[str]] = defaultdict(Counter)
    for figure, key in counts:
        found[key][figure] += 1
    return {key: {figure: number for figure, number in one.items() if number} for key, one in found.items()}


def plain(funnel: figures.Funnel) -> dict[str, int]:
    return {figure: number for figure in Figure if (number := getattr(funnel, figure))}


def once(rows: list[tuple[Figure, int, object]]) -> list[tuple[Figure, int, object]]:
    """An item is adopted once for a key, however many bodies did."""
    adopted = list(dict.fromkeys(row for row in rows if row[0] == Figure.ADOPTED))
    return [row for row in rows if row[0] != Figure.ADOPTED] + adopted


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_equals_an_independent_count(db: None, seed: int) -> None:
    ladder = Ladder.build()
    year(ladder, random.Random(seed))
    assert Adoption.objects.filter(state="recorded").count() > 30
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a year that is written in one go is news to the planner; a store counts by itself
    for place in (ladder.county, ladder.city, ladder.province):
        for period in PERIODS:
            compare(place.station.pk, period)


def compare(station: int, period: Period) -> None:
    rows = [(figure, item, day) for figure, item, day in counted(station) if period.first <= day <= period.last]
    units = dict(Item.objects.values_list("pk", "organization__name"))
    people = defaultdict(list)
    for item, name in Contribution.objects.values_list("item", "person__name"):
        people[item].append(name)

    in_all = tally([(figure, "") for figure, _, _ in once([(figure, item, "") for figure, item, _ in rows])])
    assert plain(figures.funnel(station, period)) == in_all.get("", {})

    by_unit = tally([(f, key) for f, _, key in once([(f, item, units[item] or "") for f, item, _ in rows])])
    shares = figures.by_organization(station, period)
    assert {one.name: plain(one.funnel) for one in shares if plain(one.funnel)} == by_unit

    by_person = tally(
        [(f, key) for f, _, key in once([(f, item, name) for f, item, _ in rows for name in people[item]])]
    )
    assert {one.name: plain(one.funnel) for one in figures.by_person(station, period)} == by_person

    by_month = tally([(f, key) for f, _, key in once([(f, item, f"{day:%Y-%m}") for f, item, day in rows])])
    months = figures.by_month(station, period)
    assert {one.name: plain(one.funnel) for one in months if plain(one.funnel)} == by_month

    for figure in Figure:
        behind = figures.items_behind(station, period, figure).values_list("pk", flat=True)
        assert list(behind) == sorted({item for f, item, _ in rows if f == figure}, reverse=True)

    firsts = [key for key, day in first_adoptions(station).items() if period.first <= day <= period.last]
    by_body = Counter((name, level, line) for _, name, level, line in firsts)
    assert {
        (one.name, one.level, one.line): one.items for one in destinations.counts_by_body(station, period)
    } == by_body
    by_level = {
        key: (len({item for item, _, *place in firsts if tuple(place) == key}), number)
        for key, number in Counter((level, line) for _, _, level, line in firsts).items()
    }
    levels = destinations.counts_by_level(station, period)
    assert {(one.level, one.line): (one.items, one.adoptions) for one in levels} == by_level
    assert {one.name: one.items for one in destinations.counts_by_destination(station, period)} == reached(
        station, period
    )


def reached(station: int, period: Period) -> Counter[str]:
    """Stations that items of this one reached, by walking from report to report."""
    next_up = defaultdict(list)
    for report in Report.objects.select_related("target"):
        next_up[report.item_id].append(report)
    found: Counter[str] = Counter()
    for item in Item.objects.filter(station=station).values_list("pk", flat=True):
        waiting = list(next_up[item])
        while waiting:
            report = waiting.pop()
            found[report.target.name] += period.first <= office_day(report.at) <= period.last
            waiting += next_up[report.result_id]
    return +found
