# SPDX-License-Identifier: Apache-2.0
"""Taking steps: only from the table, only on the version that was read, always with a journal entry."""

import pytest

from tests.conftest import Recorded
from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.events import ItemRegistered
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import STEPS, State
from yizhan.kernel.errors import Conflict
from yizhan.kernel.transitions import check_seen, move


def event_for(item: Item) -> ItemRegistered:
    return ItemRegistered(subject=item.public_id, matter=item.public_id, station_name="某站")


def test_move_takes_the_step_and_writes_one_entry(house: House, recorded: Recorded) -> None:
    item = items.submitted(house)
    recorded.clear()
    move(item, STEPS, "register", actor=house.editor, event=event_for(item))
    stored = Item.objects.get(pk=item.pk)
    assert (stored.state, stored.version) == (State.REGISTERED, 2)
    assert (item.state, item.version) == (State.REGISTERED, 2)
    assert recorded.names == ["items.item.registered"]


def test_move_refuses_another_state(house: House, recorded: Recorded) -> None:
    item = items.registered(house)
    recorded.clear()
    with pytest.raises(Conflict) as refused:
        move(item, STEPS, "register", actor=house.editor, event=event_for(item))
    assert refused.value.code == "state.elsewhere"
    assert recorded.names == []


def test_move_refuses_a_row_that_was_changed_since_it_was_read(house: House, recorded: Recorded) -> None:
    item = items.submitted(house)
    stale = Item.objects.get(pk=item.pk)
    move(item, STEPS, "register", actor=house.editor, event=event_for(item))
    recorded.clear()
    with pytest.raises(Conflict) as refused:
        move(stale, STEPS, "register", actor=house.editor, event=event_for(stale))
    assert refused.value.code == "row.changed"
    assert recorded.names == []


def test_check_seen_refuses_an_older_version_only(house: House) -> None:
    item = items.registered(house)
    check_seen(item, None)
    check_seen(item, 2)
    with pytest.raises(Conflict) as refused:
        check_seen(item, 1)
    assert refused.value.parameters == {"seen": 1, "present": 2}
