# SPDX-License-Identifier: Apache-2.0
"""Review level by level, and the signature (C04, C12). Nobody fills two levels of one item."""

import uuid

from yizhan.domains.items import access, events
from yizhan.domains.items.models import Item, Review
from yizhan.domains.items.operations import writing
from yizhan.domains.items.operations.registration import given, wording_of
from yizhan.domains.items.queries import credit, wordings
from yizhan.domains.items.rules import REVIEW_LEVELS
from yizhan.domains.items.states import MADE_HERE, STEPS, State
from yizhan.domains.network.queries import one_person
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def send_to_review(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Item:
    """Send an edited item to review. The number of levels is the station's rule now and stays with this round.

    A problem item must be complete by now (RULE-028). Writes: state, round, journal.
    Announces: items.item.sent_to_review.
    """
    item = access.take(actor, public_id, "send_to_review", seen=seen)
    writing.check_wording(item.kind, wording_of(wordings.text_in_force(item)))
    levels = rulebook.value(item.station_id, REVIEW_LEVELS)
    number = item.review_round + 1
    event = events.ItemSentToReview(subject=item.public_id, matter=item.public_id, levels=levels, round=number)
    return move(
        item,
        STEPS,
        "send_to_review",
        actor=actor,
        event=event,
        review_levels=levels,
        review_level=0,
        review_round=number,
    )


@operation
def recall(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Item:
    """Take an item back from review to go on editing.

    Writes: state, journal. Announces: items.item.recalled.
    """
    item = access.take(actor, public_id, "recall", seen=seen)
    event = events.ItemRecalled(subject=item.public_id, matter=item.public_id)
    return move(item, STEPS, "recall", actor=actor, event=event)


@operation
def approve(actor: Actor, public_id: uuid.UUID, *, note: str = "", seen: int | None = None) -> Item:
    """Approve the level at which the item stands; the last level opens the way to the signature.

    Writes: review, level, state, journal. Announces: items.review.passed.
    """
    item = access.take(actor, public_id, _approval(actor, public_id), seen=seen)
    level = item.review_level + 1
    _fill_level(actor, item, level, note)
    event = events.LevelPassed(
        subject=item.public_id, matter=item.public_id, level=level, levels=item.review_levels, note=note.strip()
    )
    verb = "pass_last_level" if level >= item.review_levels else "pass_level"
    return move(item, STEPS, verb, actor=actor, event=event, review_level=level)


@operation
def send_back(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Item:
    """Send an item back to the editor, saying why.

    Writes: review, state, journal. Announces: items.review.sent_back.
    """
    item = access.take(actor, public_id, "send_back", seen=seen)
    level = item.review_level + 1
    event = events.ItemSentBack(subject=item.public_id, matter=item.public_id, level=level, reason=given(reason))
    _note_review(actor, item, level, reason.strip(), is_approval=False)
    return move(item, STEPS, "send_back", actor=actor, event=event)


@operation
def sign_off(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Item:
    """Sign an approved item: from now on it may be released and reported. An item without a source is not signed.

    Writes: review, state, journal. Announces: items.item.signed. RULE-025.
    """
    item = access.take(actor, public_id, "sign_off", seen=seen)
    if not wordings.text_in_force(item).source:
        raise Invalid("items.source.missing", field="source")
    _fill_level(actor, item, item.review_levels + 1, "")
    event = events.ItemSigned(subject=item.public_id, matter=item.public_id, text=item.text_number)
    return move(item, STEPS, "sign_off", actor=actor, event=event)


@operation
def withdraw_signature(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Item:
    """Take a signature back before release: a correction, with its reason. The item goes through review again.

    Writes: state, journal. Announces: items.item.signature_withdrawn.
    """
    item = access.take(actor, public_id, "withdraw_signature", seen=seen)
    event = events.SignatureWithdrawn(subject=item.public_id, matter=item.public_id, reason=given(reason))
    return move(item, STEPS, "withdraw_signature", actor=actor, event=event)


def _approval(actor: Actor, public_id: uuid.UUID) -> str:
    """Which of the two approving steps the item needs; `take` then checks everything under the lock."""
    found = access.visible(actor).filter(public_id=public_id).values_list("review_level", "review_levels").first()
    is_last = found is not None and found[0] + 1 >= found[1]
    return "pass_last_level" if is_last else "pass_level"


def _fill_level(actor: Actor, item: Item, level: int, note: str) -> None:
    if item.post_id is not None and item.post is not None and actor.is_person(item.post.person_id):
        raise Denied("items.review.own_item")
    if item.channel in MADE_HERE and credit.has_share(item, actor.acting_person):
        raise Denied("items.review.own_item")
    filled = Review.objects.filter(item=item, round=item.review_round, is_approval=True)
    if filled.filter(person__in=one_person(actor.acting_person)).exists():
        raise Denied("items.review.second_level")
    if filled.filter(level=level).exists():
        raise Conflict("items.state.elsewhere", verb="approve", state=State.IN_REVIEW)
    _note_review(actor, item, level, note.strip(), is_approval=True)


def _note_review(actor: Actor, item: Item, level: int, note: str, *, is_approval: bool) -> None:
    Review.objects.create(
        item=item,
        round=item.review_round,
        level=level,
        text_number=item.text_number,
        person_id=actor.acting_person,
        post_id=actor.acting_post,
        is_approval=is_approval,
        note=note,
        at=clock.now(),
    )
