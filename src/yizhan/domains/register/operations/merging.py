# SPDX-License-Identifier: Apache-2.0
"""Merging two entries of the register: proposed, confirmed by a second administrator, taken back within some days."""

import uuid

from yizhan.domains.network.models import Account, Person
from yizhan.domains.network.operations import entries, posts
from yizhan.domains.network.queries import station as station_of
from yizhan.domains.register import access, events
from yizhan.domains.register.models import Merger
from yizhan.domains.register.permissions import Permission
from yizhan.domains.register.rules import REASON_LIMIT
from yizhan.domains.register.states import MERGER_STEPS, MergerState
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def propose(actor: Actor, duplicate: uuid.UUID, *, into: uuid.UUID, reason: str) -> Merger:
    """Say that a person was entered twice; nothing changes before another administrator agrees.

    Writes: merger, journal. Announces: register.merger.proposed.
    """
    access.require(actor, Permission.PROPOSE)
    one, other = access.find_entry(actor, duplicate), access.find_entry(actor, into)
    entries.check_mergeable(one, other)
    words = given(reason)
    if Merger.objects.filter(duplicate__in=(one, other), state=MergerState.PROPOSED).exists() or _is_awaited(one):
        raise Conflict("register.merger.waits", field="into")
    merger = Merger.objects.create(
        station=station_of(actor.station or 0),
        state=MergerState.PROPOSED,
        duplicate=one,
        person=other,
        reason=words,
        post_id=actor.acting_post,
        at=clock.now(),
    )
    event = events.MergerProposed(subject=merger.public_id, duplicate=one.name, person=other.name, reason=words)
    audit.record(actor, event, station=merger.station_id, after=MergerState.PROPOSED)
    return merger


@operation
def confirm(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Merger:
    """Agree: from now on both entries are one person. Nothing that was written under either is rewritten.

    Where both have an open account, the duplicate's is closed, so that a person signs in with one.
    Writes: merger, pointers, account, journal. Announces: register.merger.confirmed and the network's own events.
    """
    merger = access.take(actor, public_id, "confirm", seen=seen)
    moved = merger.duplicate.entries or [merger.duplicate_id]
    closed = _close_second_account(actor, merger)
    entries.merge(actor, merger.duplicate_id, into=merger.person_id)
    event = events.MergerConfirmed(
        subject=merger.public_id,
        duplicate=merger.duplicate.name,
        person=merger.person.name,
        account=closed.sign_in_name if closed else "",
    )
    return move(
        merger,
        MERGER_STEPS,
        "confirm",
        actor=actor,
        event=event,
        confirmed_by_id=actor.acting_post,
        confirmed_at=clock.now(),
        moved=moved,
        closed_account=closed,
    )


@operation
def drop(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Merger:
    """Leave both entries as they are: the proposal was wrong, or is withdrawn.

    Writes: state, journal. Announces: register.merger.dropped.
    """
    merger = access.take(actor, public_id, "drop", seen=seen)
    words = given(reason)
    event = events.MergerDropped(subject=merger.public_id, duplicate=merger.duplicate.name, reason=words)
    return move(merger, MERGER_STEPS, "drop", actor=actor, event=event, closing_words=words)


@operation
def undo(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Merger:
    """Take a merger back within the rule's days (`register.undo_days`): each entry has again what was written under it.

    Writes: state, pointers, account, journal. Announces: register.merger.undone and the network's own events.
    """
    merger = access.take(actor, public_id, "undo", seen=seen)
    words = given(reason)
    entries.part(actor, merger.duplicate_id, moved=merger.moved)
    if merger.closed_account is not None and not merger.closed_account.is_active:
        posts.reopen_account(actor, merger.closed_account.pk, reason=words)
    event = events.MergerUndone(subject=merger.public_id, duplicate=merger.duplicate.name, reason=words)
    return move(merger, MERGER_STEPS, "undo", actor=actor, event=event, closing_words=words)


def given(reason: str) -> str:
    """A reason that others will read: neither empty nor endless."""
    words = reason.strip()
    if not words:
        raise Invalid("register.reason.empty", field="reason")
    if len(words) > REASON_LIMIT:
        raise Invalid("register.reason.too_long", field="reason", limit=REASON_LIMIT)
    return words


def _is_awaited(entry: Person) -> bool:
    """Whether another entry waits to be merged into this one: one thing after the other."""
    return Merger.objects.filter(person=entry, state=MergerState.PROPOSED).exists()


def _close_second_account(actor: Actor, merger: Merger) -> Account | None:
    theirs = Account.objects.filter(is_active=True)
    own = theirs.filter(person__in=merger.duplicate.entries or [merger.duplicate_id]).first()
    is_second = theirs.filter(person__in=merger.person.entries or [merger.person_id]).exists()
    return posts.close_account(actor, own.pk, reason=merger.reason[:200]) if own is not None and is_second else None
