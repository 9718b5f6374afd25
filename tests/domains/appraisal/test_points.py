# SPDX-License-Identifier: Apache-2.0
"""From what is recorded to points: what counts, for whom, once; and that following always equals counting anew."""

import datetime
from decimal import Decimal

import pytest

from tests.factories import appraisal, items, reporting, supervision
from tests.factories.network import House
from yizhan.domains.appraisal.models import Occasion
from yizhan.domains.appraisal.operations import freezing
from yizhan.domains.appraisal.queries import standings
from yizhan.domains.network.states import Level
from yizhan.domains.reporting.operations import adoption
from yizhan.engines.scoring.periods import Period, parse_period
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id

YEAR = parse_period("2026")
JUNE = datetime.datetime(2026, 6, 10, 9, tzinfo=clock.OFFICE_ZONE)
JULY = datetime.datetime(2026, 7, 10, 9, tzinfo=clock.OFFICE_ZONE)
OCTOBER = datetime.datetime(2026, 10, 10, 9, tzinfo=clock.OFFICE_ZONE)


def points(house: House, period: Period = YEAR, code: str = "qingxi") -> dict[str, Decimal]:
    """Totals of those who have any, by name."""
    (table,) = standings.standings(house.station.pk, period, code=code, is_money=None)
    return {row.subject.name: row.total for row in table.rows if row.total}


@pytest.mark.rule("RULE-081")
def test_points_come_from_the_records_and_each_line_says_why(house: House) -> None:
    version = appraisal.in_force(house)
    with clock.at(JUNE):
        item = items.released(house, by=house.officer)
        adopted = reporting.adopted(house, item)
        supervision.recorded(house, item=item)
        appraisal.booked()
        assert points(house) == {house.township.name: Decimal(31)}
        (table,) = standings.standings(house.station.pk, YEAR)
        (subject,) = [row.subject for row in table.rows if row.total]
        lines = standings.statement(version, YEAR, subject)
    assert [(line.rule, line.clause, line.arithmetic, line.points, line.matter) for line in lines] == [
        ("adopted", "第四条", "20", Decimal(20), item.public_id),
        ("instructed", "第五条", "10", Decimal(10), item.public_id),
        ("handed-in", "第三条", "1", Decimal(1), item.public_id),
    ]
    assert Occasion.objects.get(public_id=lines[0].occasion).key == f"adoption/{adopted.public_id}/{item.public_id}"


def test_what_is_frozen_stays_and_later_corrections_appear_in_the_next_quarter(house: House) -> None:
    version = appraisal.in_force(house)
    name = house.township.name
    with clock.at(JUNE):
        item = items.released(house, by=house.officer)
        adopted = reporting.adopted(house, item)
    with clock.at(JULY):
        frozen = freezing.freeze(house.reviewer, new_id(), code="qingxi", period="2026Q2")
        assert points(house, parse_period("2026Q2")) == {name: Decimal(21)}
        reporting.adopted(house, item, reporting.body(house, level=Level.CITY), adopted_on=datetime.date(2026, 6, 30))
        items.submitted(house, by=house.officer)
        appraisal.booked()
        assert points(house, parse_period("2026Q2")) == {name: Decimal(21)}
        assert points(house, parse_period("2026Q3")) == {name: Decimal(11)}
    with clock.at(OCTOBER):
        freezing.freeze(house.reviewer, new_id(), code="qingxi", period="2026Q3")
        reporting_revoked(house, adopted.public_id)
        (row,) = [one for one in standings.table(version, parse_period("2026Q4")).rows if one.total]
        assert (row.points, row.correction, row.corrected) == (0, -20, {"2026Q2": Decimal(-20)})
        published = sum(
            (points(house, parse_period(f"2026Q{quarter}")).get(name, Decimal(0)) for quarter in (2, 3, 4)), Decimal(0)
        )
        assert published == points(house)[name] == row.cumulative == 12
    assert frozen.accounts.get(organization=house.township).points == 21


def reporting_revoked(house: House, public_id: object) -> None:
    """The adoption turns out to be none, and the books follow."""
    adoption.revoke_adoption(house.editor, public_id, reason="登记错误")
    appraisal.booked()
