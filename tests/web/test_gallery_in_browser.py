# SPDX-License-Identifier: Apache-2.0
"""The gallery in a real browser: accessible in every look, alive with script, whole without it."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from playwright.sync_api import Browser, Page

from tests.web.browser import AXE_OPTIONS, opened
from tests.web.gallery_page import gallery_page
from yizhan.web.preferences import Preferences

pytestmark = pytest.mark.e2e

DESK, PHONE = (1440, 900), (360, 740)
SAID = [Message(constants.SUCCESS, "已登记。", extra_tags="/undo/"), Message(constants.WARNING, "附件没有保存")]


@pytest.fixture
def page(chromium: Browser, complaints: list[str]) -> Iterator[Page]:
    """The Chinese gallery on a desk; the test fails if the browser complains of anything."""
    context = chromium.new_context(viewport={"width": DESK[0], "height": DESK[1]})
    yield opened(context, gallery_page(), complaints)
    context.close()
    assert complaints == []


@pytest.mark.parametrize(
    ("preferences", "language", "size"),
    [
        (Preferences("light"), "zh-hans", DESK),
        (Preferences("dark"), "zh-hans", DESK),
        (Preferences("light", "elder"), "zh-hans", DESK),
        (Preferences("dark", "elder"), "zh-hans", PHONE),
        (Preferences("light", density="compact"), "en", DESK),
        (Preferences("light"), "en", PHONE),
    ],
)
def test_gallery_has_no_known_barrier(
    chromium: Browser, complaints: list[str], preferences: Preferences, language: str, size: tuple[int, int]
) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = opened(context, gallery_page(language, preferences, messages=SAID), complaints)
    report = Axe().run(page, options=AXE_OPTIONS)
    found = [(one["id"], one["nodes"][0]["html"]) for one in report.response["violations"]]
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert found == []
    assert sideways == 0, "the page is wider than the window"


@pytest.mark.parametrize("zoom", [2, 4])
def test_gallery_needs_no_sideways_scrolling_when_enlarged(chromium: Browser, complaints: list[str], zoom: int) -> None:
    """WCAG 1.4.10: 1280 px enlarged four times is a window of 320."""
    context = chromium.new_context(viewport={"width": 1280 // zoom, "height": 800 // zoom})
    page = opened(context, gallery_page(), complaints)
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert sideways == 0


def test_targets_are_large_enough_for_a_finger(chromium: Browser, complaints: list[str]) -> None:
    context = chromium.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, is_mobile=True)
    page = opened(context, gallery_page(), complaints)
    small = page.evaluate(
        """[...document.querySelectorAll("button, .button, .control, .choice-card, label.check")]
           .filter(one => one.checkVisibility())
           .map(one => [one.textContent.trim() || one.className, Math.round(one.getBoundingClientRect().height)])
           .filter(([_, height]) => height < 44)"""
    )
    context.close()
    assert small == []


def test_rows_of_a_table_become_cards_on_a_phone(chromium: Browser, complaints: list[str]) -> None:
    context = chromium.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    page = opened(context, gallery_page(), complaints)
    boxes = page.evaluate(
        """[...document.querySelector(".list-table-stacked tbody tr").children].map(cell => {
             const box = cell.getBoundingClientRect();
             return [box.left, box.top, box.right, box.bottom].map(Math.round);
           })"""
    )
    context.close()
    overlapping = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert overlapping == []
    assert max(box[2] for box in boxes) <= PHONE[0]


def test_without_script_every_act_is_still_there(chromium: Browser, complaints: list[str]) -> None:
    context = chromium.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, java_script_enabled=False)
    page = opened(context, gallery_page(), complaints)
    page.click(".top-menu")
    assert page.locator(".rail .room").first.is_visible(), "the link to the rooms shows them"
    page.click(".rail-close")
    assert page.locator(".rail").is_hidden()
    page.click('a[href="#gallery-dialog"]')
    assert page.locator("#gallery-dialog").is_visible()
    assert page.locator(".selection-bar").is_visible()
    assert page.locator(".order-row-moves button").first.is_visible()
    page.click(".confirm > summary")
    assert page.locator(".confirm-sheet").is_visible()
    assert page.locator("select#id_unit").is_visible()
    context.close()


def test_keys_move_choose_and_explain_themselves(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == page.locator("[data-keys-open]").nth(1).text_content()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("?")
    assert page.locator("#key-help").is_hidden(), "a question mark in a field is a question mark"
    page.locator("[data-keys-open]").last.focus()
    page.keyboard.press("x")
    assert page.locator(".selection-bar [data-chosen]").text_content() == "已选 1 条"
    page.keyboard.press("?")
    assert page.locator("#key-help").is_visible()
    lines = page.locator("#key-help [data-key-list]").inner_text().split("\n")
    assert {"j": "下一条", "x": "选中这一条", "/": "搜索", "e": "编辑"}.items() <= dict(
        zip(lines[::2], lines[1::2], strict=True)
    ).items()
    page.keyboard.press("Escape")
    assert page.locator("#key-help").is_hidden()


def test_keys_can_be_switched_off(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("#key-help [data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("[data-keys-row].here").count() == 0


def test_counter_advises(page: Page) -> None:
    field = page.locator("#id_situation").first
    field.fill("一" * 310)
    assert "310 字，比建议多 10 字" in (page.locator(".counter").first.text_content() or "")


def test_field_grows_with_its_text(page: Page) -> None:
    field = page.locator("#id_situation").first
    before = field.bounding_box()
    field.fill("一行\n" * 30)
    after = field.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] + 400


def test_long_select_is_searched_by_typing(page: Page) -> None:
    field = page.locator("#id_unit-search").first
    field.click()
    field.fill("水利")
    page.keyboard.press("Enter")
    assert field.input_value() == "云溪区水利局"
    assert page.locator("select#id_unit").first.evaluate("one => one.value") == "水利局"


def test_shares_say_what_is_missing(page: Page) -> None:
    page.locator('input[name="share-a"]').fill("50")
    assert page.locator("[data-total]").text_content() == "90 % · 还差 10 %"


def test_rows_are_moved_by_keys_and_the_order_is_sent(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.locator("[data-order-handle]").first.focus()
    page.keyboard.press("Alt+ArrowDown")
    assert page.locator("[data-order-row] .order-row-body").all_text_contents()[:2] == [
        "村级卫生室药品不全",
        "柳荫里小区“飞线”充电",
    ]
    assert page.locator("[data-order-live]").text_content() == "柳荫里小区“飞线”充电：现在排第 2"
    assert [re.findall(r'name="order"\s+(\d)', body) for body in sent] == [["2", "1", "3"]]


def test_rows_are_dragged(page: Page) -> None:
    handles = page.locator("[data-order-handle]")
    handles.first.scroll_into_view_if_needed()
    first, last = handles.first.bounding_box(), handles.last.bounding_box()
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 8, first["y"] + 8)
    page.mouse.down()
    page.mouse.move(last["x"] + 8, last["y"] + 20, steps=12)
    page.mouse.up()
    titles = page.locator("[data-order-row] .order-row-body").all_text_contents()
    assert titles[-1] == "柳荫里小区“飞线”充电"


def test_chosen_files_are_listed_and_can_be_taken_out(page: Page) -> None:
    page.locator("#id_photos").set_input_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 3000})
    row = page.locator("[data-list] .file")
    assert row.inner_text().split("\n")[0] == "现场.jpg 3 KB"
    row.get_by_role("button").click()
    assert row.count() == 0
    assert page.locator("#id_photos").evaluate("one => one.files.length") == 0


def test_dialog_opens_closes_and_gives_the_focus_back(page: Page) -> None:
    page.locator('[data-opens="gallery-dialog"]').click()
    assert page.locator("#gallery-dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#gallery-dialog").is_hidden()
    assert page.evaluate("document.activeElement.dataset.opens") == "gallery-dialog"


def test_menu_closes_by_escape_and_by_a_click_elsewhere(page: Page) -> None:
    summary = page.locator(".top .menu > summary").last
    summary.click()
    assert page.locator(".top .menu[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".top .menu[open]").count() == 0
    summary.click()
    page.mouse.click(700, 600)
    assert page.locator(".top .menu[open]").count() == 0


def test_print_shows_the_matter_and_none_of_the_machine(page: Page) -> None:
    page.emulate_media(media="print")
    hidden = [".rail", ".top", ".page-act", ".pager", ".filter-bar"]
    assert [name for name in hidden if page.locator(name).first.is_visible()] == []
    assert page.locator(".print-head").is_visible()
    assert page.locator(".paper").is_visible()
