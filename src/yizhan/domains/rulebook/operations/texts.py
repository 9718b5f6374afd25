# SPDX-License-Identifier: Apache-2.0
"""The register of texts that rules come from (E16)."""

import datetime
import uuid

from yizhan.domains.network.models import Station
from yizhan.domains.rulebook import access, events
from yizhan.domains.rulebook.models import RuleText
from yizhan.domains.rulebook.permissions import Permission
from yizhan.domains.rulebook.rules.provisions import ISSUER_LIMIT, NUMBER_LIMIT, TITLE_LIMIT, one_line
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.operations import operation

#: A long regulation has about 30,000 characters.
WORDING_LIMIT = 200_000


@operation
def enter_text(
    actor: Actor,
    *,
    title: str,
    number: str = "",
    issuer: str = "",
    issued_on: datetime.date | None = None,
    wording: str = "",
) -> RuleText:
    """Enter a text in the register of the actor's station. It does not change afterwards; a new one supersedes it.

    Writes: text, journal. Announces: rulebook.text.entered.
    """
    access.require(actor, Permission.TEXT_ENTER)
    station = Station.objects.filter(pk=actor.station or 0).first()
    if station is None:
        raise NotFound("network.station.unknown")
    title, number = one_line(title, "title", TITLE_LIMIT), one_line(number, "number", NUMBER_LIMIT)
    if not title:
        raise Invalid("rulebook.text.no_title", field="title")
    if len(wording) > WORDING_LIMIT:
        raise Invalid("rulebook.text.too_long", field="wording", limit=WORDING_LIMIT)
    if RuleText.objects.filter(station=station, title=title, number=number).exists():
        raise Conflict("rulebook.text.known", field="title", title=title)
    text = RuleText.objects.create(
        station=station,
        title=title,
        number=number,
        issuer=one_line(issuer, "issuer", ISSUER_LIMIT),
        issued_on=issued_on,
        wording=wording.strip(),
        entered_at=clock.now(),
    )
    audit.record(actor, events.TextEntered(subject=text.public_id, title=str(text)), station=station.pk)
    return text


@operation
def supersede(actor: Actor, public_id: uuid.UUID, *, by: uuid.UUID, on: datetime.date) -> RuleText:
    """Note that another text of the register takes the place of this one from a day on. Rules are not touched by it.

    Writes: text, journal. Announces: rulebook.text.superseded.
    """
    text = access.take_text(actor, public_id)
    successor = access.find_text(actor, by)
    if text.superseded_by_id is not None:
        raise Conflict("rulebook.text.superseded_already", title=str(text))
    if successor.pk == text.pk or successor.superseded_by_id is not None or successor.station_id != text.station_id:
        raise Invalid("rulebook.text.no_successor", field="by")
    text.superseded_by, text.superseded_on = successor, on
    text.save(update_fields=["superseded_by", "superseded_on"])
    event = events.TextSuperseded(
        subject=text.public_id, title=str(text), successor=str(successor), superseded_on=on.isoformat()
    )
    audit.record(actor, event, station=text.station_id)
    return text
