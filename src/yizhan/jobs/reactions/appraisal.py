# SPDX-License-Identifier: Apache-2.0
"""Who is told when points are objected to, corrected or confirmed: whoever objected, and whom a correction touches.

The list of corrections is the office's; units and people are told of those that touch their own points.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from yizhan.domains.appraisal.models import Activity, Correction, Objection
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Role
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction


def tell_objector(entry: Entry) -> None:
    """Tell whoever objected what was answered, and when nothing more is to come of it."""
    found = Objection.objects.filter(public_id=entry.subject).select_related("post").first()
    if found is not None:
        _tell(entry, [Addressee(found.post.person_id, found.post_id)])


def tell_corrected(entry: Entry) -> None:
    """Tell those whose points a correction changes, before it and after it: people, and the officers of units."""
    found = Correction.objects.filter(public_id=entry.subject).select_related("occasion").first()
    if found is None:
        return
    holders: list[dict[str, Any]] = [*found.holders, *(found.occasion.holders if found.occasion else [])]
    units = {one["organization"] for one in holders if one.get("organization")}
    officers = Post.objects.filter(network.in_force(), organization__in=units, role=Role.OFFICER).order_by("pk")
    people = {one["person"]: None for one in holders if one.get("person")}
    told = [Addressee(person, post) for person, post in officers.values_list("person_id", "pk")]
    _tell(entry, [*told, *map(Addressee, people)])


def tell_proposer(entry: Entry) -> None:
    """Tell whoever proposed a correction that it was not taken over, and why."""
    found = Correction.objects.filter(public_id=entry.subject).select_related("post").first()
    if found is not None:
        _tell(entry, [Addressee(found.post.person_id, found.post_id)], Audience.OFFICE)


def tell_active(entry: Entry) -> None:
    """Tell a member that an activity of the own record counts, or was struck out."""
    found = Activity.objects.filter(public_id=entry.subject).first()
    if found is not None:
        _tell(entry, [Addressee(found.person_id)])


def _tell(entry: Entry, people: Iterable[Addressee], audience: str = Audience.AUTHOR) -> None:
    """Tell each person once, and not the one who did it."""
    cause = Post.objects.filter(pk=entry.post or 0).values_list("person_id", flat=True).first()
    once = {one.person: one for one in reversed(list(people)) if one.person != cause}
    if once:
        notices.tell(system(entry.station), list(once.values()), entry.pk, audience=audience)


#: The table of this module: event name to reactions.
APPRAISAL: Mapping[str, tuple[Reaction, ...]] = {
    "appraisal.objection.upheld": (tell_objector,),
    "appraisal.objection.rejected": (tell_objector,),
    "appraisal.objection.closed": (tell_objector,),
    "appraisal.correction.booked": (tell_corrected,),
    "appraisal.correction.declined": (tell_proposer,),
    "appraisal.activity.confirmed": (tell_active,),
    "appraisal.activity.struck": (tell_active,),
}
