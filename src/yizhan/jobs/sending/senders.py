# SPDX-License-Identifier: Apache-2.0
"""Threads that send letters: claim, compose, send, mark. Each channel has its own, so that a slow one holds up nobody.

Nothing is locked while a server is talked to, and the worker that tells people in the page never waits for one.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.db import close_old_connections, connections

from yizhan.domains.notices import queries
from yizhan.domains.notices.models import Letter
from yizhan.domains.notices.operations import queueing, reminding, sending
from yizhan.domains.notices.states import Channel, Outcome
from yizhan.jobs.sending import mail, sms
from yizhan.jobs.sending.results import Result
from yizhan.jobs.sending.wording import Composed, Needless, compose
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict

#: Conversations of one channel at the same time.
AT_ONCE = 2

#: How long a letter may lie when another process queued it and no bell rings here.
_ROUND_SECONDS = 1.0

#: How often somebody looks who should be reminded.
_REMINDER_SECONDS = 20.0

_log = logging.getLogger(__name__)


class _Way(NamedTuple):
    """How letters of a channel leave."""

    is_set_up: Callable[[], bool]
    send: Callable[[Composed], Result]


_WAYS: Mapping[str, _Way] = {
    Channel.MAIL: _Way(mail.is_set_up, mail.send),
    Channel.SMS: _Way(sms.is_set_up, sms.send),
}


def send_next(channel: str) -> bool:
    """Send one letter of a channel; False when nothing was due, or the channel is not set up."""
    way = _WAYS[channel]
    if not way.is_set_up() or not queries.due_letters(channel, clock.now()).exists():
        return False
    letter = sending.claim(system(), channel)
    if letter is None:
        return False
    try:
        _send(way, letter)
    except Conflict:
        _log.warning("letter %s was taken over by another sender", letter.public_id)
    return True


def _send(way: _Way, letter: Letter) -> None:
    try:
        composed = compose(letter)
    except Needless as why:
        sending.drop(system(), letter.pk, held=letter.claim, reason=str(why))
        return
    except Exception as fault:  # noqa: BLE001 -- a letter without words is a failed letter; the next one may have some
        _log.exception("letter %s could not be put into words", letter.public_id)
        words = f"{type(fault).__name__}: {fault}"
        sending.mark_failed(system(), letter.pk, held=letter.claim, outcome=Outcome.UNREACHABLE, words=words)
        return
    outcome, words = way.send(composed)
    if outcome == Outcome.ACCEPTED:
        sending.mark_sent(system(), letter.pk, held=letter.claim, words=words)
    else:
        sending.mark_failed(system(), letter.pk, held=letter.claim, outcome=outcome, words=words)


def work(channel: str, stopped: threading.Event) -> None:
    """Send what is due until told to stop."""
    while not stopped.is_set():
        queueing.bell.wait(_ROUND_SECONDS)
        queueing.bell.clear()
        _carefully(lambda: _drain(channel, stopped), stopped)
    connections.close_all()


def _drain(channel: str, stopped: threading.Event) -> None:
    while not stopped.is_set() and send_next(channel):
        pass


def remind(stopped: threading.Event) -> None:
    """Remind of missing receipts until told to stop."""
    while not stopped.wait(_REMINDER_SECONDS):
        _carefully(_remind_due, stopped)
    connections.close_all()


def _remind_due() -> None:
    if queries.due_reminders(clock.now()).exists():
        reminding.remind(system())


def _carefully(act: Callable[[], None], stopped: threading.Event) -> None:
    try:
        close_old_connections()
        act()
    except Exception:  # noqa: BLE001 -- a sender outlives a database that is away for a moment
        _log.exception("a sender stumbled and goes on")
        stopped.wait(_ROUND_SECONDS)


def start() -> threading.Event:
    """Start the senders of this process; answers with the switch that stops them."""
    stopped = threading.Event()
    for channel in Channel:
        for number in range(AT_ONCE):
            name = f"{channel} {number + 1}"
            threading.Thread(target=work, args=(channel, stopped), name=name, daemon=True).start()
    threading.Thread(target=remind, args=(stopped,), name="reminders", daemon=True).start()
    return stopped
