# SPDX-License-Identifier: Apache-2.0
"""Every room of every role's rail: on a desk and a phone, in both languages, by day and by night."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import DESK, PHONE, Visitor, barriers, sideways
from tests.e2e.installation import PEOPLE, WITH_WORK

pytestmark = pytest.mark.e2e

#: Read by the fixture that makes the installation.
OPTIONS = (WITH_WORK,)

ROLES = [name for name in PEOPLE if not name.startswith("second_")]

#: What stands in Latin letters on a Chinese page with good reason: formats, keys, and the other language's own name.
LATIN = {"Word", "English", "CSV", "MB", "Enter", "Alt", "j", "k"}

#: Numbers of items, codes of stations and fingerprints are no words; nor are ids of rules and of national standards, by
#: which the rulebook names its sources.
NO_WORDS = re.compile(
    r"\b(?:ST\d+-\d{4}-\d+|st\d+|[0-9a-f]{64}|(?:RULE|FIX|DC|BRF|DOC|EMG|REL|C)-\d+|[A-Z]\d{2}|GB(?:/T)? ?[\d.-]+)\b",
    re.ASCII,  # a Chinese character after a number ends it
)

TEXTS = """() => [
    document.title, document.body.innerText,
    ...[...document.querySelectorAll("[aria-label], [placeholder], [title]")]
        .flatMap(one => ["aria-label", "placeholder", "title"].map(name => one.getAttribute(name) ?? "")),
].join("\\n")"""


@pytest.fixture(scope="module")
def desk(chromium: Browser, served: str) -> Iterator[Visitor]:
    """A window on a desk, through which one after the other looks."""
    visitor = Visitor(chromium, served, looks_closely=False)
    yield visitor
    visitor.leave()


@pytest.fixture(scope="module")
def phone(chromium: Browser, served: str) -> Iterator[Visitor]:
    """A phone that goes from hand to hand."""
    visitor = Visitor(chromium, served, is_phone=True, looks_closely=False)
    yield visitor
    visitor.leave()


@pytest.mark.parametrize("role", ROLES)
def test_rooms_of_a_role(desk: Visitor, phone: Visitor, role: str) -> None:
    """A page is loaded once in each language, and each time looked at in both widths."""
    for visitor, language in ((desk, "zh-hans"), (phone, "en")):
        visitor.is_handed_to(PEOPLE[role], language)
        rooms = visitor.page.locator(".rail .room").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert rooms[0] == "/"
        for room in rooms:
            _looks_around(visitor, room)
            if visitor is desk:
                assert _latin(visitor.page) == set(), f"{room}: untranslated"
                assert barriers(visitor.page) == [], room


def _looks_around(visitor: Visitor, room: str) -> None:
    """The room has a heading, fits the window by day and by night, and nothing is complained of."""
    page, usual = visitor.open(room), visitor.page.viewport_size or DESK
    expect(page.locator("h1").first).not_to_be_empty()
    page.emulate_media(color_scheme="dark")
    for window in (PHONE, DESK):
        page.set_viewport_size(window)
        assert sideways(page) == 0, f"{room} by night is wider than the window of {window['width']}"
    page.set_viewport_size(usual)
    page.emulate_media(color_scheme="light")
    # Colours pass over; what is measured half-way is neither day nor night.
    page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished)).then(() => null)")


def _latin(page: Page) -> set[str]:
    """The words in Latin letters that a reader of Chinese meets, besides those with good reason."""
    return set(re.findall(r"[A-Za-z]+", NO_WORDS.sub(" ", page.evaluate(TEXTS)))) - LATIN
