# SPDX-License-Identifier: Apache-2.0
"""Pages of topics: asking, the board, writing for a topic, what everybody else sees, steps, decisions."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.factories import items, topics
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.network.models import Post
from yizhan.domains.topics.models import Answer, Decision, Topic
from yizhan.domains.topics.operations import commissioning
from yizhan.domains.topics.states import RequestState
from yizhan.kernel import clock, outbox
from yizhan.kernel.ids import new_id
from yizhan.web.waiting import waiting_for
from yizhan.web.workbench.waiting import waiting


def given(house: House, **changes: Any) -> dict[str, Any]:
    """The form of a topic as it is sent: the township is asked, due in ten days."""
    form = {
        "act": act(), "topic": str(new_id()), "kind": "commission", "title": "防汛准备", "brief": "请走访低洼地段。",
        "due_on": str(topics.in_days(10)), "valid_until": "", "organizations": [str(house.township.public_id)],
        "people": "", "decision": "", "phase": "",
    }  # fmt: skip
    return {**form, **changes}


def test_a_topic_is_asked_for_and_those_asked_are_told(house: House, recorded: Recorded) -> None:
    client, officer = visitor(house.editor), visitor(house.officer)
    member = Post.objects.get(pk=house.member.post).person
    recorded.clear()
    answer = client.post("/topics/new/", given(house, people=f"{member.name}、"))
    topic = Topic.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/topics/{topic.public_id}/")
    assert recorded.names == ["topics.topic.commissioned"]
    assert list(topic.requests.values_list("name", flat=True)) == [house.township.name, member.name]
    outbox.carry_out()
    notice = found(officer.get("/notices/"), "//form[contains(@action, '/notices/0')]/@action")
    assert officer.post(notice[0]).headers["Location"] == f"/topics/{topic.public_id}/"
    assert "防汛准备" in said(visitor(house.member).get("/notices/"))
    page = client.get("/topics/")
    assert found(page, "//tbody/tr/td[1]/a") == ["防汛准备"]
    assert found(page, "//tbody/tr/td[4]") == ["0/2"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"people": "查无此人"}, "people"),
        ({"due_on": ""}, "due_on"),
        ({"organizations": []}, "organizations"),
        ({"title": ""}, "title"),
        ({"brief": "绝密★"}, "brief"),
    ],
)
def test_a_form_that_is_refused_keeps_what_was_typed(house: House, changes: dict[str, Any], field: str) -> None:
    answer = visitor(house.editor).post("/topics/new/", given(house, **changes))
    assert answer.status_code == 422
    assert found(answer, f"//*[@name='{field}']/@aria-invalid | //fieldset[contains(@class, 'field-invalid')]")
    assert found(answer, "//input[@name='due_on']/@value") == ([""] if field == "due_on" else [str(topics.in_days(10))])
    assert not Topic.objects.exists()


def test_namesakes_are_not_guessed(house: House) -> None:
    name = Post.objects.get(pk=house.member.post).person.name
    person = Post.objects.get(pk=house.second_member.post).person
    type(person).objects.filter(pk=person.pk).update(name=name)
    assert "有重名" in said(visitor(house.editor).post("/topics/new/", given(house, people=name)))


def test_an_author_finds_what_is_wanted_and_writes_for_it(house: House, recorded: Recorded) -> None:
    topic, client = topics.commissioned(house), visitor(house.officer)
    assert [(row.title, row.act_url) for row in waiting(house.officer)] == [
        (topic.title, f"/items/new/?topic={topic.public_id}")
    ]
    assert waiting_for(house.officer).rooms["topics"] == 1
    assert found(client.get("/topics/"), "//a[contains(@class, 'work-row-title')]") == [topic.title]
    write = client.get(f"/items/new/?topic={topic.public_id}").headers["Location"]
    page = client.get(write)
    assert found(page, "//select[@name='topic']/option[@selected]") == [topic.title]
    assert topic.brief in said(page)
    recorded.clear()
    form = {"act": act(), "topic": str(topic.public_id), "kind": "social_opinion", "title": "午间停工未落实",
            "situation": "走访三处工地。", "source": "走访", "is_truthful": "on"}  # fmt: skip
    answer = client.post(write.partition("?")[0], form)
    assert answer.status_code == 302
    assert recorded.names == ["items.item.submitted", "topics.topic.answered", "topics.request.answered"]
    assert waiting(house.officer) == []
    assert "应约报送，选题“户外劳动者防护”。" in said(client.get(f"/items/{Item.objects.get().public_id}/"))
    board = visitor(house.editor).get(f"/topics/{topic.public_id}/")
    assert found(board, "//tbody/tr/td[position()<4]")[1:] == ["已报送", found(board, "//tbody/tr/td[3]")[0]]
    assert "午间停工未落实" in said(board)


def test_a_topic_that_is_over_meanwhile_is_said_in_the_form(house: House) -> None:
    topic, client = topics.commissioned(house), visitor(house.officer)
    commissioning.close(house.editor, topic.public_id)
    form = {"act": act(), "topic": str(topic.public_id), "kind": "social_opinion", "title": "标题", "situation": "情况",
            "source": "走访", "is_truthful": "on"}  # fmt: skip
    answer = client.post(f"/items/new/{new_id()}/", form)
    assert answer.status_code == 409
    assert "已结束，不再收稿" in said(answer)
    assert found(answer, "//select[@name='topic']/option") == ["不是，自行报送"]
    assert not Answer.objects.exists()


def test_where_nothing_is_wanted_the_form_does_not_ask(house: House) -> None:
    page = visitor(house.member).get(f"/items/new/{new_id()}/")
    assert found(page, "//select[@name='topic']") == []
    assert "现在没有特别征集的选题" in said(visitor(house.member).get("/topics/"))


def test_who_is_asked_accepts_or_declines(house: House) -> None:
    request, client = topics.asked(house), visitor(house.officer)
    page = client.get(f"/topics/{request.topic.public_id}/")
    urls = found(page, "//a[contains(@href, '/topics/requests/')]/@href")
    assert urls == [f"/topics/requests/{request.public_id}/{noun}/" for noun in ("acceptance", "refusal")]
    assert client.get(urls[0]).status_code == 200
    assert client.post(urls[0], {"act": act(), "seen": 1}).status_code == 302
    assert client.post(urls[1], {"act": act(), "seen": 2, "reason": "人手不足"}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.reason) == (RequestState.DECLINED, "人手不足")
    outbox.carry_out()
    assert "人手不足" in said(visitor(house.editor).get("/notices/"))


def test_the_office_sees_who_has_not_answered(house: House) -> None:
    with clock.at(clock.now() - datetime.timedelta(days=20)):
        topic = topics.commissioned(house, units=[house.township, house.department])
        topics.answered(house, topic)
    rows = waiting(house.editor)
    assert (topic.title, ["应报 2，已报 1"]) in [(row.title, row.about) for row in rows]
    page = visitor(house.editor).get(f"/topics/{topic.public_id}/")
    assert found(page, "//tbody/tr/td[2]") == ["已报送", "逾期未报"]
    assert "有未报送" in said(visitor(house.editor).get("/topics/"))


@pytest.mark.parametrize(
    ("noun", "form", "state"),
    [
        ("extension", {"until": str(topics.in_days(20)), "reason": "等材料"}, "open"),
        ("closing", {}, "closed"),
        ("withdrawal", {"reason": "不再需要"}, "withdrawn"),
    ],
)
def test_steps_of_a_topic(house: House, noun: str, form: dict[str, str], state: str) -> None:
    topic, client = topics.commissioned(house), visitor(house.editor)
    url = f"/topics/{topic.public_id}/{noun}/"
    assert url in found(client.get(f"/topics/{topic.public_id}/"), "//a/@href")
    assert client.get(url).status_code == 200
    assert client.post(url, {"act": act(), "seen": topic.version, **form}).status_code == 302
    topic.refresh_from_db()
    assert topic.state == state
    assert visitor(house.neighbour.editor).get(url).status_code == 404
    assert visitor(house.signer).post(url, {"act": act(), **form}).status_code == 403


def test_closed_topics_stand_in_their_own_list_and_can_be_reopened(house: House) -> None:
    topic, client = topics.closed(house), visitor(house.editor)
    assert found(client.get("/topics/?over=yes&before=x"), "//tbody/tr/td[1]/a") == [topic.title]
    assert found(client.get(f"/topics/?over=yes&before={topic.pk}"), "//tbody/tr") == []
    assert client.post(f"/topics/{topic.public_id}/reopening/", {"act": act(), "reason": "仍有来稿"}).status_code == 302
    assert found(client.get("/topics/"), "//tbody/tr/td[1]/a") == [topic.title]


@pytest.mark.rule("RULE-040")
def test_a_decision_is_followed_through_its_phases(house: House) -> None:
    client = visitor(house.editor)
    form = {"act": act(), "decision": str(new_id()), "title": "预算绩效办法"}
    url = client.post("/topics/decisions/new/", form).headers["Location"]
    assert client.post("/topics/decisions/new/", {**form, "act": act(), "title": ""}).status_code == 422
    assert client.post("/topics/decisions/new/", {**form, "act": act()}).status_code == 409
    assert client.get("/topics/decisions/new/").status_code == 200
    number = items.submitted(house).number
    for noun, asked in (
        ("phase", {"number": number, "phase": "before"}),
        ("issue", {"issued_on": str(clock.today()), "instrument": "岚政发7号"}),
        ("conclusion", {"concluded_on": str(clock.today())}),
    ):
        assert f"{url}{noun}/" in found(client.get(url), "//a/@href")
        assert client.post(f"{url}{noun}/", {"act": act(), **asked}).status_code == 302
    page = client.get(url)
    assert found(page, "//table[last()]/tbody/tr/td[5]") == ["缺反映"] * 3
    ask = found(page, "//a[contains(@href, 'phase=result')]/@href")[0]
    assert "完善决策" in found(client.get(ask), "//textarea[@name='brief']")[0]
    listed = client.get("/topics/decisions/")
    assert "相关稿件 1 篇，其中决策前报送 1 篇，占 100%。" in said(listed)
    assert Decision.objects.get().state == "concluded"
    assert visitor(house.member).get("/topics/decisions/").status_code == 403
    assert visitor(house.member).get(url).status_code == 404


def test_pages_cost_the_same_for_one_and_for_three(
    house: House, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    editor, officer = visitor(house.editor), visitor(house.officer)
    decision = topics.issued(house)

    def one_more() -> Topic:
        topic = topics.commissioned(house, decision=decision.public_id, phase="reaction")
        topics.answered(house, topic)
        topics.commissioned(house)
        return topic

    topic = one_more()
    pages = [
        "/topics/",
        f"/topics/{topic.public_id}/",
        f"/topics/decisions/{decision.public_id}/",
        "/topics/decisions/",
    ]
    few = [queries_of(lambda url=url: editor.get(url)) for url in pages]
    few += [queries_of(lambda url=url: officer.get(url)) for url in ("/", "/topics/", f"/topics/{topic.public_id}/")]
    for _more in range(2):
        one_more()
        topics.answered(house, topic)
    many = [queries_of(lambda url=url: editor.get(url)) for url in pages]
    many += [queries_of(lambda url=url: officer.get(url)) for url in ("/", "/topics/", f"/topics/{topic.public_id}/")]
    assert few == many
    assert max(many) <= 20


@pytest.mark.parametrize("role", ["member", "officer", "editor", "leader", "supervisor", "signer"])
def test_every_role_reads_the_list_in_both_languages(house: House, role: str) -> None:
    topics.point(house)
    for language, word in (("zh-hans", "户外劳动者防护"), ("en", "reporting point")):
        assert word in said(visitor(getattr(house, role), language=language).get("/topics/"))
