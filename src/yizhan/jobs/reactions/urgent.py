# SPDX-License-Identifier: Apache-2.0
"""Who is told of urgent events: the desk at once, against receipt. Alarms go to who is on duty, then to the next."""

import uuid
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.duty.operations import calling
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Role
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.domains.urgent.models import Emergency, Verification
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction

#: Clocks of this room; the usual ladder leaves them alone.
KINDS = "urgent."


def tell_desk_of_emergency(entry: Entry) -> None:
    """Tell the office that something has happened, or that word of it came."""
    posts = network.holders(entry.station or 0, Role.EDITOR, Role.REVIEWER).exclude(pk=entry.post or 0)
    _tell(entry, _people(posts), Audience.OFFICE)


def tell_unit_of_emergency(entry: Entry) -> None:
    """Tell the unit that answers for the report what the office did with it."""
    found = Emergency.objects.filter(public_id=entry.subject).first()
    if found is not None and found.organization_id is not None:
        posts = _of_unit(found.organization_id).exclude(pk=entry.post or 0)
        _tell(entry, _people(posts), Audience.HANDLER)


def tell_verifier(entry: Entry) -> None:
    """Tell whoever got the duty to verify from somebody else."""
    standing = Verification.objects.filter(emergency__public_id=entry.subject, outcome="").values("post")
    _tell(entry, _people(Post.objects.filter(pk__in=standing).exclude(pk=entry.post or 0)), Audience.OFFICE)


def call_for_urgent_alarm(entry: Entry) -> None:
    """Call who is on duty, and as long as nobody takes it the next (`duty.queries.chains`)."""
    if str(entry.facts["kind"]).startswith(KINDS) and entry.facts.get("key"):
        calling.call(system(entry.station), uuid.UUID(entry.facts["key"]))


def excuse_others(entry: Entry) -> None:
    """Somebody has taken the alarm, or nothing is due any more: nobody else needs to sign."""
    if Deadline.objects.filter(public_id=entry.subject, kind__startswith=KINDS).exists():
        calling.settle(system(entry.station), entry.subject)


def _of_unit(organization: int) -> "QuerySet[Post]":
    return Post.objects.filter(network.in_force(), organization_id=organization, role=Role.OFFICER)


def _people(posts: "Iterable[Post]") -> list[Addressee]:
    return [Addressee(post.person_id, post.pk) for post in posts]


def _tell(entry: Entry, people: list[Addressee], audience: str) -> None:
    if people:
        once = {one.person: one for one in reversed(people)}
        notices.tell(
            system(entry.station),
            list(once.values()),
            entry.pk,
            audience=audience,
            urgent=True,
            must_acknowledge=True,
        )


#: The table of this module: event name to reactions.
URGENT: Mapping[str, tuple[Reaction, ...]] = {
    "urgent.emergency.noted": (tell_desk_of_emergency,),
    "urgent.emergency.reported": (tell_desk_of_emergency,),
    "urgent.emergency.received": (tell_unit_of_emergency,),
    "urgent.emergency.followed": (tell_desk_of_emergency,),
    "urgent.emergency.concluded": (tell_desk_of_emergency,),
    "urgent.emergency.reopened": (tell_unit_of_emergency,),
    "urgent.emergency.withdrawn": (tell_unit_of_emergency,),
    "urgent.emergency.arrived": (tell_desk_of_emergency,),
    "urgent.emergency.acknowledged": (tell_desk_of_emergency, tell_unit_of_emergency),
    "urgent.emergency.recalled": (tell_desk_of_emergency,),
    "urgent.passage.asked": (tell_desk_of_emergency,),
    "urgent.passage.decided": (tell_unit_of_emergency,),
    "urgent.passage.gone": (tell_desk_of_emergency,),
    "urgent.passage.refused": (tell_desk_of_emergency,),
    "urgent.verification.entrusted": (tell_verifier,),
    "clocks.alarm.rung": (call_for_urgent_alarm,),
    "clocks.alarm.taken": (excuse_others,),
    "clocks.deadline.met": (excuse_others,),
    "clocks.deadline.cancelled": (excuse_others,),
}
