# SPDX-License-Identifier: Apache-2.0
"""Reading what stands behind objections, corrections and activities. Who may read what is in `access`."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from yizhan.domains.appraisal.models import Account, Occasion
from yizhan.domains.network.models import Organization, Person, Station
from yizhan.kernel.models import Entry


def story(subject: uuid.UUID) -> QuerySet[Entry]:
    """The journal of an objection, a correction, an activity or a scheme, the latest first."""
    return Entry.objects.filter(subject=subject, event__startswith="appraisal.").order_by("-id")


def occasion_title(station_id: int, occasion: uuid.UUID) -> str:
    """What an occasion of a station is called; empty for one that there is not."""
    found = Occasion.objects.filter(station_id=station_id, public_id=occasion)
    return found.values_list("title", flat=True).first() or ""


def added_by_hand(occasions: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these occasions nobody had recorded (RULE-081); also what a correction made of one."""
    found: set[uuid.UUID] = set()
    for start in range(0, len(occasions), 500):
        some = Occasion.objects.filter(public_id__in=occasions[start : start + 500], key__startswith="added/")
        found.update(some.order_by().values_list("public_id", flat=True))
    return found


def names_of(holders: list[dict[str, Any]]) -> list[str]:
    """The names of those whom an occasion is credited to."""
    people = Person.objects.in_bulk([one["person"] for one in holders if one.get("person")])
    units = Organization.objects.in_bulk([one["organization"] for one in holders if one.get("organization")])
    below = Station.objects.in_bulk([one["below"] for one in holders if one.get("below")])
    found = []
    for one in holders:
        holder = people.get(one.get("person")) or units.get(one.get("organization")) or below.get(one.get("below"))
        if holder is not None:
            found.append(holder.name)
    return found


def holder_of(account: Account) -> uuid.UUID | None:
    """The public id of whom an account belongs to."""
    for holder in (account.person, account.organization, account.below):
        if holder is not None:
            return holder.public_id
    return None
