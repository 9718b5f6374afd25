# SPDX-License-Identifier: Apache-2.0
"""Three items put together with shares, and taken apart again, in a real browser; the author reads it on a phone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.installation import ALIKE, ALIKE_TITLES

pytestmark = pytest.mark.e2e

#: Read by the fixture that makes the installation.
OPTIONS = (ALIKE,)

TITLE = "多地反映加装电梯后续管理问题"


def test_three_items_are_put_together_with_shares_and_taken_apart(enter: Enter) -> None:
    editor = enter("editor")
    page = editor.open("/items/?state=registered")
    for title in ALIKE_TITLES:
        page.get_by_role("checkbox", name=title).check()
    editor.follow(page.get_by_role("button", name="合并", exact=True))

    shares = page.get_by_role("spinbutton")
    expect(shares).to_have_count(3)
    expect(page.locator("[data-total]")).to_contain_text("100 %")
    shares.nth(0).fill("60")
    expect(page.locator("[data-total]")).to_have_class("shares-wrong")
    shares.nth(1).fill("25.5")
    shares.nth(2).fill("14.5")
    expect(page.locator("[data-total]")).not_to_have_class("shares-wrong")
    editor.follow(page.get_by_role("button", name="取用建议").nth(1))
    expect(shares.nth(1)).to_have_value("25.5")
    page.get_by_label("标题", exact=False).fill(TITLE)
    editor.follow(editor.button("合并"))
    expect(editor.message()).to_contain_text("3 篇来稿已合并为综合稿")
    for title, share in zip(ALIKE_TITLES, ("25.5%", "14.5%"), strict=False):
        expect(page.get_by_role("link", name=title).first).to_be_visible()
        expect(page.get_by_text(share).first).to_be_visible()

    member = enter("member", is_phone=True)
    member.open("/items/mine/")
    phone = member.follow(member.page.get_by_role("link", name=ALIKE_TITLES[0]))
    expect(phone.get_by_text("与另外 2 篇反映同类情况的稿件合并为综合稿")).to_be_visible()

    whole = page.url
    editor.open(f"{whole}parts/")
    editor.follow(page.get_by_role("link", name="撤销上一步"))
    editor.follow(editor.button("撤销"))
    expect(editor.message()).to_have_text("已撤销。")
    assert page.url == whole
    expect(page.locator("main").get_by_text("已撤销综合").first).to_be_visible()
    editor.open("/items/?state=registered")
    for title in ALIKE_TITLES:
        expect(page.get_by_role("checkbox", name=title)).to_be_visible()
