# SPDX-License-Identifier: Apache-2.0
"""A browser that gets markup straight from the test, under the policy that forbids inline script and style."""

import mimetypes
from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles import finders
from playwright.sync_api import BrowserContext, Page, Route

ADDRESS = "http://gallery.test/"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:"

#: What axe looks for: WCAG 2.2 A and AA, and good practice beyond it. It tells violations only: a report on every
#: element that passed, with the way to it, takes as long as the looking.
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "selectors": False,
}

#: Answers for addresses besides the page itself: path -> what to do with the request.
Answers = dict[str, Callable[[Route], None]]


def opened(context: BrowserContext, markup: str, complaints: list[str], answers: Answers | None = None) -> Page:
    """A page that shows `markup`; what the browser complains of is added to `complaints`."""
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).split("?")[0].split("#")[0]
        if path in (answers or {}):
            (answers or {})[path](route)
        elif path == "":
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=markup, headers=headers)
        elif found := finders.find(path.removeprefix("static/")):
            route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(path)[0] or "text/plain")
        else:
            route.fulfill(status=204)

    page.route("**/*", answer)
    page.goto(ADDRESS)
    return page
