# SPDX-License-Identifier: Apache-2.0
"""What is counted of a synthesis: each body once for the station, each contributor by share, each fact once."""

import pytest

from tests.factories import items, reporting
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, review, splitting, synthesis
from yizhan.domains.items.operations.splitting import Matter
from yizhan.domains.items.operations.writing import WHOLE
from yizhan.domains.items.states import VerificationResult
from yizhan.domains.reporting.queries import destinations, figures
from yizhan.domains.reporting.queries.figures import Figure, Funnel
from yizhan.domains.reporting.queries.periods import Period
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id


def signed(house: House, item: Item) -> Item:
    """Bring a registered item through review."""
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    editing.verify(house.editor, item.public_id, result=VerificationResult.CONFIRMED, note="已核实")
    return review.sign_off(house.signer, item.public_id)


def this_year() -> Period:
    return Period.of_year(clock.today().year)


@pytest.mark.rule("FIX-005")
def test_a_body_counts_once_for_a_synthesis_and_its_contributors_by_share(house: House) -> None:
    parts = [items.registered(house), items.registered(house, by=house.officer), items.registered(house)]
    whole = signed(house, items.synthesis(house, parts, shares=[5000, 3000, 2000]))
    first, second = (reporting.body(house, name=name) for name in ("省委", "省政府"))
    for body in (first, second):
        reporting.adopted(house, whole, body)

    assert figures.funnel(house.station.pk, this_year()) == Funnel(collected=2, adopted=1, adoptions=2)
    assert [one.items for one in destinations.counts_by_body(house.station.pk, this_year())] == [1, 1]
    people = {one.public_id: one for one in figures.by_person(house.station.pk, this_year())}
    assert sorted((one.funnel.adopted, one.funnel.adoptions, one.credit) for one in people.values()) == [
        (1, 2, 6000),
        (1, 2, 14000),
    ]
    assert sum(one.credit for one in people.values()) == 2 * WHOLE
    units = {one.name: one.funnel for one in figures.by_organization(house.station.pk, this_year())}
    assert units[house.township.name] == Funnel(collected=1, adopted=1, adoptions=2)
    assert units[house.office.name] == Funnel(collected=1, adopted=1, adoptions=2)
    assert "" not in units
    [counted] = figures.items_behind(house.station.pk, this_year(), Figure.ADOPTED)
    assert counted == whole


def test_an_adoption_above_counts_once_below(house: House) -> None:
    whole = signed(house, items.synthesis(house))
    arrived = reporting.forwarded(house, whole).result
    above = reporting.passed(house.city, arrived)
    reporting.adopted(house.city, above, reporting.body(house.city, name="全国政协"))
    assert figures.funnel(house.station.pk, this_year()) == Funnel(collected=2, reported=1, adopted=1, adoptions=1)
    assert figures.credits_by_person(house.station.pk, this_year()) == {
        house.member.person: 5000,
        house.officer.person: 5000,
    }


def test_one_fact_sent_through_two_channels_counts_once_until_it_is_set_free(house: House) -> None:
    twice = [items.submitted(house), items.registered(house)]
    other = items.registered(house, by=house.officer)
    whole = items.synthesis(house, [*twice, other])
    assert figures.funnel(house.station.pk, this_year()).collected == 2
    shared = {one.person_id: one.share for one in whole.contributions.all()}
    assert shared == {house.member.person: 5000, house.officer.person: 5000}
    synthesis.undo(house.editor, whole.public_id)
    assert figures.funnel(house.station.pk, this_year()).collected == 3


def test_an_item_that_was_split_was_received_once(house: House) -> None:
    item = items.registered(house)
    matters = [Matter(public_id=new_id(), wording=items.wording(title=title)) for title in ("费用", "安全")]
    splitting.split(house.editor, item.public_id, matters=matters, reason="两件事")
    half = signed(house, Item.objects.get(public_id=matters[0].public_id))
    reporting.adopted(house, half, reporting.body(house))
    assert figures.funnel(house.station.pk, this_year()) == Funnel(collected=1, adopted=1, adoptions=1)
    units = {one.name: one.funnel for one in figures.by_organization(house.station.pk, this_year())}
    assert units[house.office.name] == Funnel(collected=1, adopted=1, adoptions=1)
