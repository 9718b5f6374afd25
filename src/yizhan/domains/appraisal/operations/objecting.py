# SPDX-License-Identifier: Apache-2.0
"""Objections to points: raised within the days of notice, answered, and closed when what follows from them is done."""

import datetime
import uuid

from yizhan.domains.appraisal import access, events, rules
from yizhan.domains.appraisal.models import Objection, Occasion, Scheme
from yizhan.domains.appraisal.operations import correcting
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.operations.freezing import read_period
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import schemes
from yizhan.domains.appraisal.queries.holders import Subject, own_subject
from yizhan.domains.appraisal.states import COUNTING, OBJECTION_STEPS, ObjectionState
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.rulebook import queries as rulebook
from yizhan.engines.scoring.periods import Period
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def raise_objection(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    scheme: uuid.UUID,
    period: str,
    statement: str,
    occasion: uuid.UUID | None = None,
) -> Objection:
    """Object to one's own points, or as information officer to those of the unit, in one period.

    As long as a period is open at any time, after it was frozen for so many days as the institution laid down.
    Writes: objection, journal. Announces: appraisal.objection.raised.
    """
    access.require(actor, Permission.OBJECT)
    if Objection.objects.filter(public_id=public_id).exists():
        raise Conflict("appraisal.objection.id_taken")
    version = access.find(actor, scheme)
    subject = _subject(actor, version)
    span = read_period(period)
    _check_time(version, span)
    objection = Objection(
        public_id=public_id,
        station_id=version.station_id,
        state=ObjectionState.RAISED,
        scheme=version,
        period=str(span),
        occasion=_occasion(version, occasion),
        person_id=subject.key if subject.kind == "person" else None,
        organization_id=subject.key if subject.kind == "organization" else None,
        holder_name=subject.name,
        statement=lines.checked(statement, field="statement", limit=rules.TEXT_LIMIT, is_required=True),
        post_id=actor.acting_post,
        at=clock.now(),
    )
    insert(objection)
    event = events.ObjectionRaised(
        subject=public_id, period=str(span), about=subject.name, statement=objection.statement
    )
    audit.record(actor, event, station=objection.station_id, after=ObjectionState.RAISED)
    return objection


@operation
def uphold(
    actor: Actor, public_id: uuid.UUID, *, answer: str, proposal: Proposal | None = None, seen: int | None = None
) -> Objection:
    """Say that the objection is right. With a proposal the correction is on its way and waits for a second person.

    Writes: state, answer, correction, journal. Announces: appraisal.objection.upheld, …correction.proposed.
    """
    objection = access.take_objection(actor, public_id, "uphold", seen=seen)
    said = _answer(answer)
    correction = None
    if proposal is not None:
        if objection.occasion is None:
            raise Invalid("appraisal.objection.about_nothing", field="change")
        correction = correcting.enter(actor, new_id(), occasion=objection.occasion.public_id, proposal=proposal)
    event = events.ObjectionUpheld(subject=public_id, period=objection.period, about=objection.holder_name, answer=said)
    return move(
        objection,
        OBJECTION_STEPS,
        "uphold",
        actor=actor,
        event=event,
        answer=said,
        correction=correction,
        answered_by_id=actor.post,
        answered_at=clock.now(),
    )


@operation
def dismiss(actor: Actor, public_id: uuid.UUID, *, answer: str, seen: int | None = None) -> Objection:
    """Say why the points are right.

    Writes: state, answer, journal. Announces: appraisal.objection.rejected.
    """
    objection = access.take_objection(actor, public_id, "dismiss", seen=seen)
    said = _answer(answer)
    event = events.ObjectionRejected(
        subject=public_id, period=objection.period, about=objection.holder_name, answer=said
    )
    return move(
        objection,
        OBJECTION_STEPS,
        "dismiss",
        actor=actor,
        event=event,
        answer=said,
        answered_by_id=actor.post,
        answered_at=clock.now(),
    )


@operation
def close(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Objection:
    """Close an answered objection; a correction that follows from it must have been decided.

    Writes: state, journal. Announces: appraisal.objection.closed.
    """
    objection = access.take_objection(actor, public_id, "close", seen=seen)
    if access.is_correction_open(objection):
        raise Conflict("appraisal.objection.correction_open")
    event = events.ObjectionClosed(subject=public_id, period=objection.period, about=objection.holder_name)
    return move(objection, OBJECTION_STEPS, "close", actor=actor, event=event)


@operation
def withdraw(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Objection:
    """No longer object.

    Writes: state, journal. Announces: appraisal.objection.withdrawn.
    """
    objection = access.take_objection(actor, public_id, "withdraw", seen=seen)
    event = events.ObjectionWithdrawn(subject=public_id, period=objection.period, about=objection.holder_name)
    return move(objection, OBJECTION_STEPS, "withdraw", actor=actor, event=event)


def last_day(version: Scheme, period: Period) -> datetime.date | None:
    """Until when one may object to a frozen period; None while it is open."""
    frozen = schemes.frozen(version.station_id, version.code, period)
    if frozen is None:
        return None
    days = rulebook.value(version.station_id, rules.OBJECTION_DAYS)
    return frozen.at.astimezone(clock.OFFICE_ZONE).date() + datetime.timedelta(days=days)


def _subject(actor: Actor, version: Scheme) -> Subject:
    subject = own_subject(version.holder, actor.person, actor.organization)
    if subject is None or not access.sees(actor, subject):
        raise Denied("appraisal.objection.not_own", permission=Permission.OBJECT)
    return subject


def _check_time(version: Scheme, period: Period) -> None:
    if version.state not in COUNTING:
        raise NotFound("appraisal.scheme.unknown")
    if period.start > clock.today():
        raise Invalid("appraisal.objection.too_early", field="period", period=str(period))
    last = last_day(version, period)
    if last is not None and clock.today() > last:
        raise Conflict("appraisal.objection.too_late", field="period", day=str(last))


def _occasion(version: Scheme, occasion: uuid.UUID | None) -> Occasion | None:
    if occasion is None:
        return None
    found = Occasion.objects.filter(public_id=occasion, station_id=version.station_id).first()
    if found is None:
        raise NotFound("appraisal.occasion.unknown", field="occasion")
    return found


def _answer(text: str) -> str:
    return lines.checked(text, field="answer", limit=rules.TEXT_LIMIT, is_required=True)
