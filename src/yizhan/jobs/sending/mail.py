# SPDX-License-Identifier: Apache-2.0
"""One mail through Django's SMTP, with an end to every conversation and a sure answer to "was it taken?".

Until the server has the whole text nothing was sent; once it said 250 the mail is its own. Between the two nobody
knows, and only that is called unclear.
"""

import contextlib
import functools
import smtplib
import socket
import threading
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from yizhan.domains.notices.states import Outcome
from yizhan.jobs.sending.results import Result
from yizhan.jobs.sending.wording import Composed

#: Seconds after which a conversation is ended, however lively: well before a claim runs out.
WHOLE = 60.0


@dataclass(slots=True)
class Conversation:
    """How far it went."""

    is_handed_over: bool = False
    answer: str = ""
    is_too_slow: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether the server said that it has the mail."""
        return self.answer.startswith("250")


class _Bounded:
    """Mixed into smtplib's clients: notes how far the conversation went, and ends it after `WHOLE` seconds."""

    def __init__(self, conversation: Conversation, *args: Any, **options: Any) -> None:
        self._conversation = conversation
        self._alarm = threading.Timer(WHOLE, self._end)
        self._alarm.daemon = True
        self._alarm.start()
        try:
            super().__init__(*args, **options)
        except BaseException:
            self._alarm.cancel()
            raise

    def _end(self) -> None:
        self._conversation.is_too_slow = True
        connection = getattr(self, "sock", None)
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand the text over and keep what the server said to it."""
        self._conversation.is_handed_over = True
        code, said = super().data(msg)  # type: ignore[misc]  # smtplib's, by way of the class it is mixed into
        self._conversation.answer = f"{code} {_words(said)}"
        return code, said

    def close(self) -> None:
        """End the conversation and its alarm."""
        self._alarm.cancel()
        super().close()  # type: ignore[misc]  # as above


class _Client(_Bounded, smtplib.SMTP):
    """Bounded, in the clear or with STARTTLS."""


class _ClientOverTls(_Bounded, smtplib.SMTP_SSL):
    """Bounded, over TLS from the first octet on."""


class BoundedBackend(EmailBackend):
    """Django's backend with such a client."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.conversation = Conversation()

    @property
    def connection_class(self) -> Any:
        """The client, bound to this backend's conversation."""
        return functools.partial(_ClientOverTls if self.use_ssl else _Client, self.conversation)


def is_set_up() -> bool:
    """Whether there is a mail server."""
    return bool(settings.EMAIL_HOST)


def send(composed: Composed) -> Result:
    """Send one mail. Never raises: every way it can go is an outcome."""
    backend = BoundedBackend()
    try:
        backend.send_messages([_message(composed)])
    except smtplib.SMTPRecipientsRefused as refused:
        [(code, said), *_] = refused.recipients.values()
        return Result(_outcome(code), f"{code} {_words(said)}")
    except smtplib.SMTPDataError as refused:
        unclear = not 400 <= refused.smtp_code < 600
        outcome = Outcome.UNCLEAR if unclear else _outcome(refused.smtp_code)
        return Result(outcome, f"{refused.smtp_code} {_words(refused.smtp_error)}")
    except Exception as fault:  # noqa: BLE001 -- whatever a server does is an outcome of this letter, not a fault of the sender
        return _after(backend.conversation, fault)
    return Result(Outcome.ACCEPTED, backend.conversation.answer)


def _after(conversation: Conversation, fault: Exception) -> Result:
    """What an exception means, after how far the conversation went."""
    if conversation.is_taken:
        return Result(Outcome.ACCEPTED, conversation.answer)
    if conversation.is_handed_over:
        return Result(Outcome.UNCLEAR, "broken_off")
    if conversation.is_too_slow or isinstance(fault, TimeoutError):
        return Result(Outcome.UNREACHABLE, "too_slow")
    return Result(Outcome.UNREACHABLE, f"connection: {_fault(fault)}")


def _fault(fault: Exception) -> str:
    """What is known of a fault. A refused password is told without what the server repeats of it."""
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return f"{fault.smtp_code}, sign-in refused"
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {_words(fault.smtp_error)}"
    return f"{type(fault).__name__}: {fault}"[:200]


def _outcome(code: int) -> Outcome:
    return Outcome.REFUSED if 500 <= code < 600 else Outcome.UNREACHABLE


def _words(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:200]


def _message(composed: Composed) -> EmailMessage:
    """The mail; its Message-ID is the letter's id, the same at every attempt."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{composed.key}@{domain}>", "Auto-Submitted": "auto-generated"}
    if composed.is_urgent:
        headers |= {"Importance": "high", "X-Priority": "1"}
    message = EmailMessage(composed.subject, composed.text, to=[composed.recipient], headers=headers)
    if composed.calendar:
        message.attach("yizhan.ics", composed.calendar.decode(), "text/calendar")
    return message
