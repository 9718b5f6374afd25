# SPDX-License-Identifier: Apache-2.0
"""Noting what was carried out beside writing: campaigns of visits, trainings, activities of sector groups."""

import datetime
import uuid
from collections.abc import Sequence

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.network.models import Organization
from yizhan.domains.network.queries import station as station_of
from yizhan.domains.quotas import access, events
from yizhan.domains.quotas.models import Activity
from yizhan.domains.quotas.operations.exempting import given
from yizhan.domains.quotas.permissions import Permission
from yizhan.domains.quotas.rules import TITLE_LIMIT
from yizhan.domains.quotas.states import ActivityKind
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.operations import operation


@operation
def note(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    kind: str,
    title: str,
    first_on: datetime.date,
    last_on: datetime.date,
    unit: uuid.UUID | None = None,
    items_numbers: Sequence[str] = (),
    without_items: str = "",
) -> Activity:
    """Note something that took place, with the items that came of it, or why none did (RULE-052, RULE-053, RULE-055).

    The page makes the id, so that noting twice is noting once. Writes: activity, journal.
    Announces: quotas.activity.noted.
    """
    access.require(actor, Permission.NOTE)
    words = " ".join(title.split())
    _check(kind, words, first_on, last_on)
    body = _body(actor, unit)
    if kind == ActivityKind.ACTIVITY and body is None:
        raise Invalid("quotas.activity.whose", field="unit")
    came = _items(actor, items_numbers)
    none_came = "" if came or kind != ActivityKind.ACTIVITY else given(without_items)
    earlier = Activity.objects.filter(public_id=public_id).first()
    if earlier is not None:
        if (earlier.station_id, earlier.kind, earlier.title) != (actor.station, kind, words):
            raise Conflict("quotas.activity.id_taken")
        return earlier
    activity = Activity.objects.create(
        public_id=public_id,
        station=station_of(actor.station or 0),
        organization=body,
        kind=kind,
        title=words,
        first_on=first_on,
        last_on=last_on,
        without_items=none_came,
        post_id=actor.post,
        at=clock.now(),
    )
    activity.items.set(came)
    event = events.ActivityNoted(
        subject=public_id,
        activity_kind=kind,
        title=words,
        unit=body.name if body else "",
        first=first_on,
        last=last_on,
        items=tuple(item.number for item in came),
    )
    audit.record(actor, event)
    return activity


def _check(kind: str, title: str, first_on: datetime.date, last_on: datetime.date) -> None:
    if kind not in ActivityKind.values:
        raise Invalid("quotas.activity.kind", field="kind", value=kind)
    if not 0 < len(title) <= TITLE_LIMIT:
        raise Invalid("quotas.activity.title", field="title", limit=TITLE_LIMIT)
    if last_on < first_on or last_on > clock.today():
        raise Invalid("quotas.activity.days", field="last_on")


def _body(actor: Actor, unit: uuid.UUID | None) -> Organization | None:
    if unit is None:
        return None
    found = Organization.objects.filter(public_id=unit, station_id=actor.station or 0).first()
    if found is None:
        raise NotFound("quotas.exemption.nobody", field="unit")
    return found


def _items(actor: Actor, numbers: Sequence[str]) -> list[Item]:
    """The items of these numbers that the actor may know of, in their order; an unknown one is refused."""
    wanted = list(dict.fromkeys(number.strip().upper() for number in numbers if number.strip()))
    found = {
        item.number: item for item in items.visible(actor).filter(number__in=wanted, station_id=actor.station or 0)
    }
    missing = [number for number in wanted if number not in found]
    if missing:
        raise NotFound("quotas.activity.item", field="items", number=missing[0])
    return [found[number] for number in wanted]
