# SPDX-License-Identifier: Apache-2.0
"""One sample installation, served as in an office, and people who sign in to it with a real browser."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytest.register_assert_rewrite("tests.e2e.acts", "tests.e2e.browsing")

from tests.e2e.browsing import Visitor  # noqa: E402 -- its assertions are to be explained as those of tests are
from tests.e2e.installation import PEOPLE  # noqa: E402
from tests.homes import ROOT  # noqa: E402
from tests.serving.server import Server  # noqa: E402

#: Makes a visitor signed in as one of `PEOPLE`.
Enter = Callable[..., Visitor]


@pytest.fixture(scope="module")
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the module's installation; a module's `OPTIONS` go to the one that makes it."""
    subprocess.run([sys.executable, "tools/build_catalogues.py"], cwd=ROOT, check=True)
    server = Server(Path(tmp_path_factory.mktemp("home")))
    server.run("-m", "tests.e2e.installation", *getattr(request.module, "OPTIONS", ()))
    server.start()
    yield f"http://127.0.0.1:{server.port}"
    server.kill()


@pytest.fixture
def enter(chromium: Browser, served: str, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """Let somebody in; at the end every window closes and must have had nothing to complain of."""
    inside: list[Visitor] = []

    def entered(key: str, **options: bool) -> Visitor:
        visitor = Visitor(chromium, served, **options)
        inside.append(visitor)
        visitor.sign_in(PEOPLE[key])
        return visitor

    failed_before = request.session.testsfailed
    yield entered
    if request.session.testsfailed > failed_before:
        for visitor in inside:
            print(visitor.whereabouts())
            visitor.context.close()
        return
    for visitor in inside:
        visitor.leave()
