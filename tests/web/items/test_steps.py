# SPDX-License-Identifier: Apache-2.0
"""Every step of an item through its page: with and without JavaScript, twice, too late, and by whom it may not be."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import HTMX, act, address, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, review
from yizhan.domains.items.states import State


@dataclass(frozen=True)
class Case:
    """One step: where it starts, who takes it, what is asked, where it leads, what the journal says."""

    noun: str
    start: str
    role: str
    target: str
    event: str
    given: dict[str, str] = field(default_factory=dict)


WHY = {"reason": "请补充涉及小区的名称"}
CASES = [
    Case("registration", State.SUBMITTED, "editor", State.REGISTERED, "items.item.registered"),
    Case("return", State.SUBMITTED, "editor", State.RETURNED, "items.item.returned", WHY),
    Case("decline", State.SUBMITTED, "editor", State.DECLINED, "items.item.declined", {"code": "known", "reason": ""}),
    Case("reconsideration", State.DECLINED, "reviewer", State.REGISTERED, "items.item.reconsidered", WHY),
    Case("withdrawal", State.SUBMITTED, "member", State.WITHDRAWN, "items.item.withdrawn", WHY),
    Case("verification", State.REGISTERED, "editor", State.REGISTERED, "items.item.verified",
         {"result": "confirmed", "note": "已向街道核实"}),
    Case("review", State.REGISTERED, "editor", State.IN_REVIEW, "items.item.sent_to_review"),
    Case("recall", State.IN_REVIEW, "editor", State.REGISTERED, "items.item.recalled"),
    Case("approval", State.IN_REVIEW, "reviewer", State.IN_REVIEW, "items.review.passed", {"note": "可行"}),
    Case("send-back", State.IN_REVIEW, "reviewer", State.REGISTERED, "items.review.sent_back", WHY),
    Case("signature", State.APPROVED, "signer", State.SIGNED, "items.item.signed"),
    Case("signature-withdrawal", State.SIGNED, "signer", State.REGISTERED, "items.item.signature_withdrawn", WHY),
    Case("archiving", State.RELEASED, "editor", State.ARCHIVED, "items.item.archived"),
]  # fmt: skip

each_step = pytest.mark.parametrize("case", CASES, ids=lambda case: case.noun)


def started(house: House, case: Case) -> tuple[Item, Client, str]:
    item = made.IN_STATE[case.start](house)
    return item, visitor(getattr(house, case.role)), address(case.noun, item.public_id)


def sent(item: Item, case: Case, **more: Any) -> dict[str, Any]:
    return {"act": act(), "seen": item.version, **case.given, **more}


@each_step
def test_step_page_shows_item_and_form(house: House, case: Case) -> None:
    item, client, url = started(house, case)
    page = client.get(url)
    assert page.status_code == 200
    assert item.title in said(page)
    assert f'<input type="hidden" name="seen" value="{item.version}">' in page.content.decode()


@each_step
def test_step_without_javascript_goes_on_at_the_item(house: House, case: Case, recorded: Recorded) -> None:
    item, client, url = started(house, case)
    recorded.clear()
    answer = client.post(url, sent(item, case))
    assert (answer.status_code, answer.headers["Location"]) == (302, address("", item.public_id))
    assert Item.objects.get(pk=item.pk).state == case.target
    assert recorded.names == [case.event]


@each_step
def test_step_with_htmx_loads_the_next_page_whole(house: House, case: Case) -> None:
    item, client, url = started(house, case)
    answer = client.post(url, sent(item, case), headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, address("", item.public_id))
    assert Item.objects.get(pk=item.pk).state == case.target


@each_step
def test_step_pressed_twice_is_taken_once(house: House, case: Case, recorded: Recorded) -> None:
    item, client, url = started(house, case)
    given = sent(item, case)
    recorded.clear()
    assert [client.post(url, given).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == [case.event]


@each_step
def test_step_from_an_old_page_is_refused_and_keeps_what_was_written(
    house: House, case: Case, recorded: Recorded
) -> None:
    item, client, url = started(house, case)
    recorded.clear()
    answer = client.post(url, sent(item, case, seen=item.version - 1))
    assert answer.status_code == 409
    for written in case.given.values():
        assert written in answer.content.decode()
    assert Item.objects.get(pk=item.pk).state == case.start
    assert recorded.names == []


@each_step
def test_step_of_another_station_is_not_found(house: House, elsewhere: House, case: Case) -> None:
    item, _client, url = started(house, case)
    stranger = visitor(getattr(elsewhere, case.role))
    assert stranger.get(url).status_code == 404
    assert stranger.post(url, sent(item, case)).status_code == 404


@each_step
def test_step_without_the_right_is_denied(house: House, case: Case, recorded: Recorded) -> None:
    item, _client, url = started(house, case)
    supervisor = visitor(house.supervisor)
    recorded.clear()
    assert "现在不能办理这一步" in said(supervisor.get(url))
    assert supervisor.post(url, sent(item, case)).status_code == 403
    assert recorded.names == []


@each_step
def test_step_before_sign_in_leads_there_and_back(house: House, case: Case) -> None:
    _item, _client, url = started(house, case)
    answer = Client().get(url)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in/?next={url}")


@each_step
def test_step_page_speaks_english(house: House, case: Case) -> None:
    item = made.IN_STATE[case.start](house)
    client = visitor(getattr(house, case.role), language="en")
    page = client.get(address(case.noun, item.public_id)).content.decode()
    form = page[page.index('id="step"') : page.index("</form>", page.index('id="step"'))]
    assert not any("\u4e00" <= character <= "\u9fff" for character in form)


def test_transfer_offers_the_other_stations(house: House, elsewhere: House) -> None:
    item = made.submitted(house)
    client = visitor(house.editor)
    url = address("transfer", item.public_id)
    page = client.get(url).content.decode()
    assert f'value="{elsewhere.station.pk}"' in page
    assert f'<option value="{house.station.pk}"' not in page
    given = {"act": act(), "seen": item.version, "station": elsewhere.station.pk, "reason": "属于邻区事项"}
    assert client.post(url, given).headers["Location"] == address("", item.public_id)
    assert Item.objects.get(pk=item.pk).state == State.TRANSFERRED
    assert Item.objects.get(origin=item).station == elsewhere.station


def test_missing_reason_is_said_at_its_field(house: House) -> None:
    item = made.submitted(house)
    answer = visitor(house.editor).post(address("return", item.public_id), {"seen": item.version, "reason": " "})
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in answer.content.decode()
    assert Item.objects.get(pk=item.pk).state == State.SUBMITTED


def test_second_level_by_the_same_person_is_denied(house: House) -> None:
    item = made.in_review(house)
    client, url = visitor(house.reviewer), address("approval", item.public_id)
    assert client.post(url, {"act": act()}).status_code == 302
    assert client.post(url, {"act": act()}).status_code == 403
    assert Item.objects.get(pk=item.pk).review_level == 1


def test_item_without_a_source_is_not_signed(house: House) -> None:
    item = made.registered(house)
    editing.edit(house.editor, item.public_id, wording=made.wording(source=""))
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    answer = visitor(house.signer).post(address("signature", item.public_id), {"act": act()})
    assert answer.status_code == 422
    assert "没有写明来源" in said(answer)


def test_work_goes_on_where_the_step_says(house: House) -> None:
    item = made.submitted(house)
    wanted = f"/items/?state=submitted&item={made.submitted(house).public_id}"
    answer = visitor(house.editor).post(address("registration", item.public_id), {"act": act(), "next": wanted})
    assert answer.headers["Location"] == wanted


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"])
def test_work_never_goes_on_elsewhere(house: House, wanted: str) -> None:
    item = made.submitted(house)
    answer = visitor(house.editor).post(address("registration", item.public_id), {"act": act(), "next": wanted})
    assert answer.headers["Location"] == address("", item.public_id)


def test_sending_to_review_offers_undo_where_one_works(house: House) -> None:
    item, client = made.registered(house), visitor(house.editor)
    client.post(address("review", item.public_id), {"act": act(), "next": "/items/?state=registered"})
    page = client.get("/items/?state=registered").content.decode()
    opened = f"%2Fitems%2F%3Fstate%3Dregistered%26item%3D{item.public_id}"
    undo = f"{address('recall', item.public_id)}?next={opened}"
    assert f'<form method="post" action="{undo}">' in page
    assert client.post(undo).headers["Location"] == f"/items/?state=registered&item={item.public_id}"
    assert Item.objects.get(pk=item.pk).state == State.REGISTERED
