# SPDX-License-Identifier: Apache-2.0
"""What script adds to the desk and below a text: rows pass heads, and the end of a text is noticed."""

from collections.abc import Iterator

import pytest
from django.template import Context, Engine, engines
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.web.browser import ADDRESS, opened

pytestmark = pytest.mark.e2e

HEAD = """<!doctype html><html lang="zh-Hans"><title>本期</title>{% load components %}
<link rel="stylesheet" href="/static/yizhan/styles/tokens.css">
<link rel="stylesheet" href="/static/yizhan/styles/base.css">
<link rel="stylesheet" href="/static/yizhan/styles/lists.css">
<script type="module" src="/static/yizhan/controllers/start.js"></script>"""
DESK = (
    HEAD
    + """<form method="post" action="/order/">{% order_list label="本期篇目" %}
{% order_row key="entry:1" title="甲" %}甲{% endorder_row %}
{% include "components/order_head.html" with key="column:1" title="社情民意" only %}
{% order_row key="entry:2" title="乙" %}乙{% endorder_row %}
{% endorder_list %}</form>"""
)
TEXT = (
    HEAD
    + """{% for line in lines %}<p>{{ line }}</p>{% endfor %}
<form method="post" action="/reading/" data-controller="end-reached"><button>已阅</button></form>"""
)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.clock.install()
    yield context
    context.close()


def rendered(source: str, **more: object) -> str:
    engine = engines["django"].engine
    assert isinstance(engine, Engine)
    with translation.override("zh-hans"):
        return engine.from_string(source).render(Context(more))


@pytest.fixture
def sent() -> list[list[str]]:
    """The orders that the page sent, as their keys."""
    return []


@pytest.fixture
def desk(context: BrowserContext, sent: list[list[str]]) -> Page:
    def keep(route: Route) -> None:
        body = route.request.post_data or ""
        keys = [key for key in ("entry:1", "entry:2", "column:1") if key in body]
        sent.append(sorted(keys, key=body.index))
        route.fulfill(status=204)

    page = opened(context, rendered(DESK), [], {"order/": keep})
    page.evaluate("document.addEventListener('reordered', () => { document.title = '已排序' })")
    return page


def test_row_passes_a_head_by_keys_and_the_list_says_so(desk: Page, sent: list[list[str]]) -> None:
    desk.locator("[data-order-handle]").first.focus()
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk).to_have_title("已排序")
    assert sent == [["column:1", "entry:1", "entry:2"]]
    assert desk.locator("[data-order-live]").text_content() == "甲：现在排第 1"
    assert desk.locator("[data-order-handle]").first.evaluate("node => node === document.activeElement")


def test_row_is_dragged_past_a_head(desk: Page, sent: list[list[str]]) -> None:
    handle, head = desk.locator("[data-order-handle]").last.bounding_box(), desk.locator(".order-head").bounding_box()
    assert handle is not None
    assert head is not None
    desk.mouse.move(handle["x"] + 4, handle["y"] + 4)
    desk.mouse.down()
    desk.mouse.move(head["x"] + 4, head["y"] + head["height"] / 2, steps=8)
    desk.mouse.up()
    expect(desk).to_have_title("已排序")
    assert sent == [["entry:1", "entry:2", "column:1"]]


def test_head_has_no_handle_and_stays(desk: Page) -> None:
    assert desk.locator(".order-head [data-order-handle]").count() == 0


def reading(context: BrowserContext, lines: int, sent: list[str]) -> Page:
    def keep(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    return opened(context, rendered(TEXT, lines=["很长的一段文字。"] * lines), [], {"reading/": keep})


def test_end_of_a_text_is_noted_once_after_staying_there(context: BrowserContext) -> None:
    sent: list[str] = []
    page = reading(context, 200, sent)
    page.clock.run_for(10_000)
    assert sent == []
    page.locator("form").scroll_into_view_if_needed()
    page.wait_for_function("scrollY > 0")
    with page.expect_request(f"{ADDRESS}reading/"):
        page.clock.run_for(100)
        page.wait_for_timeout(50)
        page.clock.run_for(2_500)
    page.clock.run_for(10_000)
    assert sent == ["POST"]


def test_scrolling_past_the_end_is_not_reading(context: BrowserContext) -> None:
    sent: list[str] = []
    page = reading(context, 200, sent)
    page.locator("form").scroll_into_view_if_needed()
    page.clock.run_for(500)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("scrollY === 0")
    page.clock.run_for(50)
    page.evaluate("new Promise(requestAnimationFrame)")
    page.clock.run_for(10_000)
    assert sent == []
