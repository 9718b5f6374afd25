# SPDX-License-Identifier: Apache-2.0
"""The index of look-alikes is right after every way in which a wording comes to be in force, and made anew alike."""

from collections.abc import Callable

import pytest
from django.db import connection

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.models import BANDS_TABLE, Item, ItemBand
from yizhan.domains.items.operations import editing, intake, registration, submission
from yizhan.domains.items.operations.writing import WHOLE, Contributor, Wording
from yizhan.domains.items.queries import finding as item_finding
from yizhan.domains.items.queries import wordings
from yizhan.engines.text.signatures import STORE
from yizhan.kernel import bands as tables
from yizhan.kernel.actors import system
from yizhan.kernel.indexes import Fault, Finding

OTHER = {"title": "公交线路调整建议", "situation": "二〇一路公交车早高峰间隔过长，候车超过半小时。"}


def edited(house: House) -> Item:
    return editing.edit(house.editor, items.registered(house).public_id, wording=items.wording(**OTHER))


def revised(house: House) -> Item:
    item = items.returned(house)
    return submission.revise(house.member, item.public_id, wording=items.wording(**OTHER), is_truthful=True)


def taken_in(house: House) -> Item:
    row = intake.Arrival(place="2", wording=Wording(title=OTHER["title"], situation=OTHER["situation"]))
    intake.take_in(system(house.station.pk), house.station.pk, source="旧表", arrivals=[row])
    return Item.objects.latest("pk")


def handed_on(house: House) -> Item:
    item = items.submitted(house, **OTHER)
    neighbour = house.neighbour.station.pk
    return registration.transfer(house.editor, item.public_id, station=neighbour, reason="属于邻区事项")


def shared_anew(house: House) -> Item:
    item = items.registered(house, **OTHER)
    everything = [Contributor(share=WHOLE, person=house.member.person)]
    return editing.set_shares(house.editor, item.public_id, contributors=everything, reason="更正")


def stored() -> list[tuple[int, int]]:
    return sorted(ItemBand.objects.values_list("item_id", "key"))


def wanted() -> list[tuple[int, int]]:
    """What the index holds if it is right: the keys of each item's wording in force."""
    texts = [wordings.text_in_force(item) for item in Item.objects.all()]
    return sorted({(row.owner, key) for row in item_finding.band_keys_of(texts) for key in row.keys})


@pytest.mark.parametrize("make", [items.submitted, edited, revised, taken_in, handed_on, shared_anew])
def test_index_holds_the_wording_in_force(house: House, make: Callable[[House], Item]) -> None:
    make(house)
    assert stored() == wanted() != []


def test_a_like_text_meets_in_a_band_and_another_does_not(house: House) -> None:
    known = items.submitted(house)
    like = items.submitted(house, situation="青石街道多个小区加装电梯后，维护费用无人承担，居民有意见。")
    other = items.submitted(house, title=OTHER["title"], situation=OTHER["situation"], analysis="", suggestion="")
    keys = ItemBand.objects.filter(item=like).values("key")
    assert set(ItemBand.objects.filter(key__in=keys).values_list("item", flat=True)) == {known.pk, like.pk}
    assert ItemBand.objects.filter(item=other).count() == STORE.count


@pytest.mark.parametrize("situation", ["。", "🚰", "水", "<b>\u0007</b>", "𠮷" * 9, "长" * 20_000])
def test_every_text_that_may_be_handed_in_may_be_indexed(house: House, situation: str) -> None:
    items.submitted(house, title="，", situation=situation, analysis="", suggestion="")
    assert stored() == wanted()


def test_rebuilding_makes_the_same_index_and_notes_its_version(house: House) -> None:
    edited(house)
    taken_in(house)
    right = stored()
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{BANDS_TABLE}" WHERE key > 0')
        cursor.execute(f"UPDATE \"{BANDS_TABLE}_made\" SET version = 'former'")
    assert item_finding.BANDS.is_unfilled()
    assert {finding.fault for finding in item_finding.BANDS.findings()} == {Fault.STALE}
    assert item_finding.BANDS.rebuild() == 2
    assert (stored(), tables.version(BANDS_TABLE)) == (right, STORE.version)
    assert (item_finding.BANDS.is_unfilled(), list(item_finding.BANDS.findings())) == (False, [])


def test_what_is_missing_is_found(house: House) -> None:
    item = items.submitted(house)
    items.submitted(house, **OTHER)
    ItemBand.objects.filter(item=item).delete()
    assert list(item_finding.BANDS.findings()) == [Finding(item.pk, Fault.MISSING)]
