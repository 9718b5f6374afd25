# SPDX-License-Identifier: Apache-2.0
"""What the office does with an item: register, edit, verify, review, sign."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.acts.authoring import TITLE
from tests.e2e.browsing import Visitor

SUGGESTION = "请镇里月底前加固护栏。"
OTHER_SUGGESTION = "请镇里先设警示标志。"


def row(visitor: Visitor) -> Locator:
    """The one row of the workbench that is about the item."""
    visitor.open("/")
    rows = visitor.page.locator(".work-row").filter(has_text=TITLE)
    expect(rows).to_have_count(1)
    return rows


def registers(editor: Visitor) -> None:
    """With the keyboard alone: the workbench names it once, the inbox opens it with j, g registers it."""
    expect(row(editor).get_by_role("link", name="登记")).to_be_visible()
    page = editor.follow(editor.page.get_by_role("navigation", name="栏目").get_by_role("link", name="收件"))
    expect(page.locator(".inbox-row")).to_have_count(1)
    page.keyboard.press("j")
    expect(page.locator("#paper").get_by_role("heading", name=TITLE)).to_be_visible()
    editor.checked()
    page.keyboard.press("Enter")
    expect(page.locator("#paper")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("g")
    editor.checked()
    expect(editor.message()).to_have_text("已登记，转入编辑。")


def opens_for_editing(editor: Visitor) -> Page:
    """The editor's page, from the workbench."""
    return editor.follow(row(editor).get_by_role("link", name="编辑"))


def edits(editor: Visitor) -> str:
    """Changes the suggestion, looks at the difference, puts it in force. Returns the address of the item."""
    page = editor.page
    page.get_by_label("建议", exact=False).fill(SUGGESTION)
    editor.button("查看改动").click()
    expect(page.locator("#differences del")).to_have_text("（删去） 尽快")
    expect(page.locator("#differences ins")).to_have_text("（增加） 月底前")
    editor.checked()
    editor.follow(editor.button("保存为新稿"))
    expect(editor.message()).to_have_text("修改稿已生效。")
    return page.url


def is_overtaken(second: Visitor) -> None:
    """Another editor opened the page before; the refusal keeps what he wrote and shows what stands now."""
    page = second.page
    page.get_by_label("建议", exact=False).fill(OTHER_SUGGESTION)
    with second.expecting(409):
        second.follow(second.button("保存为新稿"))
    expect(page.get_by_text("您编辑期间，稿件有了新的一稿。您写的内容没有丢。")).to_be_visible()
    expect(page.get_by_label("建议", exact=False)).to_have_value(OTHER_SUGGESTION)
    expect(page.locator(".editing-before")).to_contain_text(SUGGESTION)


def verifies(editor: Visitor) -> None:
    """Records how the figures were checked, in a sheet over the page."""
    page = editor.page
    editor.button("核实").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("属实", exact=True).check()
    sheet.get_by_label("向谁、怎样核实").fill("已与镇水利站现场核对。")
    editor.checked()
    editor.follow(sheet.get_by_role("button", name="记录"))
    expect(page.get_by_text("核实第 2 稿的事实和数据：属实。已与镇水利站现场核对。")).to_be_visible()


def sends_to_review(editor: Visitor) -> None:
    """At once, with the way back offered."""
    editor.follow(editor.button("送审"))
    expect(editor.message()).to_have_text("已送审。")
    expect(editor.page.locator("#messages").get_by_role("button", name="撤销")).to_be_visible()


def passes(reviewer: Visitor) -> None:
    """Opens the item from the workbench and passes a level."""
    reviewer.follow(row(reviewer).get_by_role("link", name="审核"))
    _agrees(reviewer, "通过")
    expect(reviewer.message()).to_have_text("已通过。")


def may_not_pass_twice(reviewer: Visitor, address: str) -> None:
    """Nobody fills two levels of one item, and is told why."""
    reviewer.open(address)
    with reviewer.expecting(403):
        _agrees(reviewer, "通过")
    words = "您已经审过这条信息的一级，下一级须由他人审核。 请把这一级交给同事。"
    expect(reviewer.page.get_by_role("alert")).to_have_text(words)


def signs(signer: Visitor) -> None:
    """Signs from the workbench."""
    signer.follow(row(signer).get_by_role("link", name="签发"))
    signer.follow(signer.button("签发"))
    expect(signer.message()).to_have_text(re.compile("^已签发"))


def _agrees(visitor: Visitor, verb: str) -> None:
    """The act asks in a sheet; there the same word takes it."""
    visitor.button(verb).click()
    sheet = visitor.page.get_by_role("dialog")
    expect(sheet.get_by_role("button", name=verb)).to_be_visible()
    visitor.checked()
    visitor.follow(sheet.get_by_role("button", name=verb))
