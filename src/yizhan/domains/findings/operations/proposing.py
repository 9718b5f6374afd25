# SPDX-License-Identifier: Apache-2.0
"""Saying that a unit reported late, not at all, or falsely: by the facts alone, or by a person. It decides nothing."""

import datetime
import uuid
from dataclasses import dataclass

from yizhan.domains.findings import access, events, rules
from yizhan.domains.findings.models import Accountable, Finding, Ground
from yizhan.domains.findings.permissions import Permission
from yizhan.domains.findings.queries import breaches, grounds, missed
from yizhan.domains.findings.queries.breach import Breach, Vacancy, answering
from yizhan.domains.findings.queries.missed import Missed
from yizhan.domains.findings.states import ABOUT_TIME, GroundKind, Kind, Origin, State
from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.network import queries as network
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.urgent import access as urgent
from yizhan.domains.urgent.models import Emergency
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
    if _is_known(breach):
        return None
    found = grounds.of_breach(breach)
    if breach.vacancy is not None:
        return _enter(actor, _of_vacancy(actor, breach, breach.vacancy), found)
    if breach.emergency is not None:
        return _enter(actor, _of_found(breach, breach.emergency), found)
    if breach.item is not None:
        return _enter(actor, _of_item(breach, breach.item), found)
    return None


def propose_due(actor: Actor, station: int) -> int:
    """Propose everything that the facts of a station say by now, each on its own; answers how much was new.

    Reads only where nothing is new. Writes and announces as `propose_found`.
    """
    return sum(propose_found(actor, breach) is not None for breach in breaches.of_station(station))


def propose_about(actor: Actor, event: uuid.UUID) -> int:
    """The same about one event, at once; answers how much was new."""
    found = Emergency.objects.filter(public_id=event).first()
    if found is None:
        return 0
    return sum(propose_found(actor, breach) is not None for breach in breaches.of_event(found))


def _is_known(breach: Breach) -> bool:
    """Whether a finding stands on the same fact, or on the same event or item against the same unit."""
    if breach.fact is not None:
        return Finding.objects.filter(fact=breach.fact).exists()
    of_unit = Finding.objects.filter(organization_id=breach.organization)
    if breach.emergency is not None:
        return of_unit.filter(emergency=breach.emergency, fact__isnull=True).exists()
    return breach.item is not None and of_unit.filter(grounds__subject=breach.item.public_id).exists()


def _of_found(breach: Breach, event: Emergency) -> Finding:
    """A breach about an event: of its first report, of a follow-up with its clock, or of a word that went elsewhere."""
    if breach.deadline is not None:
        what = missed.of_deadline(breach.deadline)
    else:
        what = missed.by_clock(event) if breach.passage is None else None
    finding = _facts_of(event, breach.kind, breach.origin, what)
    finding.fact = breach.fact
    return finding


def _of_vacancy(actor: Actor, breach: Breach, vacancy: Vacancy) -> Finding:
    """A time without anybody on duty. Nothing was due: a roster promises somebody for every moment."""
    starts_at = vacancy.starts_at.astimezone(clock.OFFICE_ZONE)
    return Finding(
        state=State.PROPOSED,
        station_id=actor.station or 0,
        organization_id=breach.organization,
        fact=breach.fact,
        kind=breach.kind,
        origin=breach.origin,
        title=f"{starts_at:%Y-%m-%d %H:%M} {vacancy.duty} {vacancy.who}".strip(),
        happened_at=starts_at,
    )


def _of_event(actor: Actor, charge: Charge) -> Finding:
    """A charge about an event that stands in the urgent room; its clock says what was missed."""
    event = urgent.find(actor, charge.emergency or uuid.UUID(int=0))
    if answering(event) is None:
        raise Invalid("findings.event.of_office", field="emergency")
    if event.station_id != actor.station:
        raise NotFound("urgent.emergency.unknown")
    standing = Finding.objects.filter(emergency=event, organization_id=answering(event) or 0, fact__isnull=True)
    if standing.exclude(state=State.DROPPED).exists():
        raise Conflict("findings.event.charged", field="emergency")
    what = missed.by_clock(event) if charge.kind in ABOUT_TIME else None
    return _facts_of(event, charge.kind, charge.origin, what)


def _facts_of(event: Emergency, kind: str, origin: str, what: Missed | None) -> Finding:
    finding = Finding(
        state=State.PROPOSED,
        station_id=event.station_id,
        organization_id=answering(event) or 0,
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
    is_about_time = charge.kind in ABOUT_TIME
    what = missed.by_rule(finding.station_id, unit.pk, charge.happened_at) if is_about_time else None
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
    for ground in [*grounds.of_finding(finding), *elsewhere]:
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


def _elsewhere(actor: Actor, charge: Charge) -> list[Ground]:
    """What a person names as the channel through which it became known."""
    words = lines.checked(charge.words, field="words", limit=300)
    if charge.item:
        item = items.visible(actor).filter(number=charge.item.strip()).first()
        if item is None:
            raise Invalid("findings.item.unknown", field="item")
        return [grounds.of_item(item, Origin.ITEM)]
    if charge.origin in {Origin.CLOCK, Origin.OFFICE} and not words:
        return []
    if not words:
        raise Invalid("findings.words.missing", field="words")
    at = charge.known_at or clock.now()
    return [Ground(kind=GroundKind.ELSEWHERE, origin=charge.origin, at=at, words=words)]


def _check_moment(field: str, moment: datetime.datetime | None) -> None:
    if moment is not None and moment.tzinfo is None:
        raise Invalid("findings.moment.without_zone", field=field)
    if moment is not None and moment > clock.now():
        raise Invalid("findings.moment.future", field=field)
