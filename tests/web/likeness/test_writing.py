# SPDX-License-Identifier: Apache-2.0
"""Who reports what is known learns so, nothing of what others wrote, and may go on or add to it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.domains.likeness.test_alike import COPIED, LIFT
from tests.factories import items
from tests.factories.network import House
from tests.web.items.test_submission import form_of, sent
from tests.web.items.visits import HTMX, found, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.likeness.models import Addition
from yizhan.domains.network.models import Person
from yizhan.kernel.ids import new_id

KNOWN = "已经有人反映过类似的事"


def status_of(client: Client, url: str) -> int:
    """How the address of a file answers; read to its end, it closes itself."""
    answer = client.get(url)
    b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code


@pytest.fixture
def known(house: House) -> Item:
    return items.submitted(house, **LIFT)


@pytest.fixture
def officer(house: House) -> Client:
    return visitor(house.officer)


def written(**changes: Any) -> dict[str, Any]:
    return sent(**COPIED, **changes)


def test_handing_in_stops_once_and_goes_on(officer: Client, known: Item) -> None:
    key = new_id()
    stopped = officer.post(form_of(key), written())
    assert (stopped.status_code, KNOWN in said(stopped)) == (200, True)
    assert not Item.objects.filter(public_id=key).exists()
    assert found(stopped, '//textarea[@name="situation"]/text()') == [COPIED["situation"]], "nothing typed is lost"
    gone_on = officer.post(form_of(key), written(is_known="1"))
    assert gone_on.headers["Location"] == f"/items/{key}/receipt/"


@pytest.mark.rule("REL-28")
def test_nothing_of_others_is_shown(house: House, officer: Client, known: Item) -> None:
    page = said(officer.post(form_of(new_id()), written()))
    author = Person.objects.get(pk=house.member.person).name
    callout = page[page.index(KNOWN) :][:200]
    for secret in (known.number, known.title, author, str(known.public_id)):
        assert secret not in callout
    assert known.number not in page


def test_what_is_ones_own_is_shown(house: House, known: Item) -> None:
    page = visitor(house.member).post(form_of(new_id()), written())
    assert found(page, f'//a[@href="/items/{known.public_id}/"]') == [known.title]


def test_what_is_new_is_not_stopped(officer: Client, known: Item) -> None:
    assert officer.post(form_of(new_id()), sent(title="图书馆开放", situation="请延长开放时间。")).status_code == 302


def test_while_writing_the_form_asks_by_itself(officer: Client, known: Item) -> None:
    key = new_id()
    page = officer.get(form_of(key))
    assert found(page, '//*[@id="known"]/@hx-post') == [f"/items/new/{key}/known/"]
    part = officer.post(f"/items/new/{key}/known/", written(), headers={**HTMX, "HX-Target": "known"})
    assert KNOWN in said(part)
    assert found(part, '//input[@name="is_known"]/@value') == ["1"], "having read it here, one is not stopped again"
    assert KNOWN not in said(officer.post(f"/items/new/{key}/known/", {"title": "电梯", "situation": ""}))


@pytest.mark.parametrize("text", ["", "水", "🚰" * 40, "<b>" * 40, '" OR NEAR(* - ' * 5, "\x07" * 40, "长" * 100_000])
def test_any_text_gets_an_answer(officer: Client, known: Item, text: str) -> None:
    answer = officer.post(f"/items/new/{new_id()}/known/", {"title": text, "situation": text})
    assert (answer.status_code, KNOWN in said(answer)) == (200, False)


def test_adding_instead_hands_it_to_the_known_item_with_its_files(
    house: House, officer: Client, known: Item, files_folder: object
) -> None:
    key = new_id()
    note = SimpleUploadedFile("说明.txt", "电梯维修说明".encode())
    answer = officer.post(form_of(key), {**written(add_to_known="1"), "attachments": note})
    assert answer.headers["Location"] == f"/additions/{key}/"
    assert Addition.objects.get().item == known
    receipt = officer.get(f"/additions/{key}/")
    assert "已补充到已知事项" in said(receipt)
    assert known.number not in said(receipt)
    (file,) = found(receipt, '//a[contains(@href, "/files/")]/@href')
    assert [status_of(visitor(one), file) for one in (house.officer, house.editor, house.member)] == [200, 200, 404]
    assert "说明.txt" in said(visitor(house.editor).get(f"/items/{known.public_id}/alike/"))
    assert found(officer.get("/items/mine/"), f'//a[@href="/additions/{key}/"]') == [COPIED["title"]]
    assert visitor(house.member).get(f"/additions/{key}/").status_code == 404


def test_an_addition_to_nothing_says_so(officer: Client, known: Item) -> None:
    answer = officer.post(form_of(new_id()), sent(title="图书馆开放", situation="请延长。", add_to_known="1"))
    assert (answer.status_code, "办公室目前没有类似事项。" in said(answer)) == (422, True)
    assert not Addition.objects.exists()
