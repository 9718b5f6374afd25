# SPDX-License-Identifier: Apache-2.0
"""Saying that a unit reported late, not at all, or falsely: by the facts alone, or by a person. It decides nothing."""

import datetime
import uuid
from dataclasses import dataclass

from yizhan.domains.findings import access, events, rules
from yizhan.domains.findings.models import Accountable, Finding, Ground
from yizhan.domains.findings.permissions import Permission
from yizhan.domains.findings.queries import breaches, missed
from yizhan.domains.findings.queries.breaches import Breach
from yizhan.domains.findings.queries.missed import Missed
from yizhan.domains.findings.states import GroundKind, Kind, Origin, State
from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.network import queries as network
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.urgent import access as urgent
from yizhan.domains.urgent.models import Dispatch, Emergency
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a person says a unit has done, and how it became known.

    With an `emergency` title, moment and unit are those of the event; without one nobody reported it, and they are
    given here. `item` is the number of an item that told of it, `words` what shows it: a paper's name and page, who
    called from above, an address.
    """

    kind: str
    reason: str
    origin: str = Origin.OTHER
    emergency: uuid.UUID | None = None
    organization: uuid.UUID | None = None
    title: str = ""
    happened_at: datetime.datetime | None = None
    known_at: datetime.datetime | None = None
    item: str = ""
    words: str = ""


@operation
def propose(actor: Actor, public_id: uuid.UUID, *, charge: Charge) -> Finding:
    """Say what a unit has done, with the facts. Another person will decide.

    Writes: finding, its persons, its facts, journal. Announces: findings.finding.proposed.
    """
    access.require(actor, Permission.PROPOSE)
    if charge.kind not in Kind.values:
        raise Invalid("findings.kind.unknown", field="kind")
    if charge.origin not in Origin.values:
        raise Invalid("findings.origin.unknown", field="origin")
    if Finding.objects.filter(public_id=public_id).exists():
        raise Conflict("findings.finding.id_taken")
    reason = lines.checked(charge.reason, field="reason", limit=rules.REASON_LIMIT, is_required=True)
    finding = _of_event(actor, charge) if charge.emergency else _unreported(actor, charge)
    finding.public_id, finding.reason = public_id, reason
    entered = _enter(actor, finding, _elsewhere(actor, charge))
    if access.is_party(actor, entered):
        raise Invalid("findings.finding.own_unit", field="organization")
    return entered


@operation
def propose_found(actor: Actor, breach: Breach) -> Finding | None:
    """Propose what the facts say. What was proposed before, even if it was dropped, is not proposed again.

    Writes: finding, its persons, its facts, journal. Announces: findings.finding.proposed.
    """
    access.require(actor, Permission.PROPOSE)
    if breach.emergency is not None:
        event = breach.emergency
        if Finding.objects.filter(emergency=event, organization_id=breach.organization).exists():
            return None
        finding = _facts_of(event, breach.kind, breach.origin, missed.by_clock(event))
        return _enter(actor, finding, [])
    if (
        breach.item is None
        or Ground.objects.filter(subject=breach.item.public_id, finding__organization_id=breach.organization).exists()
    ):
        return None
    return _enter(actor, _of_item(breach, breach.item), [_item_ground(breach.item, breach.origin)])


def propose_due(actor: Actor, station: int) -> int:
    """Propose everything that the facts of a station say by now, each on its own; answers how much was new.

    Reads only where nothing is new. Writes and announces as `propose_found`.
    """
    return sum(propose_found(actor, breach) is not None for breach in breaches.of_station(station))


def _of_event(actor: Actor, charge: Charge) -> Finding:
    """A charge about an event that stands in the urgent room; its clock says what was missed."""
    event = urgent.find(actor, charge.emergency or uuid.UUID(int=0))
    if event.organization is None:
        raise Invalid("findings.event.of_office", field="emergency")
    if event.station_id != actor.station:
        raise NotFound("urgent.emergency.unknown")
    standing = Finding.objects.filter(emergency=event, organization=event.organization).exclude(state=State.DROPPED)
    if standing.exists():
        raise Conflict("findings.event.charged", field="emergency")
    is_about_time = charge.kind != Kind.FALSE
    return _facts_of(event, charge.kind, charge.origin, missed.by_clock(event) if is_about_time else None)


def _facts_of(event: Emergency, kind: str, origin: str, what: Missed | None) -> Finding:
    finding = Finding(
        state=State.PROPOSED,
        station_id=event.station_id,
        organization_id=event.organization_id or 0,
        emergency=event,
        kind=kind,
        origin=origin,
        title=event.title,
        happened_at=event.happened_at,
    )
    return _with_rule(finding, what)


def _unreported(actor: Actor, charge: Charge) -> Finding:
    """A charge about an event that nobody entered."""
    units = network.organizations_of(actor.station or 0)
    unit = units.filter(public_id=charge.organization).first() if charge.organization else None
    if unit is None:
        raise Invalid("findings.unit.missing", field="organization")
    for field, moment in (("happened_at", charge.happened_at), ("known_at", charge.known_at)):
        _check_moment(field, moment)
    if charge.happened_at is None:
        raise Invalid("findings.moment.missing", field="happened_at")
    finding = Finding(
        state=State.PROPOSED,
        station_id=actor.station or 0,
        organization=unit,
        kind=charge.kind,
        origin=charge.origin,
        title=lines.checked(charge.title, field="title", limit=rules.TITLE_LIMIT, is_required=True),
        happened_at=charge.happened_at,
    )
    what = missed.by_rule(finding.station_id, unit.pk, charge.happened_at) if charge.kind != Kind.FALSE else None
    return _with_rule(finding, what)


def _of_item(breach: Breach, item: Item) -> Finding:
    """An item told of what the unit did not. When it happened is known no closer than that."""
    finding = Finding(
        state=State.PROPOSED,
        station_id=item.station_id,
        organization_id=breach.organization,
        kind=breach.kind,
        origin=breach.origin,
        title=item.title[: rules.TITLE_LIMIT],
        happened_at=item.submitted_at,
    )
    return _with_rule(finding, missed.by_rule(item.station_id, breach.organization, item.submitted_at))


def _with_rule(finding: Finding, what: Missed | None) -> Finding:
    if what is not None:
        finding.due_at, finding.minutes = what.due_at, what.minutes
        finding.rule, finding.rule_words, finding.rule_version = what.rule, what.words, what.version
    return finding


def _enter(actor: Actor, finding: Finding, elsewhere: list[Ground]) -> Finding:
    finding.proposed_by_id, finding.proposed_at = actor.post, clock.now()
    insert(finding)
    for ground in [*_grounds(finding), *elsewhere]:
        ground.finding = finding
        insert(ground)
    day = finding.happened_at.astimezone(clock.OFFICE_ZONE).date()
    for one in network.responsible([finding.organization_id], day):
        insert(Accountable(finding=finding, person=one.person, kind=one.kind, title=one.title))
    event = events.FindingProposed(
        subject=finding.public_id,
        matter=finding.public_id,
        title=finding.title,
        unit=finding.organization.name,
        kind=finding.kind,
        origin=finding.origin,
        minutes=finding.minutes,
    )
    audit.record(actor, event, station=finding.station_id, after=State.PROPOSED)
    return finding


def _grounds(finding: Finding) -> list[Ground]:
    """The facts that stand in the store: moments of the event and its report, and who told of it before the unit."""
    event = finding.emergency
    found: list[tuple[str, str, datetime.datetime | None, uuid.UUID | None]]
    if event is None:
        found = [(GroundKind.HAPPENED, "", finding.happened_at, None), (GroundKind.DUE, "", finding.due_at, None)]
    else:
        found = [
            (GroundKind.HAPPENED, "", event.happened_at, event.public_id),
            (GroundKind.KNOWN, "", breaches.unit_knew_at(event), event.public_id),
            (GroundKind.ELSEWHERE, Origin.OFFICE, _told_by_others(event), event.public_id),
            (GroundKind.DUE, "", finding.due_at, None),
            (GroundKind.SENT, "", event.sent_at, event.public_id),
            (GroundKind.RECEIVED, "", event.received_at, event.public_id),
        ]
    return [Ground(kind=kind, origin=origin, at=at, subject=subject) for kind, origin, at, subject in found if at]


def _told_by_others(event: Emergency) -> datetime.datetime | None:
    """When the office noted the event, if that was before the unit wrote anything."""
    first = Dispatch.objects.filter(emergency=event).order_by("id").values_list("organization_id", "at").first()
    return first[1] if first is not None and first[0] != event.organization_id else None


def _elsewhere(actor: Actor, charge: Charge) -> list[Ground]:
    """What a person names as the channel through which it became known."""
    words = lines.checked(charge.words, field="words", limit=300)
    if charge.item:
        item = items.visible(actor).filter(number=charge.item.strip()).first()
        if item is None:
            raise Invalid("findings.item.unknown", field="item")
        return [_item_ground(item, Origin.ITEM)]
    if charge.origin in {Origin.CLOCK, Origin.OFFICE} and not words:
        return []
    if not words:
        raise Invalid("findings.words.missing", field="words")
    at = charge.known_at or clock.now()
    return [Ground(kind=GroundKind.ELSEWHERE, origin=charge.origin, at=at, words=words)]


def _item_ground(item: Item, origin: str) -> Ground:
    words = f"{item.number} {item.title}"
    return Ground(kind=GroundKind.ELSEWHERE, origin=origin, at=item.submitted_at, words=words, subject=item.public_id)


def _check_moment(field: str, moment: datetime.datetime | None) -> None:
    if moment is not None and moment.tzinfo is None:
        raise Invalid("findings.moment.without_zone", field=field)
    if moment is not None and moment > clock.now():
        raise Invalid("findings.moment.future", field=field)
