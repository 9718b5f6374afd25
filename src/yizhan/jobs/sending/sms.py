# SPDX-License-Identifier: Apache-2.0
"""One text message through the gateway that the operator described."""

import contextlib
import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.conf import settings

from yizhan.domains.notices.states import Outcome
from yizhan.engines.gateways.description import Call, Gateway
from yizhan.jobs.sending.results import Result
from yizhan.jobs.sending.wording import Composed

#: Octets of an answer that are read; more is not an answer.
_MOST = 64 * 1024

_OUTCOMES = {
    "success": Outcome.ACCEPTED,
    "refused": Outcome.REFUSED,
    "failed": Outcome.UNREACHABLE,
    "nonsense": Outcome.UNCLEAR,
}


def is_set_up() -> bool:
    """Whether there is a gateway."""
    return settings.SMS_GATEWAY is not None


def send(composed: Composed) -> Result:
    """Send one message. Never raises: every way it can go is an outcome."""
    gateway: Gateway | None = settings.SMS_GATEWAY
    if gateway is None:
        return Result(Outcome.UNREACHABLE, "not_set_up")
    call = gateway.call(number=composed.recipient, text=composed.text, key=str(composed.key))
    connection = _connection(call, gateway.timeout)
    with _ended_after(gateway.timeout, connection) as is_late:
        try:
            connection.connect()
        except (OSError, ValueError) as fault:
            slow = is_late() or isinstance(fault, TimeoutError)
            return Result(Outcome.UNREACHABLE, "too_slow" if slow else f"connection: {type(fault).__name__}")
        try:
            return _ask(connection, call, gateway)
        except Exception as fault:  # noqa: BLE001 -- whatever a gateway does is an outcome of this letter, not a fault of the sender
            slow = is_late() or isinstance(fault, TimeoutError)
            return Result(Outcome.UNCLEAR, "too_slow" if slow else "broken_off")


def _ask(connection: http.client.HTTPConnection, call: Call, gateway: Gateway) -> Result:
    parts = urlsplit(call.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request(call.method, target, call.body or None, dict(call.headers))
    answer = connection.getresponse()
    text = answer.read(_MOST).decode("utf-8", "replace")
    verdict = gateway.judge(answer.status, text)
    said = " ".join(f"HTTP {answer.status} {gateway.without_secret(text)}".split())[:200]
    key = {"failed": "no_success: ", "nonsense": "nonsense: "}.get(verdict, "")
    return Result(_OUTCOMES[verdict], key + said)


def _connection(call: Call, timeout: float) -> http.client.HTTPConnection:
    parts = urlsplit(call.url)
    make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return make(parts.hostname or "", parts.port, timeout=timeout)


@contextlib.contextmanager
def _ended_after(seconds: float, connection: http.client.HTTPConnection) -> Iterator[Callable[[], bool]]:
    """End the connection after so many seconds in all: a gateway that trickles must not hold a sender for ever."""
    rung = threading.Event()

    def end() -> None:
        rung.set()
        if connection.sock is not None:
            with contextlib.suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    alarm = threading.Timer(seconds, end)
    alarm.daemon = True
    alarm.start()
    try:
        yield rung.is_set
    finally:
        alarm.cancel()
        connection.close()
