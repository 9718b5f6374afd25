# SPDX-License-Identifier: Apache-2.0
"""What a person does about letters: try a failed one again, settle it, report what a gateway knows, test a channel."""

import uuid

from yizhan.domains.notices import access, events
from yizhan.domains.notices.models import Letter
from yizhan.domains.notices.operations.addresses import checked
from yizhan.domains.notices.operations.queueing import ring
from yizhan.domains.notices.permissions import Permission
from yizhan.domains.notices.states import LETTER_STEPS, Purpose
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def try_again(actor: Actor, letter_id: uuid.UUID, *, seen: int | None = None) -> Letter:
    """Put a failed letter back in the queue, to leave at once and with all its attempts before it.

    Writes: letter, journal. Announces: notices.letter.tried_again.
    """
    letter = access.take_letter(actor, letter_id, "try_again", seen=seen)
    event = events.LetterTriedAgain(subject=letter.public_id, channel=letter.channel)
    ring()
    return move(letter, LETTER_STEPS, "try_again", actor=actor, event=event, due_at=clock.now(), ended_at=None)


@operation
def settle(actor: Actor, letter_id: uuid.UUID, *, note: str, seen: int | None = None) -> Letter:
    """Note how the addressee of a failed letter was told otherwise.

    Writes: letter, journal. Announces: notices.letter.settled.
    """
    letter = access.take_letter(actor, letter_id, "settle", seen=seen)
    if not note.strip():
        raise Invalid("notices.settlement.empty", field="note")
    event = events.LetterSettled(subject=letter.public_id, channel=letter.channel, note=note.strip())
    return move(letter, LETTER_STEPS, "settle", actor=actor, event=event, ended_at=clock.now())


@operation
def report(actor: Actor, letter_id: uuid.UUID, *, is_delivered: bool, reason: str = "") -> Letter:
    """Take a gateway's later report: the letter arrived, or it did not after all.

    Writes: letter, journal. Announces: notices.letter.delivered or notices.letter.failed.
    """
    letter = access.take_letter(actor, letter_id, "deliver" if is_delivered else "bounce")
    if is_delivered:
        arrived = events.LetterDelivered(subject=letter.public_id, channel=letter.channel)
        return move(letter, LETTER_STEPS, "deliver", actor=actor, event=arrived, ended_at=clock.now())
    failed = events.LetterFailed(
        subject=letter.public_id, channel=letter.channel, attempts=letter.attempts, reason=reason[:500]
    )
    return move(letter, LETTER_STEPS, "bounce", actor=actor, event=failed, ended_at=clock.now(), problem=reason[:500])


@operation
def test_channel(actor: Actor, *, channel: str, address: str) -> Letter:
    """Send a test letter to an address, through the same queue as every other.

    Writes: letter, journal. Announces: notices.channel.tested.
    """
    access.require(actor, Permission.CHANNEL_TEST)
    letter = Letter.objects.create(
        station_id=actor.station,
        person_id=actor.acting_person,
        channel=channel,
        purpose=Purpose.TEST,
        recipient=checked(channel, address),
        is_urgent=True,
        queued_at=clock.now(),
        due_at=clock.now(),
    )
    audit.record(actor, events.ChannelTested(subject=letter.public_id, channel=channel))
    ring()
    return letter
