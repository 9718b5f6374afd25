# SPDX-License-Identifier: Apache-2.0
"""Stations, organisations, people and who is responsible: the system administrator's part."""

import datetime

from yizhan.domains.network import access, events
from yizhan.domains.network.models import Installation, Organization, Person, Responsibility, Station
from yizhan.domains.network.permissions import Permission
from yizhan.domains.network.states import ResponsibilityKind
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation


@operation
def found_installation(actor: Actor, *, is_sample: bool = False) -> Installation:
    """Write the one row about this installation; done once, at the first start."""
    access.require(actor, Permission.ORGANIZATION_SET_UP)
    if Installation.objects.exists():
        raise Conflict("network.installation.exists")
    return Installation.objects.create(pk=1, is_sample=is_sample, made_at=clock.now())


@operation
def found_station(
    actor: Actor, *, code: str, name: str, short_name: str, level: int, line: str, parent: int | None = None
) -> Station:
    """Found an institution that edits and releases, below its next higher one.

    Writes: station, journal. Announces: network.station.founded.
    """
    access.require(actor, Permission.ORGANIZATION_SET_UP)
    _require_text("name", name)
    if Station.objects.filter(code=code).exists():
        raise Conflict("network.station.code_taken", field="code", value=code)
    above = Station.objects.filter(pk=parent).first() if parent else None
    if parent and (above is None or above.level >= level):
        raise Invalid("network.station.parent_not_above", field="parent")
    station = Station.objects.create(
        code=code, name=name.strip(), short_name=short_name.strip(), level=level, line=line, parent=above
    )
    audit.record(actor, events.StationFounded(subject=station.public_id, code=code), station=station.pk)
    return station


@operation
def set_up_organization(
    actor: Actor,
    *,
    station: int,
    name: str,
    short_name: str = "",
    kind: str,
    level: int,
    line: str,
    parent: int | None = None,
    rank: int = 0,
) -> Organization:
    """Enter a body in the tree of a station.

    Writes: organisation, journal. Announces: network.organization.set_up.
    """
    access.require(actor, Permission.ORGANIZATION_SET_UP)
    _require_text("name", name)
    if Organization.objects.filter(station_id=station, name=name.strip()).exists():
        raise Conflict("network.organization.name_taken", field="name", value=name.strip())
    body = Organization.objects.create(
        station_id=station,
        name=name.strip(),
        short_name=short_name.strip() or name.strip()[:40],
        kind=kind,
        level=level,
        line=line,
        parent_id=parent,
        rank=rank,
    )
    audit.record(actor, events.OrganizationSetUp(subject=body.public_id, title=body.name), station=station)
    return body


@operation
def rename_organization(
    actor: Actor, pk: int, *, name: str, short_name: str = "", since: datetime.date
) -> Organization:
    """Call a body otherwise from a day on. What was done before keeps the former name.

    Writes: organisation, journal. Announces: network.organization.renamed.
    """
    body = access.take_organization(actor, pk, Permission.ORGANIZATION_SET_UP)
    if body.ended_on is not None:
        raise Conflict("network.organization.ended", name=body.name)
    _require_text("name", name)
    title = name.strip()
    if title == body.name:
        raise Invalid("network.organization.same_name", field="name")
    if Organization.objects.filter(station_id=body.station_id or 0, name=title).exists():
        raise Conflict("network.organization.name_taken", field="name", value=title)
    until = since - datetime.timedelta(days=1)
    if since > clock.today() or any(one["until"] >= until.isoformat() for one in body.former_names):
        raise Invalid("network.organization.name_day", field="since")
    former = {"name": body.name, "short_name": body.short_name, "until": until.isoformat()}
    event = events.OrganizationRenamed(subject=body.public_id, former=body.name, title=title, since=since.isoformat())
    body.former_names = [*body.former_names, former]
    body.name, body.short_name = title, short_name.strip() or title[:40]
    body.save(update_fields=["name", "short_name", "former_names"])
    audit.record(actor, event, station=body.station_id)
    return body


@operation
def end_organization(actor: Actor, pk: int, *, on: datetime.date) -> Organization:
    """End a body: it takes part in nothing new, its history stays.

    Writes: organisation, journal. Announces: network.organization.ended.
    """
    body = access.take_organization(actor, pk, Permission.ORGANIZATION_SET_UP)
    if body.ended_on is not None:
        raise Conflict("network.organization.ended", name=body.name)
    Organization.objects.filter(pk=pk).update(ended_on=on)
    body.ended_on = on
    audit.record(actor, events.OrganizationEnded(subject=body.public_id, on=on.isoformat()), station=body.station_id)
    return body


@operation
def enter_person(actor: Actor, *, name: str, mobile: str = "") -> Person:
    """Enter a person in the register.

    Writes: person, journal. Announces: network.person.entered.
    """
    access.require(actor, Permission.PERSON_ENTER)
    _require_text("name", name)
    person = Person.objects.create(name=name.strip(), mobile=mobile.strip())
    audit.record(actor, events.PersonEntered(subject=person.public_id))
    return person


@operation
def name_responsible(
    actor: Actor, organization: int, *, person: int, kind: str, title: str, since: datetime.date
) -> Responsibility:
    """Name who answers for a unit's reports. A new first responsible person takes the place of the former one.

    Writes: responsibility, journal. Announces: network.responsibility.named. RULE-014, RULE-015.
    """
    body = access.take_organization(actor, organization, Permission.RESPONSIBILITY_NAME)
    access.check_counts(person)
    held = Responsibility.objects.filter(organization=body, kind=kind, until__isnull=True)
    if kind == ResponsibilityKind.FIRST:
        held.update(until=since)
    elif held.filter(person_id=person).exists():
        raise Conflict("network.responsibility.named_already", field="person")
    named = Responsibility.objects.create(organization=body, person_id=person, kind=kind, title=title, since=since)
    event = events.ResponsibilityNamed(subject=body.public_id, person=person, kind=kind)
    audit.record(actor, event, station=body.station_id)
    return named


def _require_text(field: str, text: str) -> None:
    if not text.strip():
        raise Invalid("network.text.empty", field=field)
