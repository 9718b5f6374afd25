# SPDX-License-Identifier: Apache-2.0
"""What an author does: write on the phone, hand in, look where it stands, answer."""

import re

from playwright.sync_api import expect

from tests.e2e.browsing import Visitor

TITLE = "竹溪镇三处便民桥护栏松动"
SITUATION = "竹溪镇沿河三处便民桥护栏松动，学生上下学每天经过。"
SUGGESTION = "请镇里尽快加固护栏。"
SOURCE = "走访沿河居民"


def begins(member: Visitor) -> None:
    """Types a first sentence; the page says that it is kept, and a reload shows it again."""
    page = member.follow(member.button("我要反映"))
    page.get_by_label("什么事？").fill(TITLE)
    page.get_by_label("什么情况？").press_sequentially(SITUATION)
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^\d\d:\d\d 已保存$"))
    page.reload()
    member.checked()
    expect(page.get_by_label("什么事？")).to_have_value(TITLE)
    expect(page.get_by_label("什么情况？")).to_have_value(SITUATION)


def hands_in(member: Visitor) -> str:
    """Presses twice in a row, as people do; gets one receipt. Returns the number on it."""
    page = member.page
    page.get_by_label("您建议怎么办？").fill(SUGGESTION)
    page.get_by_label("消息从哪里来？").fill(SOURCE)
    page.get_by_label("我确认所反映的情况属实。").check()
    # The second press makes the browser give up the first answer; what counts is where the two of them end.
    member.button("报送").dblclick()
    expect(page).to_have_url(re.compile("/receipt/$"))
    member.checked()
    expect(member.heading()).to_have_text("已报送")
    return page.locator("dl dd").first.inner_text()
