# SPDX-License-Identifier: Apache-2.0
"""Drafts: changes that are prepared by one person, looked at by a second one, and put in force together."""

import uuid
from collections.abc import Sequence

from yizhan.domains.network.models import Station
from yizhan.domains.rulebook import access, events
from yizhan.domains.rulebook.models import Change, Draft
from yizhan.domains.rulebook.operations.laying_down import enter, fitting
from yizhan.domains.rulebook.permissions import Permission
from yizhan.domains.rulebook.rules.provisions import Provision, one_line
from yizhan.domains.rulebook.states import DRAFT_STEPS, DraftState
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move

#: The title of a draft, the reason for sending one back, and how many changes one may hold.
DRAFT_TITLE_LIMIT, REASON_LIMIT, MOST_CHANGES = 120, 500, 500


@operation
def prepare(actor: Actor, *, title: str, provisions: Sequence[Provision] = ()) -> Draft:
    """Begin a draft at the actor's station, with what a file or a set of the house brings.

    Writes: draft, changes, journal. Announces: rulebook.draft.prepared.
    """
    access.require(actor, Permission.PREPARE)
    station = Station.objects.filter(pk=actor.station or 0).first()
    if station is None:
        raise NotFound("network.station.unknown")
    named = one_line(title, "title", DRAFT_TITLE_LIMIT)
    if not named:
        raise Invalid("rulebook.draft.no_title", field="title")
    draft = Draft.objects.create(
        station=station, state=DraftState.PREPARING, title=named, post_id=actor.post, prepared_at=clock.now()
    )
    for provision in provisions:
        _write(actor, draft, provision)
    event = events.DraftPrepared(subject=draft.public_id, title=named, changes=draft.changes.count())
    audit.record(actor, event, station=station.pk)
    return draft


@operation
def propose(actor: Actor, public_id: uuid.UUID, provision: Provision, *, seen: int | None = None) -> Draft:
    """Put a change into a draft; one for the same rule, scope and day takes the place of the earlier one.

    Writes: change, journal. Announces: rulebook.change.proposed.
    """
    draft = access.take_open_draft(actor, public_id, seen=seen)
    change = _write(actor, draft, provision)
    event = events.ChangeProposed(subject=draft.public_id, key=change.key, valid_from=change.valid_from.isoformat())
    return amend(draft, actor=actor, event=event)


@operation
def drop(actor: Actor, public_id: uuid.UUID, *, change: int, seen: int | None = None) -> Draft:
    """Take a change out of a draft.

    Writes: change, journal. Announces: rulebook.change.dropped.
    """
    draft = access.take_open_draft(actor, public_id, seen=seen)
    found = draft.changes.filter(pk=change).first()
    if found is None:
        raise NotFound("rulebook.change.unknown")
    event = events.ChangeDropped(subject=draft.public_id, key=found.key, valid_from=found.valid_from.isoformat())
    found.delete()
    return amend(draft, actor=actor, event=event)


@operation
def hand_over(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Draft:
    """Hand a draft to whoever decides about it; from now on it does not change.

    Writes: state, journal. Announces: rulebook.draft.handed_over.
    """
    draft = access.take_draft(actor, public_id, "hand_over", seen=seen)
    event = events.DraftHandedOver(subject=draft.public_id, title=draft.title, changes=_counted(draft))
    return move(draft, DRAFT_STEPS, "hand_over", actor=actor, event=event)


@operation
def send_back(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Draft:
    """Give a draft back to who prepared it, saying why; who prepared it may also take it back so.

    Writes: state, journal. Announces: rulebook.draft.sent_back.
    """
    draft = access.take_draft(actor, public_id, "send_back", seen=seen)
    event = events.DraftSentBack(subject=draft.public_id, title=draft.title, reason=_given(reason))
    return move(draft, DRAFT_STEPS, "send_back", actor=actor, event=event)


@operation
def put_in_force(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Draft:
    """Lay down everything the draft holds, each from its own day. Decided by another person than who wrote it.

    Each change is checked again: a body may have gone since. Writes: rules, state, journal.
    Announces: rulebook.value.set for each, rulebook.draft.put_in_force.
    """
    draft = access.take_draft(actor, public_id, "put_in_force", seen=seen)
    for change in draft.changes.all():
        enter(actor, draft.station, change.provision, draft)
    event = events.DraftPutInForce(subject=draft.public_id, title=draft.title, changes=_counted(draft))
    return move(draft, DRAFT_STEPS, "put_in_force", actor=actor, event=event)


@operation
def discard(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Draft:
    """Give a draft up. It stays readable.

    Writes: state, journal. Announces: rulebook.draft.discarded.
    """
    draft = access.take_draft(actor, public_id, "discard", seen=seen)
    event = events.DraftDiscarded(subject=draft.public_id, title=draft.title)
    return move(draft, DRAFT_STEPS, "discard", actor=actor, event=event)


def _write(actor: Actor, draft: Draft, provision: Provision) -> Change:
    ready = fitting(draft.station, provision)
    for earlier in draft.changes.filter(key=ready.key, strand=ready.strand, valid_from=ready.valid_from):
        if earlier.provision.line == ready.line:
            earlier.delete()
    if draft.changes.count() >= MOST_CHANGES:
        raise Invalid("rulebook.draft.full", field="value", most=MOST_CHANGES)
    return Change.objects.create(draft=draft, post_id=actor.post, **Change.columns(ready))


def _counted(draft: Draft) -> int:
    changes = draft.changes.count()
    if not changes:
        raise Conflict("rulebook.draft.empty")
    return changes


def _given(reason: str) -> str:
    if not reason.strip():
        raise Invalid("rulebook.reason.missing", field="reason")
    if len(reason.strip()) > REASON_LIMIT:
        raise Invalid("rulebook.text.too_long", field="reason", limit=REASON_LIMIT)
    return reason.strip()
