# SPDX-License-Identifier: Apache-2.0
"""The list of bodies that adopt items: every station keeps its own and may name those of the stations above."""

import uuid

from yizhan.domains.network.models import Station
from yizhan.domains.network.states import Level, Line
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.reporting import access, events
from yizhan.domains.reporting.models import AdoptingBody
from yizhan.domains.reporting.permissions import Permission
from yizhan.domains.reporting.queries import records
from yizhan.domains.reporting.states import BodyKind
from yizhan.kernel import audit
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.operations import operation


@operation
def enter_body(actor: Actor, *, name: str, level: int, line: str = "", kind: str = BodyKind.OFFICE) -> AdoptingBody:
    """Enter a body in the station's list. An office belongs to a line; a medium need not.

    Writes: body, journal. Announces: reporting.body.entered.
    """
    access.require(actor, Permission.ENTER_BODY)
    station = Station.objects.filter(pk=actor.station or 0).first()
    if station is None:
        raise NotFound("network.station.unknown")
    name = lines.checked(name, field="name", limit=60, is_required=True)
    if kind not in BodyKind.values:
        raise Invalid("reporting.body.kind", field="kind", value=kind)
    if level not in Level.values:
        raise Invalid("reporting.body.level", field="level", value=level)
    if line not in {*Line.values, ""} or (not line and kind == BodyKind.OFFICE):
        raise Invalid("reporting.body.line", field="line", value=line)
    if records.bodies(station).filter(name=name, level=level).exists():
        raise Conflict("reporting.body.exists", field="name", value=name)
    body = AdoptingBody.objects.create(station=station, name=name, level=level, line=line, kind=kind)
    audit.record(actor, events.BodyEntered(subject=body.public_id, title=name, level=level), station=station.pk)
    return body


@operation
def end_body(actor: Actor, public_id: uuid.UUID) -> AdoptingBody:
    """Take a body off the station's list. What it adopted goes on counting.

    Writes: body, journal. Announces: reporting.body.ended.
    """
    body = access.take_body(actor, public_id, Permission.END_BODY)
    AdoptingBody.objects.filter(pk=body.pk).update(is_active=False)
    body.is_active = False
    audit.record(actor, events.BodyEnded(subject=body.public_id, title=body.name), station=body.station_id)
    return body
