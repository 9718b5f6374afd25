# SPDX-License-Identifier: Apache-2.0
"""Writing and handing in: the id comes first, so reload, resend and bad signal are one item."""

import uuid
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import act, address, said, visitor
from yizhan.domains.items import access
from yizhan.domains.items.models import Draft, Item
from yizhan.domains.items.queries import wordings
from yizhan.domains.items.rules import TEXT_LENGTH
from yizhan.domains.items.states import Kind, State
from yizhan.domains.rulebook.operations import laying_down as rulebook
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id

WRITTEN = {
    "kind": "social_opinion",
    "title": "老旧小区加装电梯后续管理需要重视",
    "situation": "青石街道多个小区加装电梯后，维护费用无人承担。",
    "analysis": "",
    "suggestion": "由街道牵头，业主共同约定。",
    "occurrence": "",
    "scope": "",
    "consequence": "",
    "source": "走访居民",
    "is_truthful": "on",
}


def form_of(key: uuid.UUID) -> str:
    return f"/items/new/{key}/"


def sent(**changes: Any) -> dict[str, Any]:
    return {**WRITTEN, "act": act(), **changes}


@pytest.fixture
def member(house: House) -> Client:
    """A member at the form."""
    return visitor(house.member)


def test_new_item_gets_its_id_before_anything_is_written(member: Client) -> None:
    first, second = (member.get("/items/new/").headers["Location"] for _ in range(2))
    assert first != second
    assert member.get(first).status_code == 200


def test_form_asks_plain_questions(member: Client) -> None:
    page = said(member.get(form_of(new_id())))
    for question in ("什么事？", "什么情况？", "为什么会这样？", "您建议怎么办？", "消息从哪里来？"):
        assert question in page
    for kind in Kind:
        assert str(kind.label) in page


def test_form_counts_against_the_length_of_the_station_and_forbids_nothing(house: House, member: Client) -> None:
    rulebook.set_rule(
        system(house.station.pk),
        house.station.pk,
        key=TEXT_LENGTH.key,
        value=800,
        valid_from=clock.today(),
        instrument="云溪区政协社情民意信息工作办法第六条",
    )
    page = member.get(form_of(new_id())).content.decode()
    assert 'data-for="id_situation" data-limit="800"' in page
    assert "maxlength" not in page
    answer = member.post(form_of(new_id()), sent(situation="长" * 900))
    assert answer.status_code == 302


def test_handing_in_leads_to_the_receipt(house: House, member: Client, recorded: Recorded) -> None:
    key = new_id()
    recorded.clear()
    answer = member.post(form_of(key), sent())
    item = Item.objects.get(public_id=key)
    assert (answer.status_code, answer.headers["Location"]) == (302, address("receipt", key))
    assert (item.state, item.kind, item.station, item.title) == (
        State.SUBMITTED,
        "social_opinion",
        house.station,
        WRITTEN["title"],
    )
    assert recorded.names == ["items.item.submitted"]
    page = said(member.get(address("receipt", key)))
    assert item.number in page
    assert item.digest in page
    assert house.station.name in page


def test_handing_in_twice_is_handing_in_once(member: Client, recorded: Recorded) -> None:
    key, given = new_id(), sent()
    recorded.clear()
    answers = [member.post(form_of(key), given), member.post(form_of(key), given), member.post(form_of(key), sent())]
    assert [answer.headers["Location"] for answer in answers] == [address("receipt", key)] * 3
    assert recorded.names == ["items.item.submitted"]


def test_form_of_an_item_that_was_handed_in_shows_the_receipt(member: Client) -> None:
    key = new_id()
    member.post(form_of(key), sent())
    assert member.get(form_of(key)).headers["Location"] == address("receipt", key)


def test_other_content_under_a_used_id_is_refused_and_kept_on_the_page(member: Client) -> None:
    key = new_id()
    member.post(form_of(key), sent())
    answer = member.post(form_of(key), sent(situation="完全不同的另一件事。"))
    assert answer.status_code == 409
    assert "完全不同的另一件事。" in answer.content.decode()
    assert wordings.text_in_force(Item.objects.get(public_id=key)).situation == WRITTEN["situation"]


@pytest.mark.parametrize("name", ["title", "situation", "source", "kind", "is_truthful"])
def test_missing_answer_is_said_at_its_field(member: Client, name: str) -> None:
    key = new_id()
    answer = member.post(form_of(key), sent(**{name: ""}))
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in answer.content.decode()
    assert WRITTEN["suggestion"] in answer.content.decode()
    assert not Item.objects.filter(public_id=key).exists()


@pytest.mark.rule("RULE-044")
def test_item_is_not_handed_in_without_the_declaration_of_truth(member: Client) -> None:
    key = new_id()
    given = {name: value for name, value in sent().items() if name != "is_truthful"}
    assert "请确认所反映的情况属实" in said(member.post(form_of(key), given))
    assert not Item.objects.filter(public_id=key).exists()


@pytest.mark.rule("RULE-028")
def test_problem_says_at_once_everything_it_lacks(member: Client) -> None:
    answer = member.post(form_of(new_id()), sent(kind="problem"))
    assert answer.status_code == 422
    page = answer.content.decode()
    for name in ("analysis", "occurrence", "scope", "consequence"):
        assert f'id="id_{name}_error"' in page


@pytest.mark.rule("RULE-028")
def test_complete_problem_is_handed_in(member: Client) -> None:
    key = new_id()
    told = {"analysis": "没有约定。", "occurrence": "今年以来", "scope": "青石街道", "consequence": "电梯停用。"}
    assert member.post(form_of(key), sent(kind="problem", **told)).status_code == 302
    text = wordings.text_in_force(Item.objects.get(public_id=key))
    assert {name: getattr(text, name) for name in told} == told


@pytest.mark.parametrize("noun", ["", "draft"])
def test_secret_material_is_refused_and_nothing_of_it_is_kept(member: Client, noun: str) -> None:
    key = new_id()
    url = f"/items/drafts/{key}/" if noun else form_of(key)
    answer = member.post(url, sent(situation="机密★1年\n关于某项工作的情况"))
    assert answer.status_code == 422
    assert not Item.objects.filter(public_id=key).exists()
    assert not Draft.objects.exists()


def test_text_from_a_word_processor_keeps_its_paragraphs(member: Client) -> None:
    key = new_id()
    first = "\u3000\u3000第一段。\r\n\u3000\u3000第二段\u00a0有\u200b空格。\x0b第三段。"
    pasted = first + "\r\n\r\n\r\n\r\n第四段。\u2029第五段。"
    member.post(form_of(key), sent(situation=pasted, title=" 一行\r\n标题 "))
    text = wordings.text_in_force(Item.objects.get(public_id=key))
    assert text.situation == "第一段。\n第二段 有空格。\n第三段。\n\n第四段。\n第五段。"
    assert text.title == "一行 标题"


def test_urgent_item_is_marked(member: Client) -> None:
    key = new_id()
    member.post(form_of(key), sent(is_urgent="on"))
    assert Item.objects.get(public_id=key).is_urgent


def test_draft_is_kept_as_one_writes_and_comes_back(house: House, member: Client, recorded: Recorded) -> None:
    key, given = new_id(), sent(title="写到一半", is_urgent="on")
    recorded.clear()
    assert member.post(f"/items/drafts/{key}/", given).status_code == 204
    assert member.post(f"/items/drafts/{key}/", given | {"title": "又写了一点"}).status_code == 204
    assert recorded.names == []
    assert access.drafts(house.member).get(key=key).content["title"] == "又写了一点"
    page = member.get(form_of(key)).content.decode()
    assert 'value="又写了一点"' in page
    assert "已保存" in page
    assert 'name="is_urgent" value="on" class' not in page


def test_draft_without_javascript_is_kept_by_its_button(house: House, member: Client) -> None:
    key = new_id()
    answer = member.post(form_of(key), sent(title="写到一半", keep="1", is_truthful=""))
    assert answer.headers["Location"] == form_of(key)
    assert access.drafts(house.member).get(key=key).content["title"] == "写到一半"


def test_draft_is_nobody_elses(house: House, member: Client) -> None:
    key = new_id()
    member.post(f"/items/drafts/{key}/", sent(title="我的草稿"))
    assert "我的草稿" not in visitor(house.editor).get(form_of(key)).content.decode()
    visitor(house.editor).post(f"/items/drafts/{key}/discarding/")
    assert access.drafts(house.member).filter(key=key).exists()


def test_draft_ends_when_the_item_is_handed_in(member: Client) -> None:
    key = new_id()
    member.post(f"/items/drafts/{key}/", sent())
    member.post(form_of(key), sent())
    assert not Draft.objects.filter(key=key).exists()


def test_draft_can_be_thrown_away(member: Client) -> None:
    key = new_id()
    member.post(f"/items/drafts/{key}/", sent(title="不要了"))
    assert "不要了" in said(member.get("/items/mine/"))
    assert member.post(f"/items/drafts/{key}/discarding/").headers["Location"] == "/items/mine/"
    assert "不要了" not in said(member.get("/items/mine/"))


@pytest.mark.parametrize("role", ["leader", "supervisor", "handler", "audit_administrator"])
def test_post_that_does_not_report_is_denied(house: House, role: str) -> None:
    client = visitor(getattr(house, role))
    assert client.get("/items/new/").status_code == 403
    assert client.post(form_of(new_id()), sent()).status_code == 403


def test_form_before_sign_in_leads_there_and_back() -> None:
    key = new_id()
    assert Client().get(form_of(key)).headers["Location"] == f"/sign-in/?next={form_of(key)}"


def test_receipt_of_others_is_not_found(house: House, elsewhere: House) -> None:
    item = made.submitted(house)
    assert visitor(elsewhere.member).get(address("receipt", item.public_id)).status_code == 404
