# SPDX-License-Identifier: Apache-2.0
"""The pulse: one number for one person, before anything else of a request."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import notices
from tests.factories.network import House
from yizhan.kernel import clock
from yizhan.web import pulse

NOON = datetime.datetime(2026, 3, 2, 4, tzinfo=datetime.UTC)


def ask(path: str) -> tuple[str, str]:
    """Status and body, as the server gets them."""
    answered: list[str] = []

    def respond(status: str, headers: list[tuple[str, str]]) -> None:
        assert ("Cache-Control", "no-store") in headers
        answered.append(status)

    def pages(environ: dict[str, Any], respond: Any) -> list[bytes]:
        respond("200 OK", [("Cache-Control", "no-store")])
        return [b"a page"]

    body = b"".join(pulse.answering_first(pages)({"PATH_INFO": path}, respond))
    return answered[0], body.decode()


def test_the_number_is_the_persons_newest_notice_in_one_query(house: House) -> None:
    assert ask(pulse.address(house.editor.acting_person)) == ("200 OK", "0")
    notice = notices.told(house, house.editor)
    notices.told(house, house.reviewer)

    with CaptureQueriesContext(connection) as queries:
        assert ask(pulse.address(house.editor.acting_person)) == ("200 OK", str(notice.pk))
    assert len(queries) == 1


def test_an_address_holds_for_today_and_the_night_after(house: House) -> None:
    with clock.at(NOON):
        address = pulse.address(house.editor.acting_person)
    for days, status in ((0, "200 OK"), (1, "200 OK"), (2, "404 Not Found"), (-1, "404 Not Found")):
        with clock.at(NOON + datetime.timedelta(days=days)):
            assert ask(address)[0] == status


@pytest.mark.parametrize("path", ["/pulse/", "/pulse/1", "/pulse/x.y", "/pulse/1.00000000000000000000000000000000"])
def test_nobody_asks_for_another(db: None, path: str) -> None:
    assert ask(path) == ("404 Not Found", "")


def test_everything_else_goes_on_to_the_pages(db: None) -> None:
    assert ask("/pulsing/") == ("200 OK", "a page")
