# SPDX-License-Identifier: Apache-2.0
"""Recording who adopted an item, where and when (F02, F03, F08)."""

import datetime
import uuid
from dataclasses import dataclass

from yizhan.domains.files import queries as files
from yizhan.domains.files.operations import attaching
from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import descent
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.reporting import access, events
from yizhan.domains.reporting.models import AdoptingBody, Adoption, Credit
from yizhan.domains.reporting.queries import records
from yizhan.domains.reporting.states import STEPS, BodyKind, Form, State
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is known of an adoption: who, where, when, in which form, and how it is known."""

    body: uuid.UUID
    adopted_on: datetime.date
    form: str = Form.SINGLE
    publication: str = ""
    title_used: str = ""
    told_by: str = ""
    evidence: str = ""


@operation
def record_adoption(
    actor: Actor,
    item: uuid.UUID,
    *,
    particulars: Particulars,
    adoption: uuid.UUID | None = None,
    seen: int | None = None,
) -> Adoption:
    """Record that a body adopted the item as it lies at the actor's station. It counts for all the item came from.

    Says how it is known: who told it, a note, or files attached beforehand to the id `adoption`.
    Writes: adoption, credits, attachments, journal. Announces: reporting.adoption.recorded.
    """
    row = access.take_item(actor, item, "record_adoption", seen=seen)
    recorded = _adoption(row, adoption or new_id(), particulars)
    recorded.post_id = actor.post
    _check_evidence(actor, recorded)
    _check_new(recorded)
    recorded.save(force_insert=True)
    Credit.objects.bulk_create(Credit(adoption=recorded, item=one) for one in (row, *descent.origins(row)))
    attaching.hand_in(actor, recorded.public_id, matter=row.public_id)
    event = events.AdoptionRecorded(
        subject=recorded.public_id,
        matter=row.public_id,
        body_name=recorded.body_name,
        level=recorded.level,
        publication=recorded.publication,
        form=recorded.form,
        adopted_on=recorded.adopted_on,
    )
    audit.record(actor, event, station=row.station_id, after=State.RECORDED)
    return recorded


@operation
def revoke_adoption(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Adoption:
    """Take back an adoption that was recorded by mistake: a correction, with its reason. It counts no more.

    Writes: state, journal. Announces: reporting.adoption.revoked.
    """
    adoption = access.take(actor, public_id, "revoke", seen=seen)
    event = events.AdoptionRevoked(
        subject=adoption.public_id,
        matter=adoption.item.public_id,
        body_name=adoption.body_name,
        publication=adoption.publication,
        reason=lines.checked(reason, field="reason", limit=500, is_required=True),
    )
    return move(adoption, STEPS, "revoke", actor=actor, event=event)


def _adoption(item: Item, public_id: uuid.UUID, given: Particulars) -> Adoption:
    body = records.bodies(item.station).filter(public_id=given.body).first()
    if body is None:
        raise NotFound("reporting.body.unknown", field="body")
    if given.form not in Form.values:
        raise Invalid("reporting.adoption.form", field="form", value=given.form)
    _check_day(item, given.adopted_on)
    return Adoption(
        public_id=public_id,
        station_id=item.station_id,
        item=item,
        state=State.RECORDED,
        body=body,
        body_name=body.name,
        level=body.level,
        line=body.line,
        publication=_publication(body, given.publication),
        form=given.form,
        title_used=lines.checked(given.title_used, field="title_used", limit=120) or item.title,
        adopted_on=given.adopted_on,
        told_by=lines.checked(given.told_by, field="told_by", limit=120),
        evidence=lines.checked(given.evidence, field="evidence", limit=500),
        at=clock.now(),
    )


def _check_day(item: Item, adopted_on: datetime.date) -> None:
    if adopted_on > clock.today():
        raise Invalid("reporting.adoption.future", field="adopted_on")
    if adopted_on < item.submitted_at.astimezone(clock.OFFICE_ZONE).date():
        raise Invalid("reporting.adoption.before_item", field="adopted_on")


def _publication(body: AdoptingBody, publication: str) -> str:
    """A medium prints under a title; an office may adopt without one."""
    bare = publication.strip().removeprefix("《").removesuffix("》")
    return lines.checked(bare, field="publication", limit=60, is_required=body.kind == BodyKind.MEDIA)


def _check_evidence(actor: Actor, adoption: Adoption) -> None:
    if adoption.told_by or adoption.evidence or files.unsent(adoption.public_id, actor.post).exists():
        return
    raise Invalid("reporting.adoption.no_evidence", field="evidence")


def _check_new(adoption: Adoption) -> None:
    """The item is locked, so nobody else records an adoption of it meanwhile."""
    same = Adoption.objects.filter(
        item=adoption.item,
        state=State.RECORDED,
        body_name=adoption.body_name,
        level=adoption.level,
        publication=adoption.publication,
        adopted_on=adoption.adopted_on,
    )
    if same.exists():
        raise Conflict("reporting.adoption.repeated", field="body", body_name=adoption.body_name)
    if Adoption.objects.filter(public_id=adoption.public_id).exists():
        raise Conflict("reporting.adoption.id_taken")
