# SPDX-License-Identifier: Apache-2.0
"""Reading events and their reports. Who may read what is in `access`."""

import datetime
import uuid
from collections.abc import Mapping

from django.db.models import QuerySet

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.network import queries as network
from yizhan.domains.network.states import ResponsibilityKind
from yizhan.domains.urgent.models import Dispatch, Emergency
from yizhan.domains.urgent.states import OPEN, REQUIRED, Element, Stage
from yizhan.kernel.models import Entry

FIRST_REPORT = "urgent.first_report"
FOLLOW_UP = "urgent.follow_up"
VERIFICATION = "urgent.verification"


def running(found: QuerySet[Emergency]) -> QuerySet[Emergency]:
    """Those that still demand something, the latest first."""
    return found.filter(state__in=sorted(OPEN)).order_by("-happened_at", "-id")


def over(found: QuerySet[Emergency]) -> QuerySet[Emergency]:
    """Those that demand nothing more, the latest first."""
    return found.exclude(state__in=sorted(OPEN)).order_by("-id")


def reports_of(emergency: Emergency) -> QuerySet[Dispatch]:
    """All reports about an event in their order."""
    return emergency.dispatches.select_related("organization", "post__person").order_by("id")


def candidates(found: QuerySet[Emergency], emergency: Emergency) -> QuerySet[Emergency]:
    """What an event may be the same as: other running ones that are linked to none themselves."""
    return running(found).filter(same_as__isnull=True).exclude(pk=emergency.pk).select_related("organization")


def also_reported(emergency: Emergency) -> QuerySet[Emergency]:
    """The same event as other units reported it, in the order in which their reports came."""
    return emergency.also_reported.select_related("organization").order_by("sent_at", "id")


def missing(stage: str, elements: Mapping[str, str]) -> list[Element]:
    """What a report of this stage should tell and does not."""
    return [one for one in REQUIRED[stage] if not elements.get(one, "").strip()]


def told_so_far(emergency: Emergency) -> dict[str, str]:
    """Of each element what the latest report says that tells it."""
    told: dict[str, str] = {}
    for written in reports_of(emergency):
        told |= written.elements
    return told


def deadlines_of(subjects: list[uuid.UUID]) -> dict[uuid.UUID, list[Deadline]]:
    """The clocks of several events, the latest last, in one query."""
    found: dict[uuid.UUID, list[Deadline]] = {}
    for one in Deadline.objects.filter(subject__in=subjects, kind__in=[FIRST_REPORT, FOLLOW_UP, VERIFICATION]).order_by(
        "id"
    ):
        found.setdefault(one.subject, []).append(one)
    return found


def story(emergency: Emergency) -> QuerySet[Entry]:
    """The journal of an event, the latest first; what its clocks did stands with the clocks."""
    return Entry.objects.filter(matter=emergency.public_id, event__startswith="urgent.").order_by("-id")


def responsible_of(organization: int | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first and the directly responsible persons of a unit today, by name (RULE-014, RULE-015)."""
    if organization is None:
        return (), ()
    named = list(network.responsible([organization]))
    first = tuple(one.person.name for one in named if one.kind == ResponsibilityKind.FIRST)
    return first, tuple(one.person.name for one in named if one.kind != ResponsibilityKind.FIRST)


def last_number(emergency: Emergency) -> int:
    """The number of the latest follow-up, 0 before the first."""
    numbers = emergency.dispatches.filter(stage=Stage.FOLLOW_UP).order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def last_word(emergency: Emergency) -> datetime.datetime | None:
    """When something was last reported."""
    return emergency.dispatches.order_by("-id").values_list("at", flat=True).first()
