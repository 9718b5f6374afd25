# SPDX-License-Identifier: Apache-2.0
"""What the tests of pages share."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(autouse=True)
def plain_static_files(settings: LazySettings) -> None:
    """Static files keep their names: no collection has been made that could tell their digests."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What a browser complained of: errors of script, breaches of the policy, files not found."""
    return []
