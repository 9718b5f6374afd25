# SPDX-License-Identifier: Apache-2.0
"""The way of an urgent event: a call, the first report, its receipt, follow-ups, the final report."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yizhan.domains.network import queries as network
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.urgent import access, events, rules
from yizhan.domains.urgent.models import Dispatch, Emergency
from yizhan.domains.urgent.operations import clocking, counting, forwarding, verifying
from yizhan.domains.urgent.operations.counting import Count
from yizhan.domains.urgent.permissions import Permission
from yizhan.domains.urgent.queries import reports
from yizhan.domains.urgent.states import STEPS, Element, Stage, State
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """What happened and when. `known_at` is now where it is not said; moments need a zone.

    `organization` is the unit that answers for the report, for the office to say; whoever reports for a unit reports
    for that unit. `is_long_past` confirms that a date which lies long back is right.
    """

    title: str
    happened_at: datetime.datetime
    known_at: datetime.datetime | None = None
    organization: uuid.UUID | None = None
    is_long_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """Of what category and level an event is; the level may not be known yet. What is sensitive is always reported."""

    category: str
    level: str = ""
    is_sensitive: bool = False


@operation
def note(actor: Actor, public_id: uuid.UUID, *, occurrence: Occurrence, caller: str) -> Emergency:
    """Note a call: who, when, what. It is the first notice, and the written report must follow (RULE-006).

    The clock of the first report begins. Whoever notes makes the id, so that noting twice is noting once.
    Writes: emergency, report, deadline, journal. Announces: urgent.emergency.noted, clocks.deadline.opened.
    """
    who = lines.checked(caller, field="caller", limit=rules.CALLER_LIMIT, is_required=True)
    emergency = _begin(actor, public_id, occurrence, caller=who)
    _write(actor, emergency, Stage.PHONE, {Element.SOURCE: who, Element.SITUATION: emergency.title})
    return emergency


@operation
def report_at_once(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    occurrence: Occurrence,
    grading: Grading,
    elements: Mapping[str, str],
    figures: Sequence[Count] = (),
) -> Emergency:
    """Hand in a written first report that no call preceded (see `report`).

    Writes: emergency, report, deadlines, journal.
    Announces: urgent.emergency.noted, urgent.emergency.reported, clocks.deadline.opened.
    """
    emergency = _begin(actor, public_id, occurrence, caller="")
    return report(actor, emergency.public_id, grading=grading, elements=elements, figures=figures)


@operation
def report(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    grading: Grading,
    elements: Mapping[str, str],
    figures: Sequence[Count] = (),
    seen: int | None = None,
) -> Emergency:
    """Hand in the written first report. What it does not tell yet is said, never waited for (EMG-32).

    The limit of its category counts from now on, and the responsible persons of the unit are named. A report that the
    office itself writes is with the office at once. Writes: emergency, report, figures, deadlines, journal.
    Announces: urgent.emergency.reported, urgent.figures.told, clocks.deadline.opened, for the office
    urgent.emergency.received.
    """
    emergency = access.take(actor, public_id, "report", seen=seen)
    category = _chosen(emergency, rules.CATEGORIES, grading.category, field="category", is_required=True)
    level = _chosen(emergency, rules.LEVELS, grading.level, field="level")
    written = _write(actor, emergency, Stage.FIRST, elements)
    first, direct = reports.responsible_of(emergency.organization_id)
    event = events.EmergencyReported(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        category=category,
        level=level,
        unit=emergency.organization.name if emergency.organization else "",
        missing=tuple(reports.missing(Stage.FIRST, written.elements)),
        first_responsible=first,
        directly_responsible=direct,
    )
    move(
        emergency,
        STEPS,
        "report",
        actor=actor,
        event=event,
        category=category,
        level=level,
        is_sensitive=grading.is_sensitive,
        sent_at=clock.now(),
    )
    counting.keep(actor, emergency, written, figures)
    clocking.begin_anew(actor, emergency)
    clocking.sent(actor, emergency)
    clocking.await_word(actor, emergency)
    return _receive(actor, emergency) if access.is_office(actor) else emergency


@operation
def receive(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Emergency:
    """Say that the first report is here. The moment of receipt counts, not that of sending (RULE-005).

    Whoever receives it has to verify it meanwhile, or to hand that on. Writes: state, verification, deadlines, journal.
    Announces: urgent.emergency.received, urgent.verification.entrusted, clocks.deadline.met, …opened; for the station
    below that reported it urgent.emergency.acknowledged.
    """
    return _receive(actor, access.take(actor, public_id, "receive", seen=seen))


@operation
def follow_up(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    elements: Mapping[str, str],
    figures: Sequence[Count] = (),
    seen: int | None = None,
) -> Emergency:
    """Report how it goes on, numbered, until the final report (RULE-004). The next word is due after the interval.

    Writes: report, figures, deadlines, journal.
    Announces: urgent.emergency.followed (also where the event went up to), urgent.figures.told, clocks.deadline.met,
    …opened.
    """
    emergency = access.take(actor, public_id, "follow_up", seen=seen)
    number = reports.last_number(emergency) + 1
    written = _write(actor, emergency, Stage.FOLLOW_UP, elements, number=number)
    clocking.await_word(actor, emergency)
    event = events.EmergencyFollowed(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        number=number,
        missing=tuple(reports.missing(Stage.FOLLOW_UP, written.elements)),
    )
    amend(emergency, actor=actor, event=event)
    counting.keep(actor, emergency, written, figures)
    forwarding.carry(actor, emergency, written)
    return emergency


@operation
def link(actor: Actor, public_id: uuid.UUID, *, to: uuid.UUID | None, seen: int | None = None) -> Emergency:
    """Say that another unit reported the same event, or with None that it is another one after all.

    Nothing is merged or lost: each unit's reports and clocks stay its own, each is read from the other.
    Writes: link, journal. Announces: urgent.emergency.linked.
    """
    emergency = access.take(actor, public_id, "link", seen=seen)
    other = _other(actor, emergency, to) if to is not None else None
    event = events.EmergencyLinked(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        other=other.title if other else "",
        other_unit=other.organization.name if other and other.organization else "",
    )
    return amend(emergency, actor=actor, event=event, same_as_id=other.pk if other else None)


@operation
def conclude(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    elements: Mapping[str, str],
    figures: Sequence[Count] = (),
    seen: int | None = None,
) -> Emergency:
    """Hand in the final report, which must be complete; nothing more is demanded (RULE-004, EMG-30).

    Writes: report, figures, state, deadline, journal.
    Announces: urgent.emergency.concluded, urgent.figures.told, clocks.deadline.met.
    """
    emergency = access.take(actor, public_id, "conclude", seen=seen)
    gaps = reports.missing(Stage.FINAL, elements)
    if gaps:
        raise Invalid("urgent.report.incomplete", field=gaps[0], missing="、".join(str(one.label) for one in gaps))
    written = _write(actor, emergency, Stage.FINAL, elements)
    clocking.finish(actor, emergency)
    event = events.EmergencyConcluded(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        follow_ups=reports.last_number(emergency),
    )
    move(emergency, STEPS, "conclude", actor=actor, event=event, concluded_at=clock.now())
    counting.keep(actor, emergency, written, figures)
    forwarding.carry(actor, emergency, written)
    return emergency


@operation
def reopen(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Emergency:
    """It goes on after all: follow-ups are demanded again, and another final report.

    Writes: state, deadline, journal. Announces: urgent.emergency.reopened, clocks.deadline.opened.
    """
    emergency = access.take(actor, public_id, "reopen", seen=seen)
    event = events.EmergencyReopened(
        subject=emergency.public_id, matter=emergency.public_id, title=emergency.title, reason=_reason(reason)
    )
    move(emergency, STEPS, "reopen", actor=actor, event=event, concluded_at=None)
    clocking.await_word(actor, emergency)
    return emergency


@operation
def withdraw(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Emergency:
    """It was a mistake or a false alarm: nothing is due about it, and what was reported stays readable.

    Writes: state, deadlines, journal. Announces: urgent.emergency.withdrawn, clocks.deadline.cancelled.
    """
    emergency = access.take(actor, public_id, "withdraw", seen=seen)
    said = _reason(reason)
    clocking.call_off(actor, emergency, reason=said)
    event = events.EmergencyWithdrawn(
        subject=emergency.public_id, matter=emergency.public_id, title=emergency.title, reason=said
    )
    move(emergency, STEPS, "withdraw", actor=actor, event=event)
    forwarding.recall(actor, emergency, reason=said)
    return emergency


def _begin(actor: Actor, public_id: uuid.UUID, given: Occurrence, *, caller: str) -> Emergency:
    """Enter an event and let its first report be due."""
    access.require(actor, Permission.NOTE)
    if Emergency.objects.filter(public_id=public_id).exists():
        raise Conflict("urgent.emergency.id_taken")
    happened_at, known_at = _moments(actor, given)
    emergency = Emergency(
        public_id=public_id,
        station_id=actor.station or 0,
        organization_id=_unit(actor, given.organization),
        post_id=actor.post,
        state=State.NOTED,
        title=lines.checked(given.title, field="title", limit=rules.TITLE_LIMIT, is_required=True),
        happened_at=happened_at,
        known_at=known_at,
        noted_at=clock.now(),
    )
    insert(emergency)
    event = events.EmergencyNoted(
        subject=public_id,
        matter=public_id,
        title=emergency.title,
        caller=caller,
        happened_at=happened_at,
        known_at=known_at,
    )
    audit.record(actor, event, station=emergency.station_id, after=State.NOTED)
    clocking.begin_first(actor, emergency)
    return emergency


def _other(actor: Actor, emergency: Emergency, public_id: uuid.UUID) -> Emergency:
    """The event that this one is linked to; links are one step long, so that every report leads to all the others."""
    other = access.find(actor, public_id)
    if other.pk == emergency.pk:
        raise Invalid("urgent.link.itself", field="to")
    if other.same_as_id is not None or emergency.also_reported.exists():
        raise Conflict("urgent.link.chain", field="to")
    return other


def _receive(actor: Actor, emergency: Emergency) -> Emergency:
    is_late = clocking.received(actor, emergency)
    event = events.EmergencyReceived(
        subject=emergency.public_id, matter=emergency.public_id, title=emergency.title, is_late=is_late
    )
    now = clock.now()
    move(emergency, STEPS, "receive", actor=actor, event=event, received_at=now, received_by_id=actor.post)
    verifying.begin(actor, emergency, post=actor.post)
    forwarding.acknowledge(actor, emergency)
    return emergency


def _write(actor: Actor, emergency: Emergency, stage: str, elements: Mapping[str, str], *, number: int = 0) -> Dispatch:
    """Add a report. It tells at least what happened; the other elements where they are known."""
    unknown = set(elements) - set(Element.values)
    if unknown:
        raise Invalid("urgent.report.element", field="elements", name=min(unknown))
    told = {
        name: lines.checked(
            elements.get(name, ""), field=name, limit=rules.TEXT_LIMIT, is_required=name == Element.SITUATION
        )
        for name in Element.values
    }
    row = Dispatch(
        emergency=emergency,
        stage=stage,
        number=number,
        elements={name: text for name, text in told.items() if text},
        organization_id=actor.organization,
        post_id=actor.post,
        at=clock.now(),
    )
    return insert(row)


def _moments(actor: Actor, given: Occurrence) -> tuple[datetime.datetime, datetime.datetime]:
    """When it happened and when it became known: with a zone, in this order, not to come, not years back by mistake."""
    now = clock.now()
    known_at = now if given.known_at is None else given.known_at
    for field, moment in (("happened_at", given.happened_at), ("known_at", known_at)):
        if moment.tzinfo is None:
            raise Invalid("urgent.moment.without_zone", field=field)
        if moment > now:
            raise Invalid("urgent.moment.future", field=field)
    if known_at < given.happened_at:
        raise Invalid("urgent.moment.known_first", field="known_at")
    days = rulebook.value(actor.station or 0, rules.LONG_PAST)
    if now - given.happened_at > datetime.timedelta(days=days) and not given.is_long_past:
        back = (now - given.happened_at).days
        raise Invalid("urgent.moment.long_past", field="happened_at", days=back)
    return given.happened_at, known_at


def _unit(actor: Actor, chosen: uuid.UUID | None) -> int | None:
    """The unit that answers for the report: one's own, or for the office the one that it names."""
    if not access.is_office(actor):
        return actor.organization
    if chosen is None:
        return None
    unit = network.organizations_of(actor.station or 0).filter(public_id=chosen).first()
    if unit is None:
        raise NotFound("urgent.emergency.unit_unknown", field="organization")
    return unit.pk


def _chosen(
    emergency: Emergency,
    definition: Definition[tuple[str, ...]],
    word: str,
    *,
    field: str,
    is_required: bool = False,
) -> str:
    """A word of the institution's own list."""
    if (word or is_required) and word not in rulebook.value(emergency.station_id, definition):
        raise Invalid(f"urgent.{field}.unknown", field=field)
    return word


def _reason(text: str) -> str:
    return lines.checked(text, field="reason", limit=rules.REASON_LIMIT, is_required=True)
