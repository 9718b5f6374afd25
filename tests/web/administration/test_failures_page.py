# SPDX-License-Identifier: Apache-2.0
"""Deliveries that failed: seen with their reason, tried again by the system administrator."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import items
from tests.factories.network import House
from tests.web.administration.conftest import PEOPLE
from tests.web.items.visits import act, found, said, visitor
from yizhan.config.reactions import REACTIONS
from yizhan.domains.network.states import Role
from yizhan.kernel import clock, outbox
from yizhan.kernel.models import Delivery, Entry
from yizhan.web.administration.views import failures


def tell_editors(entry: Entry) -> None:
    raise RuntimeError("the gateway is down")


@pytest.fixture(autouse=True)
def reactions() -> Iterator[None]:
    outbox.connect({"items.item.submitted": (tell_editors,)})
    yield
    outbox.connect(REACTIONS)


def failed(house: House, count: int = 1) -> list[Delivery]:
    """Deliveries that were tried in vain, the latest first."""
    for _ in range(count):
        items.submitted(house)
    outbox.carry_out()
    return list(outbox.failures().order_by("-id"))


@pytest.mark.parametrize("role", [role for role in PEOPLE if role != Role.SYSTEM_ADMINISTRATOR])
def test_nobody_else_sees_or_tries(house: House, recorded: Recorded, role: str) -> None:
    client = visitor(getattr(house, role))
    recorded.clear()
    assert client.get("/failures/").status_code == 403
    assert client.post("/failures/retry/", {"delivery": "1", "act": act()}).status_code == 403
    assert recorded.names == []


def test_page_says_what_failed_and_why(
    house: House, system_administrator: Client, caplog: pytest.LogCaptureFixture
) -> None:
    [delivery] = failed(house)
    page = said(system_administrator.get("/failures/"))
    assert "给编辑的通知" in page
    assert "RuntimeError: the gateway is down" in page
    assert delivery.attempts == 1


def test_nothing_failed_says_so(house: House, system_administrator: Client) -> None:
    assert "全部送达" in said(system_administrator.get("/failures/"))


def test_chosen_deliveries_are_tried_again(
    house: House, system_administrator: Client, recorded: Recorded, caplog: pytest.LogCaptureFixture
) -> None:
    first, second, third = failed(house, 3)
    recorded.clear()
    given = {"delivery": [str(first.pk), str(third.pk)], "act": act()}
    answer = system_administrator.post("/failures/retry/", given, follow=True)
    assert "正在重试 2 项" in said(answer)
    assert recorded.names == ["network.delivery.tried_again"] * 2
    due = set(Delivery.objects.filter(due_at__lte=clock.now()).values_list("pk", flat=True))
    assert due == {first.pk, third.pk}
    assert second.due_at > clock.now()


def test_double_click_tries_once(
    house: House, system_administrator: Client, recorded: Recorded, caplog: pytest.LogCaptureFixture
) -> None:
    [delivery] = failed(house)
    recorded.clear()
    given = {"delivery": str(delivery.pk), "act": act()}
    for _ in range(2):
        assert system_administrator.post("/failures/retry/", given).status_code == 302
    assert recorded.names == ["network.delivery.tried_again"]


def test_nothing_chosen_is_said(house: House, system_administrator: Client, recorded: Recorded) -> None:
    recorded.clear()
    answer = system_administrator.post("/failures/retry/", {"delivery": "x", "act": act()}, follow=True)
    assert "请勾选" in said(answer)
    assert recorded.names == []


def test_what_arrived_meanwhile_is_a_conflict(
    house: House, system_administrator: Client, caplog: pytest.LogCaptureFixture
) -> None:
    [delivery] = failed(house)
    Delivery.objects.update(done_at=clock.now())
    given = {"delivery": str(delivery.pk), "act": act()}
    assert system_administrator.post("/failures/retry/", given).status_code == 409


def test_pages_go_on_by_key(
    house: House, system_administrator: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(failures, "SIZE", 2)
    keys = [str(delivery.pk) for delivery in failed(house, 3)]
    page = system_administrator.get("/failures/")
    assert found(page, '//input[@name="delivery"]/@value') == keys[:2]
    [following] = [url for url in found(page, "//a/@href") if "before=" in url]
    assert found(system_administrator.get(following), '//input[@name="delivery"]/@value') == keys[2:]


def test_queries_do_not_grow_with_failures(
    house: House,
    system_administrator: Client,
    queries_of: Callable[[Callable[[], Any]], int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    failed(house)
    one = queries_of(lambda: system_administrator.get("/failures/"))
    failed(house, 2)
    assert queries_of(lambda: system_administrator.get("/failures/")) == one
