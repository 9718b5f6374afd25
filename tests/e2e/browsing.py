# SPDX-License-Identifier: Apache-2.0
"""One person at one browser: where he or she goes, what is seen there, and what the browser complains of."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, Response, expect

from tests.web.browser import AXE_OPTIONS

#: What a loaded machine may take for one answer, in milliseconds.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class Visitor:
    """Somebody signed in as one of the sample's people.

    Every page that is arrived at must be checked before the next one; `left_unchecked` names those that were not.
    `looks_closely` says whether a check asks axe, which needs script.
    """

    def __init__(
        self,
        browser: Browser,
        address: str,
        *,
        is_phone: bool = False,
        has_script: bool = True,
        looks_closely: bool = True,
    ) -> None:
        self.address = address
        self.context = browser.new_context(
            base_url=address,
            viewport=PHONE if is_phone else DESK,
            is_mobile=is_phone,
            has_touch=is_phone,
            java_script_enabled=has_script,
            timezone_id="Asia/Shanghai",
        )
        self.context.set_default_timeout(PATIENCE)
        self.looks_closely = has_script and looks_closely
        self.complaints: list[str] = []
        self.left_unchecked: list[str] = []
        self._arrived = ""
        self._expected: list[int] = []
        self.page = self.another_page()

    def another_page(self) -> Page:
        """A further tab, watched like the first."""
        page = self.context.new_page()
        page.on("console", lambda said: self._complain(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self._complain(str(error)))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("domcontentloaded", self._arrive)
        return page

    def sign_in(self, name: str) -> None:
        """Through the sign-in page, as visitors of a sample do."""
        self.page.goto("/sign-in/")
        self.checked()
        self.page.locator(f'button[name="account"][value="{name}"]').click()
        expect(self.page).to_have_url(f"{self.address}/")
        self.checked()

    def is_handed_to(self, name: str, language: str) -> None:
        """Somebody else sits down at the same window, which forgets who was there but not the files of the pages."""
        self.complaints.clear()
        self.context.clear_cookies()
        self.context.add_cookies([{"name": "yizhan_language", "value": language, "url": self.address}])
        self.sign_in(name)

    def open(self, path: str) -> Page:
        """Go to an address and check what is there."""
        self.page.goto(path)
        self.checked()
        return self.page

    def follow(self, target: Locator) -> Page:
        """Press what leads to another page, and check that page."""
        with self.page.expect_navigation():
            target.click()
        self.checked()
        return self.page

    def button(self, word: str) -> Locator:
        """The act with this word: a button, or a link that looks like one."""
        main = self.page.locator("main")
        return (
            main.get_by_role("button", name=word, exact=True).or_(main.get_by_role("link", name=word, exact=True)).first
        )

    def heading(self) -> Locator:
        """The page's only h1."""
        return self.page.locator("h1")

    def message(self) -> Locator:
        """What the page says about the last act."""
        return self.page.locator("#messages .message p").last

    def checked(self, page: Page | None = None) -> None:
        """No known barrier, no sideways scrolling, nothing the browser complains of."""
        looked_at = page or self.page
        looked_at.wait_for_load_state("load")
        self._arrived = ""
        assert self.complaints == [], f"{looked_at.url}: {self.complaints}"
        assert sideways(looked_at) == 0, f"{looked_at.url} is wider than the window"
        if self.looks_closely:
            found = barriers(looked_at)
            assert found == [], f"{looked_at.url}: {found}"

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """The next answers that are no success must have exactly these statuses."""
        self._expected = list(statuses)
        yield
        assert self._expected == [], "nothing was refused"

    def whereabouts(self) -> str:
        """What is seen at this moment, for the report of a failure."""
        return f"{self.page.url}\n{self.page.locator('main').inner_text()}\n"

    def leave(self) -> None:
        """Close the browser's windows; everything must have been checked."""
        self.context.close()
        assert self.complaints == []
        assert self.left_unchecked == []

    def _arrive(self, page: Page) -> None:
        if self._arrived:
            self.left_unchecked.append(self._arrived)
        self._arrived = page.url if page.url.startswith(self.address) else ""

    def _answered(self, response: Response) -> None:
        if response.status < 400:
            return
        if self._expected and self._expected[0] == response.status:
            self._expected.pop(0)
            return
        self.complaints.append(f"{response.status} {response.url}")

    def _failed(self, request: Request) -> None:
        # A browser gives up what is on its way when its page is left: a download, a second press, the pulse, a question
        # about the text being written. That is no failure of the page; an answer that could not be had is called
        # otherwise, and a write that was given up shows where the scenario looks for what was written.
        if request.failure != "net::ERR_ABORTED":
            self._complain(f"{request.url}: {request.failure}")

    def _complain(self, text: str) -> None:
        # Statuses are judged where the answer arrives; the console only repeats them.
        if "Failed to load resource: the server responded with a status of 4" not in text:
            self.complaints.append(text)


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def barriers(page: Page) -> list[tuple[str, str]]:
    """What axe finds against WCAG 2.2 A and AA and against good practice.

    Looked at in a window as high as the page: axe takes for too small what the bar under the thumb covers just now,
    though a finger scrolls it free.
    """
    window = page.viewport_size or DESK
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": window["width"], "height": max(window["height"], height)})
    report = Axe().run(page, options=AXE_OPTIONS)
    page.set_viewport_size(window)
    return [(one["id"], node["html"]) for one in report.response["violations"] for node in one["nodes"]]
