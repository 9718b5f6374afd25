# SPDX-License-Identifier: Apache-2.0
"""Look-alikes beside each other in a real browser, and suggestions that people take; a topic in a page that is open."""

import datetime

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.installation import ALIKE, ALIKE_TITLES, PEOPLE, TAUGHT, UNIT
from tests.factories.suggestions import CATEGORIES, CLEAR
from yizhan.kernel import clock

pytestmark = pytest.mark.e2e

#: Read by the fixture that makes the installation.
OPTIONS = (ALIKE, TAUGHT)

TOPIC = "加装电梯之后的管理"


def test_look_alikes_are_read_beside_each_other(enter: Enter) -> None:
    editor = enter("editor")
    page = editor.open("/items/?state=registered")
    editor.follow(page.locator("main").get_by_role("link", name=ALIKE_TITLES[0]).first)
    alikes = page.locator("#alike .alike")
    expect(alikes).to_have_count(2)
    editor.checked()

    editor.follow(alikes.first.get_by_role("link").first)
    expect(editor.heading()).to_have_text("对照阅读")
    first, second = page.locator(".shared-side").nth(0), page.locator(".shared-side").nth(1)
    shared = first.locator("mark").first
    assert shared.evaluate("one => one.firstChild.textContent") in second.inner_text()
    shared.get_by_role("link").press("Enter")
    expect(page.locator("mark:target")).to_be_in_viewport()

    editor.follow(editor.button("是同一事项"))
    expect(editor.message()).to_have_text("已认定为同一事项。")

    phone = enter("second_editor", is_phone=True)
    phone.context.add_cookies([{"name": "yizhan_language", "value": "en", "url": phone.address}])
    phone.page.emulate_media(color_scheme="dark")
    phone.open(page.url.removeprefix(editor.address))
    expect(phone.page.locator("mark").first).to_be_visible()


def test_people_take_what_is_suggested_and_the_log_says_so(enter: Enter) -> None:
    """A key takes a kind, a press a category; on the phone the case is given to a unit, beside the reason for it."""
    editor = enter("editor")
    page = editor.open("/items/?state=registered")
    editor.follow(page.locator("main").get_by_role("link", name=CLEAR["title"]).first)
    lines = page.locator("#suggestions .suggestion")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("问题反映")
    expect(lines.nth(1).locator("mark").first).to_be_visible()
    editor.checked()
    with page.expect_navigation():
        page.keyboard.press("y")
    editor.checked()
    expect(editor.message()).to_have_text("已按建议定为：问题反映。")
    expect(lines).to_have_count(2)
    editor.follow(lines.get_by_role("button", name="采用"))
    expect(page.locator("#suggestions")).to_contain_text(f"分类：{CATEGORIES[2]}")

    supervisor = enter("supervisor", is_phone=True)
    phone = supervisor.page
    supervisor.follow(phone.locator(".work-row").filter(has_text=CLEAR["title"]).get_by_role("link").first)
    unit = phone.locator("#suggestions .suggestion")
    expect(unit).to_contain_text(UNIT)
    expect(unit.get_by_label("竹溪镇")).to_be_checked()
    supervisor.checked()
    supervisor.follow(unit.get_by_role("button", name="交办"))
    expect(supervisor.message()).to_have_text("已交办，承办单位已收到通知。")
    expect(phone.locator("main").get_by_role("heading", name=UNIT)).to_be_visible()

    page = editor.open("/suggestions/")
    for question, counts in (("kind", "1 · 1 · 0"), ("category", "1 · 1 · 0"), ("department", "2 · 1 · 0")):
        expect(page.locator(f"#{question}")).to_contain_text(counts)


def test_a_commissioned_topic_arrives_in_a_page_that_is_open(enter: Enter) -> None:
    member = enter("member")
    count = member.page.locator("[data-count=notices]").first
    before = int(count.inner_text())
    editor = enter("editor")
    page = editor.open("/topics/")
    editor.follow(editor.button("发起约稿"))
    page.get_by_label("选题", exact=False).first.fill(TOPIC)
    page.get_by_label("写什么", exact=False).fill("维护由谁负责，费用从哪里来。")
    days = [clock.today() + datetime.timedelta(days=ahead) for ahead in (14, 30)]
    page.get_by_label("报送截止日期", exact=False).fill(days[0].isoformat())
    page.get_by_label("有效期至", exact=False).fill(days[1].isoformat())
    page.get_by_label("人员", exact=False).fill(PEOPLE["member"])
    editor.follow(page.locator("main, header").get_by_role("button", name="发出", exact=True).first)
    expect(editor.heading()).to_have_text(TOPIC)

    expect(member.message()).to_contain_text(TOPIC)
    expect(count).to_have_text(str(before + 1))
    member.checked()
    editor.open("/topics/")
