# SPDX-License-Identifier: Apache-2.0
"""From a quarter's events to the money: an objection that is upheld, the signed bulletin, the fee that is paid."""

import datetime

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import Visitor
from tests.e2e.conftest import Enter
from tests.e2e.installation import PEOPLE, QUARTER
from yizhan.kernel import clock

pytestmark = pytest.mark.e2e

#: Read by the fixture that makes the installation.
OPTIONS = (QUARTER,)

#: For whom the pages are not looked at with axe: the tour does so for every role, and it takes longer than the walk.
PLAINLY = {"looks_closely": False}


def does(visitor: Visitor, address: str, act: str, step: str) -> None:
    """Open something, choose an act, and take the step that its page offers."""
    visitor.open(address)
    visitor.follow(visitor.button(act).first)
    visitor.follow(visitor.button(step).last)


def does_in_sheet(visitor: Visitor, address: str, act: str, step: str, **given: str) -> None:
    """The same where the step is offered in a sheet on the page itself."""
    visitor.open(address)
    visitor.button(act).first.click()
    sheet = visitor.page.locator("#step-sheet")
    for label, value in given.items():
        sheet.get_by_label(label).fill(value)
    visitor.follow(sheet.get_by_role("button", name=step, exact=True))


def objection_raised(officer: Visitor) -> str:
    """The officer sees the points of the unit on the phone and objects to a line; the address of the objection."""
    today = clock.today()
    before = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1) - datetime.timedelta(days=1)
    officer.open(f"/points/?period={before.year}Q{before.month // 3}")
    expect(officer.page.locator(".stat-figure").first).to_contain_text("22")
    officer.follow(officer.page.get_by_role("link", name="笔及其依据"))
    officer.follow(officer.page.locator("tr", has_text="报送 1 条").last.get_by_role("link", name="提异议"))
    officer.page.get_by_label("您认为哪里不对").fill("这一条是邻镇报的，不应记在我镇。")
    officer.follow(officer.button("提出异议"))
    return officer.page.url


def set_right(enter: Enter, address: str) -> None:
    """One person upholds the objection with a correction, another confirms it."""
    reviewer = enter("reviewer", **PLAINLY)
    reviewer.open(address)
    reviewer.follow(reviewer.button("成立"))
    reviewer.page.get_by_label("处理").select_option(label="这一笔不计")
    reviewer.page.locator("textarea").fill("查实为邻镇所报，予以更正。")
    reviewer.follow(reviewer.button("认定成立").last)
    second = enter("second_reviewer", **PLAINLY)
    second.open("/corrections/")
    second.follow(second.page.locator(".cell-main a, .work-row a").first)
    second.follow(second.button("确认"))
    second.follow(second.button("确认").last)


def bulletin_signed(enter: Enter) -> None:
    """Drafted from the figures, edited, checked, signed, released; the unit finds its own part."""
    editor = enter("editor")
    editor.open("/bulletins/")
    editor.follow(editor.button("起草通报").first)
    editor.follow(editor.button("起草").last)
    address = editor.page.url
    paper = editor.page.locator("article.bulletin")
    expect(paper).to_contain_text("共收到信息2条，编发1条，上报0条，被采用1条")
    expect(paper).to_contain_text("临江市委办公室采用1条")
    expect(paper.locator("tr", has_text="竹溪镇")).to_contain_text("21")
    editor.checked()
    editor.follow(editor.button("修改文字"))
    editor.page.get_by_label("内容").last.fill("请各单位抓好冬季安全信息报送。")
    editor.follow(editor.button("保存这一稿"))
    expect(paper).to_contain_text("请各单位抓好冬季安全信息报送。")
    expect(editor.button("签发")).to_have_count(0)

    does(editor, address, "送核", "送核")
    does(enter("reviewer", **PLAINLY), address, "核对", "文字和数字无误")
    signer = enter("signer", **PLAINLY)
    does(signer, address, "签发", "签发")
    does(signer, address, "印发", "印发")
    expect(signer.message()).to_contain_text("已印发")


def fee_paid(enter: Enter) -> None:
    """Reckoned, checked by a second and approved by a third person, handed over, paid."""
    editor = enter("editor")
    editor.open("/fees/new/")
    editor.follow(editor.button("核算"))
    address = editor.page.url
    expect(editor.page.locator("tbody")).to_contain_text("本单位编发 1 条，视同本级采用，30.00 元。")
    does_in_sheet(enter("reviewer", **PLAINLY), address, "复核稿酬单", "复核无误")
    does_in_sheet(enter("signer", **PLAINLY), address, "批准稿酬单", "批准")
    cashier = enter("second_reviewer", **PLAINLY)
    does_in_sheet(cashier, address, "移交出纳", "移交出纳", 出纳="钱某")
    does_in_sheet(cashier, address, "登记付款", "确认已付")
    expect(cashier.page.locator("tbody")).to_contain_text(PEOPLE["officer"])


@pytest.mark.rule("RULE-065", "RULE-073", "RULE-074")
def test_from_a_quarters_events_to_a_signed_bulletin_and_a_paid_fee(enter: Enter) -> None:
    officer = enter("officer", is_phone=True)
    set_right(enter, objection_raised(officer))
    bulletin_signed(enter)
    officer.open("/bulletins/")
    officer.follow(officer.page.locator(".cell-main a"))
    expect(officer.page.locator(".panel").first).to_contain_text("与您有关的部分")
    officer.checked()
    fee_paid(enter)
    officer.open("/fees/mine/")
    expect(officer.page.locator(".stat-figure").first).to_contain_text("30.00")
    expect(officer.page.locator("main")).to_contain_text("按社情民意信息稿酬标准")
