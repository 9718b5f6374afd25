# SPDX-License-Identifier: Apache-2.0
"""The inbox by keyboard in a real browser: what is read is what the keys act on. Pages are rendered beforehand."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.factories import items as made
from tests.factories.network import House
from tests.web.browser import opened
from tests.web.items.visits import HTMX, visitor
from yizhan.domains.items.models import Item

pytestmark = pytest.mark.e2e


@pytest.fixture
def items(house: House) -> list[Item]:
    """Three items, newest first, as the inbox lists them."""
    return [made.submitted(house, title=title) for title in ("丙事", "乙事", "甲事")][::-1]


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


@pytest.fixture
def desk(house: House, items: list[Item], editor: Client, chromium: Browser) -> Iterator[BrowserContext]:
    """A wide window."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def inbox(context: BrowserContext, editor: Client, items: list[Item], complaints: list[str]) -> Page:
    """The inbox with the answers that its rows and keys ask for."""
    papers = {
        str(item.public_id): editor.get(
            f"/items/?state=submitted&item={item.public_id}", headers={**HTMX, "HX-Target": "paper"}
        ).content.decode()
        for item in items
    }

    def paper(route: Route) -> None:
        key = route.request.url.partition("item=")[2]
        route.fulfill(body=papers[key], content_type="text/html; charset=utf-8")

    answers = {"items/": paper}
    for item in items:
        step = editor.get(f"/items/{item.public_id}/return/").content.decode()
        answers[f"items/{item.public_id}/return/"] = lambda route, body=step: route.fulfill(
            body=body, content_type="text/html; charset=utf-8"
        )
    return opened(context, editor.get("/items/").content.decode(), complaints, answers)


def test_row_that_has_the_focus_is_read(
    desk: BrowserContext, editor: Client, items: list[Item], complaints: list[str]
) -> None:
    page = inbox(desk, editor, items, complaints)
    for title in ("甲事", "乙事"):
        page.keyboard.press("j")
        expect(page.locator("#paper .paper-title")).to_have_text(title)
    assert page.locator(".split-row[aria-current]").count() == 1
    assert f"item={items[1].public_id}" in page.url
    page.keyboard.press("k")
    expect(page.locator("#paper .paper-title")).to_have_text("甲事")
    assert complaints == []


def test_key_opens_the_sheet_of_the_item_that_is_read(
    desk: BrowserContext, editor: Client, items: list[Item], complaints: list[str]
) -> None:
    page = inbox(desk, editor, items, complaints)
    page.keyboard.press("j")
    expect(page.locator("#paper .paper-title")).to_have_text("甲事")
    page.keyboard.press("r")
    expect(page.locator("#step-sheet form")).to_have_attribute("action", f"/items/{items[0].public_id}/return/")
    expect(page.locator("#step-sheet textarea")).to_be_focused()
    assert complaints == []


def test_place_in_the_list_is_kept_while_one_works_in_the_paper(
    desk: BrowserContext, editor: Client, items: list[Item], complaints: list[str]
) -> None:
    page = inbox(desk, editor, items, complaints)
    page.keyboard.press("j")
    expect(page.locator("#paper .paper-title")).to_have_text("甲事")
    page.keyboard.press("Enter")
    expect(page.locator("#paper")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#paper .paper-title")).to_have_text("乙事")


def test_click_reads_in_place_and_x_chooses(
    desk: BrowserContext, editor: Client, items: list[Item], complaints: list[str]
) -> None:
    page = inbox(desk, editor, items, complaints)
    page.locator(".split-row", has_text="丙事").click()
    expect(page.locator("#paper .paper-title")).to_have_text("丙事")
    page.keyboard.press("x")
    expect(page.locator(".selection-bar")).to_contain_text("已选 1 条")


def test_phone_shows_the_paper_instead_of_the_list(
    house: House, items: list[Item], editor: Client, chromium: Browser, complaints: list[str]
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = inbox(context, editor, items, complaints)
    page.locator(".split-row", has_text="乙事").tap()
    expect(page.locator("#paper .paper-title")).to_be_visible()
    expect(page.locator(".pane-list")).to_be_hidden()
    expect(page.locator(".pane-back a")).to_have_attribute("href", "/items/?state=submitted")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_inbox_with_an_open_item_passes_axe(
    desk: BrowserContext, editor: Client, items: list[Item], complaints: list[str]
) -> None:
    page = inbox(desk, editor, items, complaints)
    page.keyboard.press("j")
    expect(page.locator("#paper .paper-title")).to_have_text("甲事")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
