# SPDX-License-Identifier: Apache-2.0
"""One transaction, safe repetition, a trace of breaches."""

import pytest

from tests.conftest import Recorded
from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.events import ItemRecalled
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration
from yizhan.kernel import audit
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Act, Entry
from yizhan.kernel.operations import operation


def test_a_repeated_request_has_one_effect(house: House, recorded: Recorded) -> None:
    item = items.submitted(house)
    recorded.clear()
    asked = house.editor.requested(new_id())
    first = registration.register(asked, item.public_id, seen=1)
    second = registration.register(asked, item.public_id, seen=1)
    assert (first.pk, first.version) == (second.pk, second.version) == (item.pk, 2)
    assert recorded.names == ["items.item.registered"]


def test_a_key_that_comes_back_with_other_content_is_refused(house: House, recorded: Recorded) -> None:
    one, other = items.submitted(house), items.submitted(house)
    asked = house.editor.requested(new_id())
    registration.register(asked, one.public_id)
    recorded.clear()
    with pytest.raises(Conflict) as refused:
        registration.register(asked, other.public_id)
    assert refused.value.code == "request.key_used"
    assert recorded.names == []
    assert Item.objects.get(pk=other.pk).version == 1


def test_the_same_key_of_another_post_is_another_request(house: House) -> None:
    one, other = items.submitted(house), items.submitted(house)
    key = new_id()
    registration.register(house.editor.requested(key), one.public_id)
    registration.register(house.reviewer.requested(key), other.public_id)
    assert Act.objects.filter(key=key).count() == 2


def test_a_refused_request_may_be_sent_again_with_the_same_key(house: House) -> None:
    item = items.submitted(house)
    asked = house.editor.requested(new_id())
    with pytest.raises(Conflict):
        registration.register(asked, item.public_id, seen=7)
    assert registration.register(asked, item.public_id, seen=1).version == 2


@operation
def _breaks_off(actor: Actor, item: Item) -> None:
    audit.record(actor, ItemRecalled(subject=item.public_id))
    Item.objects.filter(pk=item.pk).update(title="写到一半")
    raise Denied("items.denied", breach=ItemRecalled(subject=item.public_id, matter=item.public_id))


def test_a_breach_is_recorded_after_everything_else_was_rolled_back(house: House, recorded: Recorded) -> None:
    item = items.submitted(house)
    recorded.clear()
    with pytest.raises(Denied):
        _breaks_off(house.editor, item)
    assert Item.objects.get(pk=item.pk).title == item.title
    assert recorded.names == ["items.item.recalled"]
    assert Entry.objects.latest("pk").matter == item.public_id


def test_entries_of_one_request_share_its_act(house: House, recorded: Recorded) -> None:
    item = items.submitted(house)
    recorded.clear()
    asked = house.editor.requested(new_id())
    registration.transfer(asked, item.public_id, station=house.neighbour.station.pk, reason="属于邻区")
    entries = Entry.objects.filter(act=asked.act)
    assert [entry.event for entry in entries.order_by("pk")] == ["items.item.transferred", "items.item.arrived"]
