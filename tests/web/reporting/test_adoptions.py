# SPDX-License-Identifier: Apache-2.0
"""Adoptions: recording one with its evidence, its page, the register, taking it back, the bodies that adopt."""

import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import Recorded
from tests.factories import files, items
from tests.factories import reporting as made
from tests.factories.network import House
from tests.web.items.visits import HTMX, act, found, said, visitor
from yizhan.domains.files.models import Attachment
from yizhan.domains.items.models import Item
from yizhan.domains.network.states import Level, Line
from yizhan.domains.reporting.models import AdoptingBody, Adoption
from yizhan.domains.reporting.states import State
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id
from yizhan.web.reporting import listing

pytestmark = pytest.mark.usefixtures("files_folder")


@pytest.fixture
def body(house: House) -> AdoptingBody:
    """An office on the station's list."""
    return made.body(house, name="省委办公厅")


def url(item: Item) -> str:
    return f"/items/{item.public_id}/adoption/new/"


def given(item: Item, **more: Any) -> dict[str, Any]:
    """The form as it is sent; one way of knowing is filled in."""
    form = {
        "act": act(), "seen": item.version, "adoption": str(new_id()), "body": "", "adopted_on": str(clock.today()),
        "form": "composite", "publication": "每日要情", "title_used": "", "told_by": "信息处来电", "evidence": "",
    }  # fmt: skip
    return {**form, **more}


@pytest.mark.rule("RULE-024")
def test_adoption_is_recorded_and_its_page_shown(house: House, body: AdoptingBody, recorded: Recorded) -> None:
    item, client = items.released(house), visitor(house.editor)
    assert found(client.get(url(item)), "//select[@name='body']/option") == ["—", "省委办公厅（省级）"]
    recorded.clear()
    answer = client.post(url(item), given(item, body=str(body.public_id), title_used="另用的标题"))
    adoption = Adoption.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/adoptions/{adoption.public_id}/")
    page = client.get(answer.headers["Location"])
    assert found(page, "//h1") == ["省委办公厅采用"]
    assert found(page, "//dl/dt") == [
        "采用日期", "层级", "系统", "采用刊物", "采用形式", "采用标题", "告知人", "登记单位", "登记时间",
    ]  # fmt: skip
    assert "另用的标题" in said(page)
    assert found(page, "//ul[@class='plain-list']//a/@href") == [f"/items/{item.public_id}/"]
    assert recorded.names == ["reporting.adoption.recorded"]


def test_adoption_with_htmx_loads_the_next_page_whole(house: House, body: AdoptingBody) -> None:
    item = items.released(house)
    sent = given(item, body=str(body.public_id), next=f"/items/{item.public_id}/")
    answer = visitor(house.editor).post(url(item), sent, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/items/{item.public_id}/")


def test_adoption_pressed_twice_is_recorded_once(house: House, body: AdoptingBody, recorded: Recorded) -> None:
    item, client = items.released(house), visitor(house.editor)
    sent = given(item, body=str(body.public_id))
    recorded.clear()
    assert [client.post(url(item), sent).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == ["reporting.adoption.recorded"]


def test_adoption_from_a_page_of_yesterday_is_refused_and_kept(house: House, body: AdoptingBody) -> None:
    item = items.released(house)
    sent = given(item, body=str(body.public_id), seen=item.version - 1)
    answer = visitor(house.editor).post(url(item), sent)
    assert answer.status_code == 409
    assert 'value="信息处来电"' in answer.content.decode()
    assert not Adoption.objects.exists()


def test_new_body_is_entered_with_the_adoption(house: House, recorded: Recorded) -> None:
    item, client = items.released(house), visitor(house.editor)
    named = {"new_name": "岸线日报", "new_level": str(Level.CITY.value), "new_kind": "media", "new_line": ""}
    recorded.clear()
    assert client.post(url(item), given(item, **named)).status_code == 302
    assert Adoption.objects.get().body == AdoptingBody.objects.get(name="岸线日报")
    assert recorded.names == ["reporting.body.entered", "reporting.adoption.recorded"]


def test_body_that_is_on_the_list_already_is_taken_from_there(house: House, body: AdoptingBody) -> None:
    item = items.released(house)
    named = {"new_name": body.name, "new_level": str(body.level), "new_kind": "office", "new_line": "party"}
    assert visitor(house.editor).post(url(item), given(item, **named)).status_code == 302
    assert Adoption.objects.get().body == body


def test_adoption_by_nobody_is_said_at_its_field(house: House) -> None:
    item = items.released(house)
    answer = visitor(house.editor).post(url(item), given(item))
    assert answer.status_code == 422
    assert found(answer, "//div[@id='id_body_error']") == ["请选择采用单位，或在下面登记新的采用单位。"]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"adopted_on": "2026-02-30"}, "adopted_on", "没有这个日期，请按 2026-11-23 的格式填写。"),
        ({"adopted_on": str(clock.today() + datetime.timedelta(days=2))}, "adopted_on", "采用日期晚于今天。"),
        ({"adopted_on": "2020-01-01"}, "adopted_on", "采用日期早于报送日期。"),
        ({"told_by": ""}, "evidence", "没有说明采用情况的依据。"),
        ({"title_used": "秘密★3年"}, "title_used", "秘密"),
    ],
    ids=["no such day", "future", "before the item", "nobody knows", "marked secret"],
)
def test_what_is_wrong_is_said_at_its_field(
    house: House, body: AdoptingBody, changes: dict[str, str], field: str, sentence: str
) -> None:
    item = items.released(house)
    answer = visitor(house.editor).post(url(item), given(item, body=str(body.public_id), **changes))
    assert answer.status_code == 422
    assert sentence in found(answer, f"//div[@id='id_{field}_error']")[0]
    assert not Adoption.objects.exists()


def test_same_adoption_is_not_recorded_again(house: House, body: AdoptingBody) -> None:
    item = items.released(house)
    made.adopted(house, item, body)
    client = visitor(house.editor)
    assert "已登记的采用" in said(client.get(url(item)))
    answer = client.post(url(item), given(item, body=str(body.public_id)))
    assert answer.status_code == 409
    assert "同一刊物同一日期的采用情况已登记" in found(answer, "//div[@id='id_body_error']")[0]


def test_evidence_is_kept_and_handed_out_to_staff_only(house: House, body: AdoptingBody, elsewhere: House) -> None:
    item, client = items.released(house), visitor(house.editor)
    page = SimpleUploadedFile("采用通报.png", files.PICTURE)
    answer = client.post(url(item), given(item, body=str(body.public_id), told_by="", attachments=[page]))
    shown = client.get(answer.headers["Location"])
    address = found(shown, "//ul[@class='files']//a/@href")[0]
    file = client.get(address)
    assert b"".join(file.streaming_content) == files.PICTURE
    assert file.headers["Content-Type"] == "image/png"
    assert quote("采用通报.png") in file.headers["Content-Disposition"]
    assert visitor(elsewhere.editor).get(address).status_code == 404
    assert visitor(house.member).get(address).status_code == 404


def test_evidence_survives_a_refusal_and_can_be_taken_back(house: House, body: AdoptingBody) -> None:
    item, client = items.released(house), visitor(house.editor)
    sent = given(item, body=str(body.public_id), adopted_on="2020-01-01")
    page = SimpleUploadedFile("采用通报.png", files.PICTURE)
    refused = client.post(url(item), {**sent, "attachments": [page]})
    assert refused.status_code == 422
    assert found(refused, "//ul[@class='files']/li//button/@value") == [str(Attachment.objects.get().public_id)]
    dropped = client.post(url(item), {**sent, "drop": str(Attachment.objects.get().public_id)})
    assert dropped.status_code == 200
    assert found(dropped, "//ul[@class='files']/li//button") == []
    assert Attachment.objects.get().removed_at is not None


def test_evidence_that_is_a_program_is_refused_at_its_field(
    house: House, body: AdoptingBody, files_folder: Path
) -> None:
    item = items.released(house)
    program = SimpleUploadedFile("采用通报.pdf", b"MZ\x90\x00" + bytes(200))
    sent = given(item, body=str(body.public_id), attachments=[program])
    answer = visitor(house.editor).post(url(item), sent)
    assert answer.status_code == 422
    assert len(found(answer, "//div[@id='id_attachments_error']")) == 1
    assert not Adoption.objects.exists()
    assert not Attachment.objects.exists()


def test_item_that_was_never_signed_is_not_adopted(house: House) -> None:
    item = items.registered(house)
    answer = visitor(house.editor).get(url(item))
    assert answer.status_code == 409
    assert "未经签发" in said(answer)


def test_recording_without_the_right_is_denied(house: House, body: AdoptingBody, recorded: Recorded) -> None:
    item, signer = items.released(house), visitor(house.signer)
    recorded.clear()
    assert signer.get(url(item)).status_code == 403
    assert signer.post(url(item), given(item, body=str(body.public_id))).status_code == 403
    assert recorded.names == []


def test_recording_elsewhere_is_not_found(house: House, elsewhere: House) -> None:
    item, stranger = items.released(house), visitor(elsewhere.editor)
    assert [stranger.get(url(item)).status_code, stranger.post(url(item), given(item)).status_code] == [404, 404]


def test_adoption_is_taken_back_with_its_reason(house: House, recorded: Recorded) -> None:
    adoption, client = made.adopted(house), visitor(house.editor)
    address = f"/adoptions/{adoption.public_id}/revocation/"
    assert adoption.body_name in said(client.get(address))
    sent = {"act": act(), "seen": adoption.version, "reason": "登记错误"}
    recorded.clear()
    answers = [client.post(address, sent) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {f"/adoptions/{adoption.public_id}/"}
    assert Adoption.objects.get().state == State.REVOKED
    assert recorded.names == ["reporting.adoption.revoked"]
    page = client.get(f"/adoptions/{adoption.public_id}/")
    assert found(page, "//div[@class='lead']") == ["已撤销"]
    assert found(page, "//a[contains(@class, 'button-danger')]") == []


def test_taking_back_from_a_page_of_yesterday_is_refused(house: House) -> None:
    adoption = made.adopted(house)
    sent = {"act": act(), "seen": adoption.version - 1, "reason": "登记错误"}
    answer = visitor(house.editor).post(f"/adoptions/{adoption.public_id}/revocation/", sent)
    assert answer.status_code == 409
    assert "登记错误" in answer.content.decode()
    assert Adoption.objects.get().state == State.RECORDED


def test_taking_back_without_the_right_is_denied_and_elsewhere_not_found(house: House, elsewhere: House) -> None:
    address = f"/adoptions/{made.adopted(house).public_id}/revocation/"
    signer, stranger = visitor(house.signer), visitor(elsewhere.editor)
    assert "现在不能办理这一步" in said(signer.get(address))
    assert signer.post(address, {"reason": "登记错误"}).status_code == 403
    assert [stranger.get(address).status_code, stranger.post(address).status_code] == [404, 404]


def test_register_names_body_publication_form_and_state(house: House, body: AdoptingBody) -> None:
    item = items.released(house, title="电梯无人维护")
    made.adopted(house, item, body, title_used="加装电梯后续管理")
    made.revoked(house)
    page = visitor(house.editor).get("/adoptions/")
    rows = [found(page, f"//tbody/tr[{number}]/td") for number in (1, 2)]
    assert [row[5] for row in rows] == ["单篇采用 已撤销", "单篇采用"]
    assert rows[1][1:5] == [f"加装电梯后续管理{item.number} · 电梯无人维护", "省委办公厅", "省级", "《每日要情》"]


def test_register_is_narrowed_by_body_level_and_month(house: House, body: AdoptingBody) -> None:
    client, city = visitor(house.editor), made.body(house, name="市委办公室", level=Level.CITY, line=Line.PARTY)
    made.adopted(house, items.released(house, title="甲"), body)
    made.adopted(house, items.released(house, title="乙"), city)

    def listed(**filters: str) -> list[str]:
        return found(client.get("/adoptions/", filters), "//tbody//a")

    month = f"{clock.today():%Y-%m}"
    assert listed() == ["乙", "甲"]
    assert listed(body="省委办公厅") == ["甲"]
    assert listed(level=str(Level.CITY.value)) == ["乙"]
    assert listed(month=month) == ["乙", "甲"]
    assert listed(month="2020-01") == []
    assert listed(month="nonsense", level="9", before="nonsense") == ["乙", "甲"]
    assert "没有符合条件的采用记录。" in said(client.get("/adoptions/", {"month": "2020-01"}))


def test_pages_of_the_register_keep_the_filters(
    house: House, body: AdoptingBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)
    client = visitor(house.editor)
    for number in range(5):
        made.adopted(house, items.released(house, title=f"第{number}篇"), body)
    made.adopted(house)
    address, seen = f"/adoptions/?body={quote(body.name)}", []
    while address:
        page = client.get(address)
        seen += found(page, "//tbody//a")
        address = "".join(found(page, "//a[@rel='next']/@href"))
    assert seen == [f"第{number}篇" for number in (4, 3, 2, 1, 0)]


def test_adoption_above_counts_for_the_item_below(house: House) -> None:
    ladder = made.Ladder.build()
    item = items.signed(ladder.county, title="源头")
    at_city = made.passed(ladder.city, made.forwarded(ladder.county, item).result)
    adoption = made.adopted(ladder.city, at_city, made.body(ladder.city, name="省委办公厅"))
    client = visitor(ladder.county.editor)
    page = client.get("/adoptions/")
    assert item.number in found(page, "//tbody//td")[1]
    shown = client.get(f"/adoptions/{adoption.public_id}/")
    assert found(shown, "//ul[@class='plain-list']//a") == ["源头"]
    assert found(shown, "//a[contains(@class, 'button-danger')]") == []


def test_body_is_entered_once_and_leads_to_its_adoptions(house: House, recorded: Recorded) -> None:
    client = visitor(house.editor)
    sent = {"act": act(), "name": "市委办公室", "level": str(Level.CITY.value), "kind": "office", "line": "party"}
    recorded.clear()
    assert [client.post("/adoptions/bodies/new/", sent).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == ["reporting.body.entered"]
    page = client.get("/adoptions/bodies/")
    assert found(page, "//tbody//a/@href")[0] == f"/adoptions/?body={quote('市委办公室')}&level={Level.CITY.value}"
    again = client.post("/adoptions/bodies/new/", {**sent, "act": act()})
    assert again.status_code == 409
    assert "“市委办公室”已在名单中。" in found(again, "//div[@id='id_name_error']")[0]


def test_office_without_a_line_is_said_at_its_field(house: House) -> None:
    sent = {"act": act(), "name": "市委办公室", "level": str(Level.CITY.value), "kind": "office", "line": ""}
    answer = visitor(house.editor).post("/adoptions/bodies/new/", sent)
    assert answer.status_code == 422
    assert "机关应注明所属系统。" in found(answer, "//div[@id='id_line_error']")[0]


def test_body_is_taken_off_the_list(house: House, body: AdoptingBody, recorded: Recorded) -> None:
    client, address = visitor(house.editor), f"/adoptions/bodies/{body.public_id}/end/"
    assert body.name in said(client.get(address))
    sent = {"act": act()}
    recorded.clear()
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == ["reporting.body.ended"]
    assert "名单还是空的。" in said(client.get("/adoptions/bodies/"))


def test_bodies_without_the_right_are_only_read(house: House, body: AdoptingBody) -> None:
    signer, address = visitor(house.signer), f"/adoptions/bodies/{body.public_id}/end/"
    page = signer.get("/adoptions/bodies/")
    assert found(page, "//tbody//a") == [body.name]
    assert found(page, "//div[@class='page-act']/a") == []
    assert [signer.get(address).status_code, signer.post(address).status_code] == [403, 403]
    assert signer.get("/adoptions/bodies/new/").status_code == 403


def test_body_of_another_station_is_not_found(house: House, body: AdoptingBody, elsewhere: House) -> None:
    stranger, address = visitor(elsewhere.editor), f"/adoptions/bodies/{body.public_id}/end/"
    assert [stranger.get(address).status_code, stranger.post(address, {"act": act()}).status_code] == [404, 404]


def test_adoption_of_another_station_is_not_found(house: House, elsewhere: House) -> None:
    assert visitor(elsewhere.editor).get(f"/adoptions/{made.adopted(house).public_id}/").status_code == 404


def test_register_speaks_english(house: House, body: AdoptingBody) -> None:
    made.adopted(house, by=body)
    page = visitor(house.editor, language="en").get("/adoptions/")
    assert found(page, "//thead//th") == [
        "Adopted on", "Title used", "Adopting body", "Level", "Publication", "Form of use",
    ]  # fmt: skip
