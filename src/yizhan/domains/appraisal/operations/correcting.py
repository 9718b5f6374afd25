# SPDX-License-Identifier: Apache-2.0
"""Corrections of what was booked: one person proposes with a reason, a second one confirms, nothing is erased."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yizhan.domains.appraisal import access, events, rules
from yizhan.domains.appraisal.models import Correction, Occasion
from yizhan.domains.appraisal.operations import booking
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.states import CORRECTION_STEPS, Change, CorrectionState, Origin
from yizhan.domains.network.models import Organization, Person
from yizhan.domains.periodicals.operations import lines
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move

WHOLE = 10_000

#: Attributes of an occasion that people may state otherwise than the records do.
RESTATED = ("kind", "channel", "body", "level", "form", "genre", "late", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What shall be different. `words` replaces attributes, `units` and `people` (public ids with shares in
    ten-thousandths) the contributors; left empty, they stay.
    """

    change: str
    reason: str
    words: Mapping[str, str | bool] = field(default_factory=dict)
    people: Sequence[tuple[uuid.UUID, int]] = ()
    units: Sequence[tuple[uuid.UUID, int]] = ()


@operation
def propose(actor: Actor, public_id: uuid.UUID, *, occasion: uuid.UUID, proposal: Proposal) -> Correction:
    """Propose that an occasion counts differently or not at all.

    Writes: correction, journal. Announces: appraisal.correction.proposed.
    """
    access.require(actor, Permission.PROPOSE)
    return enter(actor, public_id, occasion=occasion, proposal=proposal)


def enter(actor: Actor, public_id: uuid.UUID, *, occasion: uuid.UUID, proposal: Proposal) -> Correction:
    """The same inside an operation that has its own right, such as upholding an objection."""
    if Correction.objects.filter(public_id=public_id).exists():
        raise Conflict("appraisal.correction.id_taken")
    booked = _counting(actor, occasion)
    if Correction.objects.filter(occasion=booked, state=CorrectionState.PROPOSED).exists():
        raise Conflict("appraisal.correction.proposed_already")
    reason = lines.checked(proposal.reason, field="reason", limit=rules.TEXT_LIMIT, is_required=True)
    words, holders = _restated(proposal)
    correction = Correction(
        public_id=public_id,
        station_id=booked.station_id,
        state=CorrectionState.PROPOSED,
        occasion=booked,
        change=proposal.change,
        fields=words,
        holders=holders,
        reason=reason,
        post_id=actor.acting_post,
        at=clock.now(),
    )
    insert(correction)
    event = events.CorrectionProposed(
        subject=public_id, matter=booked.matter, title=booked.title, change=proposal.change, reason=reason
    )
    audit.record(actor, event, station=booked.station_id, after=CorrectionState.PROPOSED)
    return correction


@operation
def confirm(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Correction:
    """Agree as a second person; from now on it counts. In a frozen period it shows in the one that follows.

    Writes: occasion, state, journal. Announces: appraisal.correction.booked.
    """
    correction = access.take_correction(actor, public_id, "confirm", seen=seen)
    row = _added(correction) if correction.occasion is None else _corrected(actor, correction, correction.occasion)
    booking.take_in(correction.station_id, row)
    event = events.CorrectionBooked(
        subject=public_id, matter=row.matter, title=row.title, change=correction.change, reason=correction.reason
    )
    return move(correction, CORRECTION_STEPS, "confirm", actor=actor, event=event, confirmed_by_id=actor.post)


def _added(correction: Correction) -> Occasion:
    """What an addition makes; its thread is its own."""
    return Occasion(
        key=f"added/{correction.public_id}",
        origin=Origin.ADDED,
        day=correction.subject_day,
        thread=correction.public_id.hex,
        title=correction.title,
        fields=correction.fields,
        holders=correction.holders,
        reason=correction.reason,
    )


def _corrected(actor: Actor, correction: Correction, occasion: Occasion) -> Occasion:
    """What takes the place of the occasion that counts."""
    booked = _counting(actor, occasion.public_id)
    return Occasion(
        key=booked.key,
        origin=Origin.CORRECTION,
        day=booked.day,
        matter=booked.matter,
        thread=booked.thread,
        title=booked.title,
        fields={**booked.fields, **correction.fields},
        holders=correction.holders or booked.holders,
        replaces=booked,
        is_cancellation=correction.change == Change.CANCEL,
        reason=correction.reason,
    )


@operation
def decline(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Correction:
    """Do not take a proposal over.

    Writes: state, answer, journal. Announces: appraisal.correction.declined.
    """
    correction = access.take_correction(actor, public_id, "decline", seen=seen)
    answer = lines.checked(reason, field="reason", limit=rules.TEXT_LIMIT, is_required=True)
    matter = correction.occasion.matter if correction.occasion else None
    event = events.CorrectionDeclined(subject=public_id, matter=matter, title=correction.subject, reason=answer)
    return move(correction, CORRECTION_STEPS, "decline", actor=actor, event=event, answer=answer)


def _counting(actor: Actor, occasion: uuid.UUID) -> Occasion:
    """The occasion, if it is what counts now."""
    booked = Occasion.objects.filter(public_id=occasion, station_id=actor.station or 0).first()
    if booked is None:
        raise NotFound("appraisal.occasion.unknown", field="occasion")
    if booked.is_cancellation or Occasion.objects.filter(replaces=booked).exists():
        raise Conflict("appraisal.occasion.replaced", field="occasion")
    return booked


def _restated(proposal: Proposal) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    if proposal.change not in Change.values or proposal.change == Change.ADD:
        raise Invalid("appraisal.correction.change", field="change")
    if proposal.change == Change.CANCEL:
        return {}, []
    unknown = set(proposal.words) - set(RESTATED)
    if unknown:
        raise Invalid("appraisal.correction.attribute", field="words", name=min(unknown))
    words = {name: word if isinstance(word, bool) else [word] for name, word in proposal.words.items()}
    holders = holders_of(proposal.people, proposal.units)
    if not words and not holders:
        raise Invalid("appraisal.correction.nothing", field="change")
    return words, holders


def holders_of(people: Sequence[tuple[uuid.UUID, int]], units: Sequence[tuple[uuid.UUID, int]]) -> list[dict[str, Any]]:
    """The contributors as occasions keep them; where there are any, their shares are the whole."""
    holders = [*_holders(Person, "person", people), *_holders(Organization, "organization", units)]
    if holders and sum(one["share"] for one in holders) != WHOLE:
        raise Invalid("appraisal.correction.shares", field="units")
    return holders


def _holders(
    model: type[Person | Organization], kind: str, named: Sequence[tuple[uuid.UUID, int]]
) -> list[dict[str, Any]]:
    keys = dict(model.objects.filter(public_id__in=[one for one, _share in named]).values_list("public_id", "pk"))
    if len(keys) != len(named) or any(share <= 0 for _one, share in named):
        raise Invalid("appraisal.correction.holder", field="units")
    empty = {"person": None, "organization": None, "below": None}
    return [{**empty, kind: keys[one], "share": share} for one, share in named]
