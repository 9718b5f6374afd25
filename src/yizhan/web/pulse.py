# SPDX-License-Identifier: Apache-2.0
"""Has anything arrived? Open pages ask twice a second, so the answer is one number and costs next to nothing.

It is given before Django's request begins: no session, no post, no language; one statement that is compiled already.
The address is made for one person and one day and gives away only that the person was told something (ADR 0017).
"""

import datetime
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils.crypto import constant_time_compare, salted_hmac

from yizhan.domains.notices import queries
from yizhan.kernel import clock

PATH = "/pulse/"

Respond = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[dict[str, Any], Respond], Iterable[bytes]]

_log = logging.getLogger(__name__)


def address(person: int) -> str:
    """Where the pages of a person ask today; tomorrow's page has another address."""
    return f"{PATH}{_signed(person, clock.today())}"


def answering_first(application: Application) -> Application:
    """The same application, with the pulse answered before it."""

    def answer(environ: dict[str, Any], respond: Respond) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        return _answer(path.removeprefix(PATH), respond) if path.startswith(PATH) else application(environ, respond)

    return answer


def _answer(asked: str, respond: Respond) -> Iterable[bytes]:
    person = _person(asked)
    if person is None:
        return _said(respond, "404 Not Found", b"")
    try:
        newest = next(iter(queries.newest_of(person)), 0)
    except DatabaseError:
        _log.exception("the pulse could not be read")
        close_old_connections()
        return _said(respond, "503 Service Unavailable", b"")
    return _said(respond, "200 OK", str(newest).encode())


def _said(respond: Respond, status: str, body: bytes) -> Iterable[bytes]:
    respond(
        status,
        [
            ("Content-Type", "text/plain"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )
    return [body]


def _person(asked: str) -> int | None:
    """Whose address it is, if it is one of today's, or of yesterday's for a page that stayed open past midnight."""
    number, _dot, _rest = asked.partition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    today = clock.today()
    for day in (today, today - datetime.timedelta(days=1)):
        if constant_time_compare(asked, _signed(int(number), day)):
            return int(number)
    return None


def _signed(person: int, day: datetime.date) -> str:
    mark = salted_hmac("yizhan.web.pulse", f"{person} {day.isoformat()}", algorithm="sha256").hexdigest()[:32]
    return f"{person}.{mark}"
