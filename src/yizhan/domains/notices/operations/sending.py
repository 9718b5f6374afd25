# SPDX-License-Identifier: Apache-2.0
"""The way of a letter: claimed, sent, marked; again with growing pauses; given up where somebody sees it.

A claim and its attempt are durable before anything leaves the house, and the letter's id goes along as Message-ID and
idempotency key. If a sender dies in between, the claim runs out and the next attempt says the same under the same id.
"""

import datetime
import uuid

from yizhan.domains.notices import access, events, queries, rules
from yizhan.domains.notices.models import Attempt, Letter
from yizhan.domains.notices.permissions import Permission
from yizhan.domains.notices.states import LETTER_STEPS, Outcome
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.ids import new_id
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move

#: How long a sender may hold a letter; senders end every attempt well before.
CLAIM = datetime.timedelta(seconds=120)

_WORDS = 500


@operation
def claim(actor: Actor, channel: str) -> Letter | None:
    """Take the next letter of a channel; nobody else gets it until the claim ends. None when nothing is due.

    Writes: letter, attempt.
    """
    access.require(actor, Permission.SEND)
    now = clock.now()
    due = queries.due_letters(channel, now).select_for_update(skip_locked=True).first()
    if due is None:
        return None
    _end_attempt(due, Outcome.UNCLEAR, "sender_ended")
    if due.claim is not None and not queries.rule(due.station_id, rules.REPEAT_UNCLEAR):
        _release(due)
        _give_up(actor, due, "sender_ended")
        return None
    due.claim, due.claimed_until, due.attempts = new_id(), now + CLAIM, due.attempts + 1
    due.save(update_fields=["claim", "claimed_until", "attempts"])
    Attempt.objects.create(letter=due, number=due.attempts, begun_at=now)
    return due


@operation
def mark_sent(actor: Actor, letter_id: int, *, held: uuid.UUID | None, words: str) -> Letter:
    """Note that the server or gateway took the letter, in its own words.

    Writes: letter, attempt, journal. Announces: notices.letter.sent.
    """
    letter = _held(actor, letter_id, held)
    _end_attempt(letter, Outcome.ACCEPTED, words)
    event = events.LetterSent(subject=letter.public_id, channel=letter.channel, attempts=letter.attempts)
    return move(letter, LETTER_STEPS, "send", actor=actor, event=event, ended_at=clock.now(), problem="", **_FREE)


@operation
def mark_failed(actor: Actor, letter_id: int, *, held: uuid.UUID | None, outcome: str, words: str) -> Letter:
    """Note a failed attempt: it is tried again after a pause, or given up where trying again is no use.

    Writes: letter, attempt, journal when given up. Announces: notices.letter.failed.
    """
    letter = _held(actor, letter_id, held)
    _end_attempt(letter, outcome, words)
    is_final = outcome == Outcome.REFUSED or letter.attempts >= queries.rule(letter.station_id, rules.ATTEMPTS)
    if outcome == Outcome.UNCLEAR and not queries.rule(letter.station_id, rules.REPEAT_UNCLEAR):
        is_final = True
    if is_final:
        return _give_up(actor, letter, words)
    letter.claim, letter.claimed_until, letter.problem = None, None, words[:_WORDS]
    letter.due_at = clock.now() + pause(letter.station_id, letter.attempts)
    letter.save(update_fields=["claim", "claimed_until", "problem", "due_at"])
    return letter


@operation
def drop(actor: Actor, letter_id: int, *, held: uuid.UUID | None, reason: str) -> Letter:
    """Note that a letter is not needed any more: all was read in the page, or there is no proved address.

    Writes: letter, attempt, journal. Announces: notices.letter.dropped.
    """
    letter = _held(actor, letter_id, held)
    Attempt.objects.filter(letter=letter, ended_at__isnull=True).delete()
    event = events.LetterDropped(subject=letter.public_id, channel=letter.channel, reason=reason)
    changes = {"ended_at": clock.now(), "problem": reason, "attempts": letter.attempts - 1, **_FREE}
    return move(letter, LETTER_STEPS, "drop", actor=actor, event=event, **changes)


def pause(station: int | None, attempts: int) -> datetime.timedelta:
    """How long to wait after so many attempts: four times as long each time, up to the institution's longest."""
    longest = queries.rule(station, rules.LONGEST_PAUSE) * 60
    seconds = queries.rule(station, rules.FIRST_PAUSE) * 4 ** min(attempts - 1, 10)
    return datetime.timedelta(seconds=min(seconds, longest))


_FREE = {"claim": None, "claimed_until": None}


def _held(actor: Actor, letter_id: int, held: uuid.UUID | None) -> Letter:
    """The letter, if the sender still holds it; a sender that was too slow has lost it to another."""
    access.require(actor, Permission.SEND)
    letter = locked(Letter, letter_id)
    if held is None or letter.claim != held:
        raise Conflict("notices.letter.claim_lost")
    return letter


def _release(letter: Letter) -> None:
    letter.claim, letter.claimed_until = None, None
    letter.save(update_fields=["claim", "claimed_until"])


def _give_up(actor: Actor, letter: Letter, words: str) -> Letter:
    event = events.LetterFailed(
        subject=letter.public_id, channel=letter.channel, attempts=letter.attempts, reason=words[:_WORDS]
    )
    changes = {"ended_at": clock.now(), "problem": words[:_WORDS], **_FREE}
    return move(letter, LETTER_STEPS, "give_up", actor=actor, event=event, **changes)


def _end_attempt(letter: Letter, outcome: str, words: str) -> None:
    Attempt.objects.filter(letter=letter, ended_at__isnull=True).update(
        ended_at=clock.now(), outcome=outcome, words=words[:_WORDS]
    )
