# SPDX-License-Identifier: Apache-2.0
"""The desk on which an issue is composed: with and without JavaScript, twice, too late, and by whom it may not be."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.factories import items
from tests.factories import periodicals as made
from tests.factories.network import House
from tests.web.items.visits import act, found, part, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, review
from yizhan.domains.periodicals.models import Entry, Issue
from yizhan.domains.periodicals.operations import composing, release
from yizhan.kernel.errors import Refusal

TITLES = "//section[contains(@class, 'bulletin-entry')]/h2"


def url(issue: Issue, noun: str = "") -> str:
    return f"/issues/{issue.public_id}/{noun}/" if noun else f"/issues/{issue.public_id}/"


def titles(issue: Issue) -> list[str]:
    return [entry.item.title for entry in Entry.objects.filter(issue=issue).order_by("position")]


def keys(issue: Issue) -> list[str]:
    """The lines of the desk as it sends them."""
    sent = [f"entry:{entry}" for entry in made.entries(issue)]
    heads = [f"column:{column.public_id}" for column in issue.series.columns.order_by("rank")]
    return [*sent, *heads]


def two(house: House) -> Issue:
    return made.composed(house, placed=[items.signed(house, title="甲"), items.signed(house, title="乙")])


def newly_signed(house: House, item: Item, **texts: str) -> Item:
    """The item signed anew with another wording."""
    review.withdraw_signature(house.signer, item.public_id, reason="数字有误")
    editing.edit(house.editor, item.public_id, wording=items.wording(**texts))
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    return review.sign_off(house.signer, item.public_id)


def test_desk_shows_the_sheet_the_order_and_what_waits(house: House) -> None:
    issue = two(house)
    waiting = items.signed(house, title="待选")
    page = visitor(house.editor).get(url(issue))
    assert found(page, TITLES) == ["甲", "乙"]
    assert found(page, "//li[@class='order-head']/text()") == list(made.COLUMNS)
    assert found(page, "//li[contains(@class, 'desk-candidate')]//a") == [waiting.title]
    assert "若今天印发：" in said(page)
    assert "第1期（总第1期）" in said(page)


def test_desk_speaks_english(house: House) -> None:
    page = visitor(house.editor, language="en").get(url(two(house)))
    assert "If it were released today: no. 1 of" in said(page)
    assert found(page, "//h2[@id='waiting-title']") == ["Signed, waiting to be placed"]


def test_item_is_placed_in_the_chosen_column(house: House, recorded: Recorded) -> None:
    issue, item = made.empty(house), items.signed(house)
    column = made.column(issue.series, "工作动态")
    client = visitor(house.editor)
    recorded.clear()
    answer = client.post(url(issue, "entries"), {"act": act(), "item": item.public_id, "column": str(column)})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{url(issue)}#desk")
    assert Entry.objects.get(issue=issue).column.public_id == column
    assert recorded.names == ["periodicals.entry.placed"]


def test_item_is_placed_with_htmx_and_work_goes_on_with_the_next(house: House) -> None:
    issue = made.empty(house)
    first, second = items.signed(house, title="甲"), items.signed(house, title="乙")
    given = {"act": act(), "item": first.public_id, "column": ""}
    answer = part(visitor(house.editor), url(issue, "entries"), "composing", given)
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith('<div id="composing"')
    assert found(answer, TITLES) == ["甲"]
    assert found(answer, "//a[@data-focus]") == [second.title]


def test_placing_twice_places_once(house: House, recorded: Recorded) -> None:
    issue, item = made.empty(house), items.signed(house)
    client, given = visitor(house.editor), {"act": act(), "item": item.public_id, "column": ""}
    recorded.clear()
    assert [client.post(url(issue, "entries"), given).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == ["periodicals.entry.placed"]


def test_placing_from_a_page_of_yesterday_says_that_it_is_placed(house: House, recorded: Recorded) -> None:
    issue, item = made.empty(house), items.signed(house)
    composing.place(house.editor, issue.public_id, item=item.public_id)
    client = visitor(house.reviewer)
    recorded.clear()
    given = {"act": act(), "item": item.public_id, "column": ""}
    answer = part(client, url(issue, "entries"), "composing", given)
    assert answer.status_code == 409
    assert "已在该刊正在编组的一期中" in said(answer)
    assert recorded.names == []


def test_item_that_waits_is_found_by_words(house: House) -> None:
    issue = made.empty(house)
    items.signed(house, title="电梯无人维护")
    items.signed(house, title="路灯不亮")
    answer = part(visitor(house.editor), f"{url(issue)}?q=路灯", "waiting")
    assert found(answer, "//li[contains(@class, 'desk-candidate')]//a") == ["路灯不亮"]
    assert '<div id="waiting">' in answer.content.decode()


def test_order_is_taken_as_the_page_sends_it(house: House, recorded: Recorded) -> None:
    issue = two(house)
    first, second, social, news = keys(issue)
    client = visitor(house.editor)
    recorded.clear()
    answer = client.post(url(issue, "order"), {"order": [social, second, news, first]})
    assert answer.status_code == 302
    assert titles(issue) == ["乙", "甲"]
    assert [entry.column.name for entry in Entry.objects.filter(issue=issue).order_by("position")] == [
        "社情民意",
        "工作动态",
    ]
    assert recorded.names == ["periodicals.issue.arranged"]


@pytest.mark.parametrize(
    ("move", "order", "columns"),
    [
        (":up", ["乙", "甲"], ["", ""]),
        (":down", ["甲", "乙"], ["", "社情民意"]),
    ],
)
def test_buttons_move_an_entry_by_one_and_past_heads_into_columns(
    house: House, move: str, order: list[str], columns: list[str]
) -> None:
    issue = two(house)
    sent = keys(issue)
    answer = visitor(house.editor).post(url(issue, "order"), {"order": sent, "move": f"{sent[1]}{move}"})
    assert answer.status_code == 302
    placed = Entry.objects.filter(issue=issue).order_by("position")
    assert [entry.item.title for entry in placed] == order
    assert [entry.column.name if entry.column else "" for entry in placed] == columns


def test_selects_put_entries_into_columns_without_javascript(house: House) -> None:
    issue = two(house)
    first, second = made.entries(issue)
    column = made.column(issue.series, "工作动态")
    given = {"order": keys(issue), "apply": "1", f"column-entry:{first}": str(column), f"column-entry:{second}": ""}
    visitor(house.editor).post(url(issue, "order"), given)
    assert titles(issue) == ["乙", "甲"]
    assert Entry.objects.get(public_id=first).column.public_id == column


def test_moved_entry_keeps_the_focus(house: House) -> None:
    issue = two(house)
    sent = keys(issue)
    answer = part(visitor(house.editor), url(issue, "order"), "composing", {"order": sent, "move": f"{sent[1]}:up"})
    assert found(answer, "//a[@data-focus]") == ["乙"]


def test_order_that_misses_an_entry_is_refused(house: House, recorded: Recorded) -> None:
    issue = two(house)
    client = visitor(house.editor)
    recorded.clear()
    answer = client.post(url(issue, "order"), {"order": keys(issue)[1:]})
    assert answer.status_code == 422
    assert "本期2篇应各列一次" in said(answer)
    assert recorded.names == []


def test_entry_taken_out_can_be_put_back_where_it_was(house: House, recorded: Recorded) -> None:
    issue, client = two(house), visitor(house.editor)
    entry = made.entries(issue)[0]
    recorded.clear()
    client.post(url(issue, "removal"), {"act": act(), "entry": str(entry)})
    assert titles(issue) == ["乙"]
    undo = found(client.get(url(issue)), "//div[@id='messages']//form/@action")[0]
    assert client.post(undo).status_code == 302
    assert titles(issue) == ["乙", "甲"]
    assert recorded.names == ["periodicals.entry.removed", "periodicals.entry.placed"]


def test_taking_out_twice_takes_out_once(house: House, recorded: Recorded) -> None:
    issue, client = two(house), visitor(house.editor)
    given = {"act": act(), "entry": str(made.entries(issue)[0])}
    recorded.clear()
    assert [client.post(url(issue, "removal"), given).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == ["periodicals.entry.removed"]


def test_entry_that_is_gone_is_said_on_the_desk(house: House) -> None:
    issue = two(house)
    gone = made.entries(issue)[0]
    composing.remove(house.reviewer, issue.public_id, entry=gone)
    answer = part(visitor(house.editor), url(issue, "removal"), "composing", {"act": act(), "entry": str(gone)})
    assert answer.status_code == 409
    assert "本期没有这篇稿件。" in said(answer)
    assert found(answer, TITLES) == ["乙"]


def test_heading_is_printed_in_place_of_the_title(house: House, recorded: Recorded) -> None:
    issue, client = two(house), visitor(house.editor)
    address = f"/issues/entries/{made.entries(issue)[0]}/heading/"
    page = client.get(address)
    assert "甲" in said(page)
    recorded.clear()
    answer = client.post(address, {"act": act(), "seen": issue.version, "heading": "另拟标题"})
    assert answer.headers["Location"].startswith(f"{url(issue)}#entry-")
    assert found(client.get(url(issue)), TITLES) == ["另拟标题", "乙"]
    assert recorded.names == ["periodicals.entry.headed"]


def test_heading_from_a_page_of_yesterday_is_refused_and_kept(house: House) -> None:
    issue = two(house)
    given = {"act": act(), "seen": issue.version - 1, "heading": "另拟标题"}
    answer = visitor(house.editor).post(f"/issues/entries/{made.entries(issue)[0]}/heading/", given)
    assert answer.status_code == 409
    assert 'value="另拟标题"' in answer.content.decode()


def test_signature_that_was_withdrawn_is_marked_where_it_is(house: House) -> None:
    issue = two(house)
    review.withdraw_signature(house.signer, issue.entries.order_by("position")[0].item.public_id, reason="数字有误")
    page = visitor(house.editor).get(url(issue))
    assert found(page, "//section[h2='甲']//p[@class='callout-title']") == [
        f"{issue.entries.order_by('position')[0].item.number}未签发：甲"
    ]
    assert found(page, "//section[h2='乙']//p[@class='callout-title']") == []


def test_newer_wording_is_taken_over(house: House, recorded: Recorded) -> None:
    item = items.signed(house, title="旧题")
    issue = made.composed(house, placed=[item])
    newly_signed(house, item, title="新题")
    client = visitor(house.editor)
    assert found(client.get(url(issue)), "//section[contains(@class, 'bulletin-entry')]//form//button")[0] == "换用新稿"
    recorded.clear()
    given = {"act": act(), "entry": str(made.entries(issue)[0])}
    answer = part(client, url(issue, "renewal"), "composing", given)
    assert found(answer, TITLES) == ["新题"]
    assert "已换用新稿" in said(answer)
    assert recorded.names == ["periodicals.entry.renewed"]


def without_source(house: House) -> Issue:
    """Placed with its source, and signed anew would need one; an import may bring an item that has none."""
    issue = made.composed(house)
    text = issue.entries.get().item.texts.get()
    type(text).objects.filter(pk=text.pk).update(source="")
    return issue


def unsigned(house: House) -> Issue:
    issue = made.composed(house)
    review.withdraw_signature(house.signer, issue.entries.get().item.public_id, reason="数字有误")
    return issue


def outdated(house: House) -> Issue:
    issue = made.composed(house)
    newly_signed(house, issue.entries.get().item, title="新题")
    return issue


def unaddressed(house: House) -> Issue:
    return made.composed(house, made.series(house, kind="special_report", readers=[made.body(house.department)]))


@pytest.mark.parametrize(
    ("hindered", "code"),
    [
        (made.empty, "periodicals.issue.empty"),
        (unsigned, "periodicals.item.not_signed"),
        (outdated, "periodicals.entry.text_outdated"),
        (without_source, "periodicals.item.without_source"),
        (unaddressed, "periodicals.special_report.no_recipient"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.rule("RULE-025")
@pytest.mark.rule("RULE-037")
def test_desk_names_what_the_release_would_refuse(house: House, hindered: Callable[[House], Issue], code: str) -> None:
    from yizhan.kernel import sentences

    issue = hindered(house)
    with pytest.raises(Refusal) as refused:
        release.release(house.signer, issue.public_id)
    assert refused.value.code == code
    titles_of_callouts = found(visitor(house.editor).get(url(issue)), "//p[@class='callout-title']")
    assert titles_of_callouts == [sentences.refused(refused.value)[0]]


def test_complete_issue_has_no_problem(house: House) -> None:
    assert found(visitor(house.editor).get(url(two(house))), "//p[@class='callout-title']") == []


def test_signer_reads_and_has_the_one_act(house: House) -> None:
    page = visitor(house.signer).get(url(two(house)))
    assert found(page, TITLES) == ["甲", "乙"]
    assert found(page, "//div[@class='page-act']/a") == ["印发本期"]
    assert found(page, "//form[@id='order']") == []


@pytest.mark.parametrize("noun", ["entries", "order", "removal", "renewal"])
def test_signer_does_not_compose(house: House, noun: str, recorded: Recorded) -> None:
    issue = two(house)
    given = {"item": items.signed(house).public_id, "entry": str(made.entries(issue)[0]), "order": keys(issue)}
    client = visitor(house.signer)
    recorded.clear()
    assert client.post(url(issue, noun), given).status_code == 403
    assert recorded.names == []


@pytest.mark.parametrize("noun", ["entries", "order", "removal", "renewal"])
def test_desk_of_another_station_is_not_found(house: House, elsewhere: House, noun: str) -> None:
    issue, stranger = two(house), visitor(elsewhere.editor)
    assert stranger.get(url(issue)).status_code == 404
    assert stranger.post(url(issue, noun), {"order": keys(issue)}).status_code == 404


def test_who_is_not_staff_does_not_see_the_desk(house: House) -> None:
    issue = two(house)
    assert [visitor(getattr(house, role)).get(url(issue)).status_code for role in ("leader", "member", "handler")] == [
        404,
        404,
        404,
    ]


def test_released_meanwhile_is_said_on_a_page_of_its_own(house: House) -> None:
    issue = two(house)
    release.release(house.signer, issue.public_id)
    answer = visitor(house.editor).post(url(issue, "removal"), {"act": act(), "entry": str(made.entries(issue)[0])})
    assert answer.status_code == 409
    assert "本期状态已变" in said(answer)


def test_queries_of_the_desk_do_not_grow(house: House, queries_of: Callable[[Callable[[], Any]], int]) -> None:
    client, issue = visitor(house.editor), made.composed(house)
    items.signed(house)
    before = queries_of(lambda: client.get(url(issue)))
    for _ in range(2):
        composing.place(house.editor, issue.public_id, item=items.signed(house).public_id)
        items.signed(house)
    assert queries_of(lambda: client.get(url(issue))) == before
