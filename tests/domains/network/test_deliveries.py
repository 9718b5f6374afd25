# SPDX-License-Identifier: Apache-2.0
"""Trying failed deliveries again: who may, what it writes, what is passed over."""

from collections.abc import Iterator

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items
from tests.factories.network import House
from yizhan.config.reactions import REACTIONS
from yizhan.domains.network.operations import deliveries
from yizhan.domains.network.states import Role
from yizhan.kernel import clock, outbox
from yizhan.kernel.errors import Conflict, Denied
from yizhan.kernel.models import Delivery, Entry

_is_mended: list[bool] = []


def stumble(entry: Entry) -> None:
    if not _is_mended:
        raise RuntimeError("the gateway is down")


@pytest.fixture(autouse=True)
def reactions() -> Iterator[None]:
    _is_mended.clear()
    outbox.connect({"items.item.submitted": (stumble,)})
    yield
    outbox.connect(REACTIONS)


@pytest.fixture
def failed(house: House, caplog: pytest.LogCaptureFixture) -> Delivery:
    """A delivery that was tried in vain."""
    items.submitted(house)
    outbox.carry_out()
    return outbox.failures().get()


def test_failed_delivery_is_due_at_once_and_arrives(house: House, failed: Delivery, recorded: Recorded) -> None:
    recorded.clear()
    deliveries.try_again(house.system_administrator, [failed.pk])
    assert recorded.names == ["network.delivery.tried_again"]
    tried = Entry.objects.get(event="network.delivery.tried_again")
    assert (tried.subject, tried.facts) == (failed.entry.subject, {"delivery": failed.pk, "reaction": "stumble"})
    _is_mended.append(True)
    assert outbox.carry_out() == 1
    assert list(outbox.failures()) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMINISTRATOR, Role.SYSTEM}))
def test_only_the_system_administrator_tries_again(house: House, failed: Delivery, role: str) -> None:
    refuses(lambda: deliveries.try_again(getattr(house, role), [failed.pk]), Denied, failed)


def test_what_has_arrived_meanwhile_is_passed_over(house: House, failed: Delivery) -> None:
    Delivery.objects.filter(pk=failed.pk).update(done_at=clock.now())
    refuses(lambda: deliveries.try_again(house.system_administrator, [failed.pk]), Conflict, failed)
