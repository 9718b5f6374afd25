# SPDX-License-Identifier: Apache-2.0
"""Two at the same moment: a wording goes up once, an adoption is recorded once."""

import functools

import pytest

from tests.domains.periodicals.racing import at_once
from tests.factories import items, reporting
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.reporting.models import Adoption, Credit, Report
from yizhan.domains.reporting.operations import adoption, forwarding
from yizhan.kernel.errors import Refusal

ROUNDS = 5

pytestmark = pytest.mark.django_db(transaction=True)


def refusals(outcomes: list[object]) -> list[str]:
    return [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)]


def test_two_reports_of_an_item_at_once_are_one() -> None:
    house = House.build()
    for _ in range(ROUNDS):
        item = items.signed(house)

        outcomes = at_once(*[functools.partial(forwarding.forward, house.editor, item.public_id)] * 2)

        assert refusals(outcomes) == ["reporting.report.repeated"]
        assert Report.objects.filter(item=item).count() == 1
        assert Item.objects.filter(origin=item).count() == 1


def test_two_records_of_an_adoption_at_once_are_one() -> None:
    house = House.build()
    given = reporting.particulars(reporting.body(house))
    for _ in range(ROUNDS):
        item = items.released(house)

        record = functools.partial(adoption.record_adoption, house.editor, item.public_id, particulars=given)
        outcomes = at_once(record, record)

        assert refusals(outcomes) == ["reporting.adoption.repeated"]
        assert Adoption.objects.filter(item=item).count() == 1
        assert Credit.objects.filter(item=item).count() == 1
