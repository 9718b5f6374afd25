# SPDX-License-Identifier: Apache-2.0
"""A quarter's events become a signed bulletin, through the hands of four people; the unit reads it on a phone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import Visitor
from tests.e2e.conftest import Enter
from tests.e2e.installation import QUARTER

pytestmark = pytest.mark.e2e

#: Read by the fixture that makes the installation.
OPTIONS = (QUARTER,)


def does(visitor: Visitor, address: str, act: str, step: str) -> None:
    """Open the bulletin, choose an act, and take the step that its page offers."""
    visitor.open(address)
    visitor.follow(visitor.button(act).first)
    visitor.follow(visitor.button(step).last)


@pytest.mark.rule("RULE-073", "RULE-074")
def test_from_a_quarters_events_to_a_signed_bulletin(enter: Enter) -> None:
    editor = enter("editor")
    editor.open("/bulletins/")
    editor.follow(editor.button("起草通报").first)
    editor.follow(editor.button("起草").last)
    address = editor.page.url
    paper = editor.page.locator("article.bulletin")
    expect(paper).to_contain_text("共收到信息2条，编发1条，上报0条，被采用1条")
    expect(paper).to_contain_text("临江市委办公室采用1条")
    expect(paper.locator("tr", has_text="竹溪镇")).to_contain_text("22")
    editor.checked()
    editor.follow(editor.button("修改文字"))
    editor.page.get_by_label("内容").last.fill("请各单位抓好冬季安全信息报送。")
    editor.follow(editor.button("保存这一稿"))
    expect(paper).to_contain_text("请各单位抓好冬季安全信息报送。")
    expect(editor.button("签发")).to_have_count(0)

    does(editor, address, "送核", "送核")
    does(enter("reviewer"), address, "核对", "文字和数字无误")
    signer = enter("signer")
    does(signer, address, "签发", "签发")
    does(signer, address, "印发", "印发")
    expect(signer.message()).to_contain_text("已印发")

    unit = enter("officer", is_phone=True)
    unit.open("/bulletins/")
    unit.follow(unit.page.locator(".cell-main a"))
    expect(unit.page.locator(".panel").first).to_contain_text("与您有关的部分")
    unit.checked()
