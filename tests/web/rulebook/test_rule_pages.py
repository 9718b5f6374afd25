# SPDX-License-Identifier: Apache-2.0
"""The rulebook's pages: values in force with their sources, changes by draft and second person, texts, exchange."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import Recorded
from tests.factories.items import submitted
from tests.factories.network import House
from tests.web.administration.conftest import PEOPLE
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.items.rules import REVIEW_LEVELS, TEXT_LENGTH
from yizhan.domains.network.states import Level, Role
from yizhan.domains.rulebook import queries
from yizhan.domains.rulebook.models import Draft, Rule, RuleText
from yizhan.domains.rulebook.operations import drafts, laying_down, texts
from yizhan.domains.rulebook.rules.own import SECOND_PERSON
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.kernel import clock
from yizhan.kernel.actors import system

URL = "/rules/items.review_levels/"
CHANGE = "/rules/items.review_levels/change/"
TODAY = clock.today()


def answers(**changes: Any) -> dict[str, Any]:
    given = {"value": "3", "valid_from": TODAY.isoformat(), "instrument": "《审核办法》", "article": "第三条"}
    return {**given, "strength": "must", "act": act(), **changes}


def lay_down(house: House, value: Any, *, on: datetime.date = TODAY, key: str = REVIEW_LEVELS.key, **more: Any) -> Rule:
    origin = Instrument(title="《审核办法》", article="第三条")
    provision = Provision(key=key, value=value, valid_from=on, instrument=origin, **more)
    return laying_down.lay_down(system(), house.station.pk, provision)


def row(page: Any) -> str:
    """The row of the levels of review."""
    return found(page, '//tr[td/a[@href="/rules/items.review_levels/"]]')[0]


@pytest.mark.parametrize("role", PEOPLE)
def test_everybody_reads_and_the_system_administrator_changes(house: House, role: str) -> None:
    client = visitor(getattr(house, role))
    assert "审核级数" in said(client.get("/rules/"))
    page = client.get(URL)
    assert page.status_code == 200
    prepares = role == Role.SYSTEM_ADMINISTRATOR
    assert ("制定新规定" in said(page)) is prepares
    assert client.get("/rules/texts/").status_code == 200
    assert client.get("/rules/comparison/").status_code == 200
    assert client.get("/rules/export/").status_code == 200
    for url in (CHANGE, "/rules/import/", "/rules/drafts/new/", "/rules/texts/new/"):
        assert client.get(url).status_code == (200 if prepares else 403)
    decides = prepares or role in {Role.SIGNER, Role.LEADER}
    assert client.get("/rules/drafts/").status_code == (200 if decides else 404)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LEADER, Role.SECURITY_ADMINISTRATOR])
def test_nobody_else_changes_a_rule(house: House, recorded: Recorded, role: str) -> None:
    client = visitor(getattr(house, role))
    recorded.clear()
    for url in (CHANGE, "/rules/import/", "/rules/drafts/new/", "/rules/texts/new/"):
        assert client.post(url, answers()).status_code == 403
    assert recorded.names == []


def test_default_stands_with_its_source(system_administrator: Client) -> None:
    assert row(system_administrator.get("/rules/")).endswith("2 级自启用起惯例：科室、办公室两级")


def test_a_change_goes_into_a_draft_and_a_second_person_puts_it_in_force(
    house: House, system_administrator: Client, recorded: Recorded
) -> None:
    recorded.clear()
    url = system_administrator.post(CHANGE, answers())["Location"]
    assert recorded.names == ["rulebook.draft.prepared"]
    assert "2 级" in row(system_administrator.get("/rules/"))
    page = system_administrator.get(url)
    assert "《审核办法》 第三条" in said(page)
    assert found(page, '//a[contains(@href, "handing-over")]') == ["送审"]
    draft = Draft.objects.get()
    system_administrator.post(f"{url}handing-over/", {"act": act(), "seen": draft.version})
    assert "等待第二人审核" in said(system_administrator.get(url))
    assert system_administrator.post(f"{url}force/", {"act": act()}).status_code == 403
    leader = visitor(house.leader)
    assert "尚未生效的草案" in said(leader.get("/rules/"))
    assert leader.get(f"{url}force/").status_code == 200
    assert leader.post(f"{url}force/", {"act": act()})["Location"] == url
    assert queries.value(house.station.pk, REVIEW_LEVELS) == 3
    assert "3 级" in row(system_administrator.get("/rules/"))
    assert "《审核办法》 第三条" in said(system_administrator.get(URL))


def test_a_second_change_may_join_the_draft_or_be_taken_out(house: House, system_administrator: Client) -> None:
    draft = drafts.prepare(house.system_administrator, title="一月起")
    url = f"/rules/drafts/{draft.public_id}/"
    assert "草案里还没有改动" in said(system_administrator.get(url))
    assert system_administrator.post(CHANGE, answers(draft=str(draft.public_id)))["Location"] == url
    township = str(house.township.pk)
    narrowed = answers(draft=str(draft.public_id), value="1", organizations=[township], levels=[str(Level.COUNTY)])
    system_administrator.post(CHANGE, narrowed)
    page = system_administrator.get(url)
    assert house.township.name in said(page)
    assert [one.value for one in draft.changes.all()] == [3, 1]
    first = draft.changes.all()[0]
    system_administrator.post(f"{url}changes/{first.pk}/removal/", {"act": act()})
    assert [one.value for one in draft.changes.all()] == [1]


def test_sent_back_with_a_reason_and_discarded(house: House, system_administrator: Client) -> None:
    url = system_administrator.post(CHANGE, answers())["Location"]
    system_administrator.post(f"{url}handing-over/", {"act": act()})
    signer = visitor(house.signer)
    assert signer.post(f"{url}return/", {"act": act(), "reason": " "}).status_code == 422
    assert signer.post(f"{url}return/", {"act": act(), "reason": "请注明条款。"}).status_code == 302
    assert "请注明条款" in said(system_administrator.get(url))
    assert system_administrator.post(f"{url}discard/", {"act": act()}).status_code == 302
    assert "已作废" in said(system_administrator.get("/rules/drafts/"))


def test_where_no_second_person_is_needed_a_value_holds_at_once(
    house: House, system_administrator: Client, recorded: Recorded
) -> None:
    lay_down(house, "no", key=SECOND_PERSON.key)
    recorded.clear()
    given = answers()
    for _ in range(2):
        assert system_administrator.post(CHANGE, given)["Location"] == URL
    assert recorded.names == ["rulebook.value.set"]
    assert queries.value(house.station.pk, REVIEW_LEVELS) == 3


def test_what_comes_and_special_values_are_announced(house: House, system_administrator: Client) -> None:
    lay_down(house, 4, on=TODAY + datetime.timedelta(days=30))
    lay_down(house, 1, scope=Scope(organizations=(house.township.pk,)), strand="市里")
    listed = row(system_administrator.get("/rules/"))
    for words in ("2 级", "4 级", "另有 1 项专门规定"):
        assert words in listed
    page = said(system_administrator.get(URL))
    for words in ("即将执行", "现行的专门规定", house.township.name, "并行规定：市里"):
        assert words in page


def test_search_finds_rules_by_their_words(system_administrator: Client) -> None:
    page = system_administrator.get("/rules/?q=字数")
    assert "审核级数" not in said(page)
    assert "没有相关的规则" in said(system_administrator.get("/rules/?q=月亮"))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"value": "9"}, "value", "应在 1 与 4 之间"),
        ({"value": "二"}, "value", "不是整数"),
        ({"value": ""}, "value", "这个字段"),
        ({"valid_from": "2026-02-30"}, "valid_from", "日期"),
        ({"instrument": " "}, "instrument", "这个字段"),
        ({"kinds": "甲\n甲"}, "value", "重复"),
        ({"ends": "on"}, "ends", "不能直接停止"),
    ],
)
def test_refused_value_is_shown_again(
    system_administrator: Client, recorded: Recorded, changes: dict[str, str], field: str, words: str
) -> None:
    recorded.clear()
    page = system_administrator.post(CHANGE, answers(**changes))
    assert page.status_code == 422
    assert words in said(page)
    assert page.context["form"].errors.keys() == {field}
    assert recorded.names == []


def test_unknown_things_are_not_found(house: House, system_administrator: Client) -> None:
    draft = drafts.prepare(house.neighbour.system_administrator, title="邻区的草案")
    text = texts.enter_text(house.neighbour.system_administrator, title="邻区的制度")
    for url in ("/rules/items.nothing/", f"/rules/drafts/{draft.public_id}/", f"/rules/texts/{text.public_id}/"):
        assert system_administrator.get(url).status_code == 404
    assert visitor(house.editor).get(f"/rules/drafts/{draft.public_id}/").status_code == 404


def test_station_sees_its_own_values_only(house: House, elsewhere: House) -> None:
    lay_down(elsewhere, 4)
    assert "4 级" not in row(visitor(house.editor).get("/rules/"))


def test_texts_are_entered_found_chosen_and_superseded(house: House, system_administrator: Client) -> None:
    given = {"title": "《审核办法》", "number": "云政协办〔2025〕3号", "wording": "第一条 逐级审核。", "act": act()}
    url = system_administrator.post("/rules/texts/new/", given)["Location"]
    assert "已经登记过" in said(system_administrator.post("/rules/texts/new/", {**given, "act": act()}))
    text = RuleText.objects.get()
    chosen = answers(instrument="", rule_text=str(text.public_id))
    system_administrator.post(CHANGE, chosen)
    draft = Draft.objects.get()
    drafts.hand_over(house.system_administrator, draft.public_id)
    drafts.put_in_force(house.leader, draft.public_id)
    page = said(visitor(house.member).get(url))
    assert "第一条 逐级审核。" in page
    assert "审核级数" in page
    system_administrator.post("/rules/texts/new/", {"title": "《审核办法》", "number": "2026〕1号", "act": act()})
    other = RuleText.objects.exclude(pk=text.pk).get()
    system_administrator.post(f"{url}successor/", {"by": str(other.public_id), "on": TODAY.isoformat(), "act": act()})
    assert "已被取代" in said(system_administrator.get(url))
    assert found(system_administrator.get("/rules/texts/?q=逐级"), "//tbody/tr/td/a") == ["《审核办法》"]


def test_what_was_exported_is_taken_in_as_a_draft(house: House, system_administrator: Client) -> None:
    lay_down(house, 1, scope=Scope(organizations=(house.township.pk,)))
    lay_down(house, 900, key=TEXT_LENGTH.key, on=TODAY + datetime.timedelta(days=3))
    exported = system_administrator.get("/rules/export/")
    assert exported["Content-Type"].startswith("application/toml")
    file = SimpleUploadedFile("rules.toml", exported.content)
    url = system_administrator.post("/rules/import/", {"file": file, "act": act()})["Location"]
    draft = Draft.objects.get()
    assert url == f"/rules/drafts/{draft.public_id}/"
    assert draft.title == house.station.name
    drafts.hand_over(house.system_administrator, draft.public_id)
    drafts.put_in_force(house.leader, draft.public_id)
    assert system_administrator.get("/rules/export/").content == exported.content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "请选择一套规则"),
        ("key = [", "第 1 行：不是正确的 TOML"),
        (
            '[[rule]]\nkey = "items.review_levels"\nvalue = 9\nfrom = 2026-01-01\ninstrument = "x"\n',
            "第 3 行：数值应在",
        ),
        ('title = "空"\n', "文件里没有规则"),
    ],
)
def test_a_file_that_is_wrong_names_its_lines_and_is_not_taken_in(
    system_administrator: Client, recorded: Recorded, content: str, words: str
) -> None:
    recorded.clear()
    page = system_administrator.post("/rules/import/", {"content": content, "act": act()})
    assert page.status_code == 422
    assert words in said(page)
    assert recorded.names == []
    binary = SimpleUploadedFile("rules.toml", b"\xff\xfe\x00")
    assert "UTF-8" in said(system_administrator.post("/rules/import/", {"file": binary, "act": act()}))


def test_two_days_are_compared(house: House, system_administrator: Client) -> None:
    later = TODAY + datetime.timedelta(days=30)
    lay_down(house, 4, on=later)
    page = said(system_administrator.get(f"/rules/comparison/?before={TODAY}&after={later}"))
    assert "审核级数" in page
    assert "4 级" in page
    assert "两个日期的规定相同" in said(system_administrator.get("/rules/comparison/?before=nonsense"))


def test_queries_do_not_grow(
    house: House, system_administrator: Client, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    lay_down(house, 3)
    draft = drafts.prepare(house.system_administrator, title="草案")
    drafts.propose(house.system_administrator, draft.public_id, lay_down(house, 3).provision)
    urls = ["/rules/", URL, f"/rules/drafts/{draft.public_id}/", "/rules/drafts/", "/rules/comparison/"]
    one = [queries_of(lambda url=url: system_administrator.get(url)) for url in urls]
    for value in (1, 4):
        lay_down(house, value)
        drafts.prepare(house.system_administrator, title="又一份")
        narrow = Scope(levels=(value,))
        changed = lay_down(house, value, scope=narrow).provision
        drafts.propose(house.system_administrator, draft.public_id, changed)
    assert [queries_of(lambda url=url: system_administrator.get(url)) for url in urls] == one


def test_a_set_of_the_house_becomes_a_draft(house: House, system_administrator: Client) -> None:
    url = system_administrator.post("/rules/import/", {"shipped": "county-offices", "act": act()})["Location"]
    page = said(system_administrator.get(url))
    assert "县两办常用规则" in page
    assert "RULE-023" in page
    assert queries.in_force(house.station.pk, REVIEW_LEVELS).is_default
    assert system_administrator.post("/rules/import/", {"shipped": "moon", "act": act()}).status_code == 422


def test_a_draft_says_what_it_would_have_meant(house: House, system_administrator: Client) -> None:
    length = len(submitted(house).texts.get().situation)
    origin = Instrument(title="制度")
    shorter = Provision(key=TEXT_LENGTH.key, value=200, valid_from=TODAY, instrument=origin)
    draft = drafts.prepare(house.system_administrator, title="短些", provisions=[shorter])
    page = said(system_administrator.get(f"/rules/drafts/{draft.public_id}/"))
    assert f"按新规定有 {int(length > 200)} 篇" in page
