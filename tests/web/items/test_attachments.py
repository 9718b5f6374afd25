# SPDX-License-Identifier: Apache-2.0
"""Files with an item: kept as they are chosen, handed in with it, read by whoever may read it."""

import re
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import items
from tests.factories.network import House
from tests.web.items.test_submission import form_of, sent
from tests.web.items.visits import address, said, visitor
from yizhan.domains.files import queries as files
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration, synthesis
from yizhan.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("files_folder")

TEXT = "充电桩现场情况说明。\n".encode()


def note(name: str = "说明.txt", content: bytes = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def member(house: House) -> Client:
    """A member at the form."""
    return visitor(house.member)


def handed_in(client: Client, *chosen: SimpleUploadedFile, **wording: str) -> Item:
    key = new_id()
    assert client.post(form_of(key), sent(attachments=list(chosen), **wording)).status_code == 302
    return Item.objects.get(public_id=key)


def urls_of(client: Client, item: Item) -> list[str]:
    page = client.get(address("", item.public_id)).content.decode()
    return re.findall(rf'href="(/items/{item.public_id}/files/[0-9a-f-]+/)"', page)


def test_files_are_handed_in_with_the_item(member: Client) -> None:
    item = handed_in(member, note(), note("另一份.txt", "另一份材料。".encode()))
    assert [one.name for one in files.attachments(item.public_id)] == ["说明.txt", "另一份.txt"]


def test_author_and_office_read_the_file(house: House, member: Client) -> None:
    item = handed_in(member, note())
    for reader in (member, visitor(house.editor)):
        [url] = urls_of(reader, item)
        answer = reader.get(url)
        assert b"".join(answer.streaming_content) == TEXT
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_file_is_not_found_for_who_may_not_see_the_item(house: House, elsewhere: House, member: Client) -> None:
    [url] = urls_of(member, handed_in(member, note()))
    assert visitor(elsewhere.editor).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_file_of_another_item_is_not_found_under_this_one(member: Client) -> None:
    other = {"title": "村级卫生室药品种类偏少", "situation": "山区老人反映常用药要到镇上才能买到。"}
    first, second = handed_in(member, note()), handed_in(member, **other)
    [url] = urls_of(member, first)
    assert member.get(url.replace(str(first.public_id), str(second.public_id))).status_code == 404
    assert member.get(f"/items/{first.public_id}/files/{uuid.uuid4()}/").status_code == 404


def test_refused_file_is_said_at_its_field_and_the_rest_stays(member: Client) -> None:
    key = new_id()
    program = note("现场照片.jpg", b"MZ\x90\x00" + b"\x00" * 200)
    answer = member.post(form_of(key), sent(attachments=[program, note()]))
    assert answer.status_code == 422
    assert 'id="id_attachments_error"' in answer.content.decode()
    assert "说明.txt" in said(answer)
    assert sent()["title"] in answer.content.decode()
    assert not Item.objects.filter(public_id=key).exists()


def test_files_are_kept_with_the_draft_and_can_be_taken_back(member: Client) -> None:
    key = new_id()
    assert member.post(form_of(key), sent(keep="1", attachments=[note()])).status_code == 302
    page = member.get(form_of(key)).content.decode()
    [kept] = re.findall(r'name="drop" value="([0-9a-f-]+)"', page)
    assert "说明.txt" not in said(member.post(form_of(key), sent(drop=kept)))
    assert member.post(form_of(key), sent(drop=kept)).status_code == 200


def test_file_pressed_twice_is_kept_once(member: Client) -> None:
    key, given = new_id(), sent()
    for _ in range(2):
        member.post(form_of(key), {**given, "attachments": [note()]})
    assert [one.name for one in files.attachments(key)] == ["说明.txt"]


def test_files_join_a_returned_item(house: House, member: Client, files_folder: Path) -> None:
    item = handed_in(member, note())
    registration.return_to_author(house.editor, item.public_id, reason="请补照片")
    answer = member.post(
        address("revision", item.public_id), sent(attachments=[note("补充.txt", "补充材料。".encode())])
    )
    assert answer.status_code == 302
    assert [one.name for one in files.attachments(item.public_id)] == ["说明.txt", "补充.txt"]


def test_a_synthesis_carries_the_files_of_its_parts_as_long_as_they_are_parts(house: House, member: Client) -> None:
    first, second, third = (
        handed_in(member, note(f"{name}.txt", name.encode()), title=name, is_known="1") for name in ("甲", "乙", "丙")
    )
    inner = items.synthesis(house, [first, second])
    outer = items.synthesis(house, [inner, third], title="合编")
    editor = visitor(house.editor)
    urls = urls_of(editor, outer)
    assert [b"".join(editor.get(url).streaming_content).decode() for url in urls] == ["丙", "甲", "乙"]
    page = editor.get(address("", outer.public_id)).content.decode()
    assert [number in page for number in (first.number, second.number)] == [True, True], "from where it is"
    assert [one.name for one in files.attachments(first.public_id)] == ["甲.txt"], "the part keeps it"
    assert member.get(urls[0]).status_code == 404, "nobody sees the whole before it is released"
    moved = registration.transfer(house.editor, outer.public_id, station=house.neighbour.station.pk, reason="归邻区")
    assert [one.name for one in files.attachments(moved.public_id)] == ["丙.txt", "甲.txt", "乙.txt"]
    other = handed_in(member, note("丁.txt", b"4"), title="丁", is_known="1")
    whole = items.synthesis(
        house, [other, handed_in(member, title="戊", is_known="1"), handed_in(member, title="己", is_known="1")]
    )
    [url] = urls_of(editor, whole)
    synthesis.take_out(house.editor, whole.public_id, items=[other.public_id], reason="另办")
    assert (urls_of(editor, whole), editor.get(url).status_code) == ([], 404)
