# SPDX-License-Identifier: Apache-2.0
"""Reactions: owed with the entry, carried out after commit, tried again with growing pauses, visible when they fail."""

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from tests.factories import items
from tests.factories.network import House
from yizhan.config.reactions import REACTIONS
from yizhan.kernel import clock, outbox
from yizhan.kernel.models import Delivery, Entry

_seen: list[str] = []


def note(entry: Entry) -> None:
    _seen.append(entry.event)


def stumble(entry: Entry) -> None:
    raise RuntimeError("the gateway is down")


@pytest.fixture(autouse=True)
def reactions() -> Iterator[None]:
    _seen.clear()
    outbox.connect({"items.item.submitted": (note,), "items.item.registered": (note, stumble)})
    yield
    outbox.connect(REACTIONS)


def test_a_reaction_is_carried_out_once(house: House) -> None:
    items.submitted(house)
    assert outbox.carry_out() == 1
    assert outbox.carry_out() == 0
    assert _seen == ["items.item.submitted"]


def test_nothing_is_owed_after_a_roll_back(house: House) -> None:
    with pytest.raises(ZeroDivisionError):
        _break_off_after(lambda: items.submitted(house))
    assert outbox.carry_out() == 0
    assert _seen == []


def test_a_failing_reaction_waits_and_does_not_stop_the_others(house: House, caplog: pytest.LogCaptureFixture) -> None:
    start = clock.now()
    with clock.at(start):
        items.registered(house)
        assert outbox.carry_out() == 3
    assert _seen == ["items.item.submitted", "items.item.registered"]
    failed = Delivery.objects.get(done_at__isnull=True)
    assert (failed.reaction, failed.attempts, failed.problem) == ("stumble", 1, "RuntimeError: the gateway is down")
    assert failed.due_at == start + outbox.PAUSES[0]
    with clock.at(start + datetime.timedelta(seconds=1)):
        assert outbox.carry_out() == 0
    with clock.at(start + datetime.timedelta(seconds=3)):
        assert outbox.carry_out() == 1
    failed.refresh_from_db()
    assert failed.attempts == 2
    assert "the gateway is down" in caplog.text


def _break_off_after(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
        raise ZeroDivisionError
