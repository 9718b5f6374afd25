# SPDX-License-Identifier: Apache-2.0
"""What all tests share: an installation of their own, a closed network, a clock that stands still when asked."""

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import LazySettings
from django.core.management.color import no_style
from django.db import connection

from yizhan.kernel import encryption
from yizhan.kernel.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.factories.network import House

LOOPBACK = ("127.", "::1", "localhost")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit come last: cleaning up after them also takes away what stands for the whole run."""

    def commits(item: pytest.Item) -> bool:
        marker = item.get_closest_marker("django_db")
        return "transactional_db" in getattr(item, "fixturenames", ()) or bool(
            marker and marker.kwargs.get("transaction")
        )

    items.sort(key=commits)


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves the machine (REL-30): a connection to anywhere but loopback fails the test that tries."""
    connect = socket.socket.connect

    def only_loopback(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):  # type: ignore[index]
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", only_loopback)


@pytest.fixture(autouse=True)
def plain_static_files(settings: LazySettings) -> None:
    """Static files keep their names: no collection has been made that could tell their digests."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Tests that commit are cleaned with DELETE on SQLite, which the journal's trigger would refuse.

    That the trigger is there in a real installation has a test of its own (tests/kernel/test_journal.py).
    """
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        encryption.make_first_key()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER IF EXISTS kernel_entry_no_delete")


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """The machine's own browser; one for the whole run, since Playwright starts only once in a thread.

    Its loop runs in this thread from then on, and Django would refuse to ask the store from a loop.
    """
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def files_folder(tmp_path: Path, settings: object) -> Path:
    """A folder for stored files that ends with the test."""
    settings.FILES_FOLDER = tmp_path / "files"  # type: ignore[attr-defined]
    return tmp_path / "files"


@pytest.fixture(scope="session")
def standing_house(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> "House":
    """A house that stays in the store for the whole run: making its people takes longer than most tests."""
    from tests.factories.network import House

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        built = House.build()
        built.neighbours.append(House.build(built.above))
    return built


@pytest.fixture
def house(db: None, standing_house: "House") -> "House":
    """A district station with people in every role, a city station above it, a neighbour beside it.

    Nothing that a test changes in it reaches the next one: the rows are rolled back, the objects are copies.
    """
    return standing_house.copied() if standing_house.stands() else standing_house.build()


@pytest.fixture
def empty_store(db: None) -> None:
    """A store in which not even the standing house is, for tests that count everything; it is back afterwards."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, allow_cascade=True))


@pytest.fixture
def elsewhere(house: "House") -> "House":
    """The neighbouring station with the same roles, where the actors of `house` have no rights."""
    return house.neighbour


def journal_since(last: int) -> list[str]:
    """Names of the events written after an entry, in order: what an operation recorded, exactly."""
    return list(Entry.objects.filter(pk__gt=last).order_by("pk").values_list("event", flat=True))


@pytest.fixture
def recorded(db: None) -> "Recorded":
    """Names of the events written since the test began or since `clear`."""
    return Recorded()


class Recorded:
    """Reads the journal from a point on."""

    def __init__(self) -> None:
        self.last = 0
        self.clear()

    def clear(self) -> None:
        """Begin anew from here."""
        self.last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    @property
    def names(self) -> list[str]:
        """The events since then."""
        return journal_since(self.last)
