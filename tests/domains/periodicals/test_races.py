# SPDX-License-Identifier: Apache-2.0
"""Two at the same moment: numbers without gap or repetition, an item in one open issue."""

import functools

import pytest

from tests.domains.periodicals.racing import at_once
from tests.factories import items, periodicals
from tests.factories.network import House
from yizhan.domains.periodicals.models import Entry, Issue
from yizhan.domains.periodicals.operations import composing, release
from yizhan.kernel.errors import Conflict, Refusal

ROUNDS = 5

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_releases_of_a_series_at_once_take_consecutive_numbers() -> None:
    house = House.build()
    of = periodicals.series(house)
    for done in range(ROUNDS):
        pair = [periodicals.composed(house, of) for _ in range(2)]

        outcomes = at_once(*(functools.partial(release.release, house.signer, one.public_id) for one in pair))

        assert sorted((one.number, one.total_number) for one in outcomes) == [
            (2 * done + 1, 2 * done + 1),
            (2 * done + 2, 2 * done + 2),
        ]


def test_two_releases_of_one_issue_at_once_release_it_once() -> None:
    house = House.build()
    of = periodicals.series(house)
    for done in range(ROUNDS):
        issue = periodicals.composed(house, of)

        outcomes = at_once(*[functools.partial(release.release, house.signer, issue.public_id)] * 2)

        assert [type(one) for one in outcomes if isinstance(one, Conflict)] == [Conflict]
        assert Issue.objects.get(pk=issue.pk).number == done + 1


def test_an_item_placed_in_two_issues_at_once_stands_in_one() -> None:
    house = House.build()
    of = periodicals.series(house)
    pair = [periodicals.empty(house, of) for _ in range(2)]
    for _ in range(ROUNDS):
        item = items.signed(house)

        outcomes = at_once(
            *(functools.partial(composing.place, house.editor, one.public_id, item=item.public_id) for one in pair)
        )

        (refused,) = [one for one in outcomes if isinstance(one, Refusal)]
        assert refused.code == "periodicals.item.placed_already"
        assert Entry.objects.filter(item=item).count() == 1


def test_two_releases_that_share_items_do_not_wait_for_each_other() -> None:
    """The same items in two series, in opposite order of print: one release takes them, the other prints them again."""
    house = House.build()
    bulletin, express = periodicals.series(house), periodicals.series(house)
    for _ in range(ROUNDS):
        pair = [items.signed(house), items.signed(house)]
        both = [
            periodicals.composed(house, bulletin, placed=pair),
            periodicals.composed(house, express, placed=pair[::-1]),
        ]

        outcomes = at_once(*(functools.partial(release.release, house.signer, one.public_id) for one in both))

        assert all(isinstance(one, Issue) for one in outcomes), outcomes
