# SPDX-License-Identifier: Apache-2.0
"""Who is told of deadlines: step by step up the ladder, from whoever is to act to supervision."""

import uuid
from collections.abc import Iterable, Mapping

from yizhan.domains.clocks.models import Deadline, Extension
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.clocks.states import Rung
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Role
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.domains.supervision.operations import due_replies
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction

#: Who acts for a unit, and for the office itself.
_OF_UNIT = (Role.HANDLER, Role.OFFICER)
_OF_OFFICE = (Role.EDITOR,)

#: Events whose notices are signed for by whoever sees to the alarm.
_CALLS = frozenset({"clocks.alarm.rung", "duty.alarm.called"})

#: Beginnings of the kinds of clocks that this ladder leaves alone.
_OWN_LADDER = ("urgent.", "duty.", "quotas.")


def tell_of_alarm(entry: Entry) -> None:
    """Tell whom the alarm is for.

    Clocks of urgent events and of duty have a ladder of their own (`reactions.urgent`, `reactions.duty`); those of
    quotas are counted again first (`reactions.quotas`).
    """
    deadline = Deadline.objects.filter(public_id=entry.subject).first()
    if deadline is not None and not deadline.kind.startswith(_OWN_LADDER):
        climb(entry, deadline)


def climb(entry: Entry, deadline: Deadline) -> None:
    """Tell whoever stands on the rung of an alarm; supervision where a unit has named nobody who answers for it."""
    named = _chiefs(deadline) if entry.facts["rung"] == Rung.CHIEF else []
    if named:
        _tell(entry, deadline, named, Audience.HANDLER)
    elif entry.facts["rung"] in {Rung.CHIEF, Rung.SUPERVISION}:
        posts = network.holders(deadline.station_id, Role.SUPERVISOR)
        _tell(entry, deadline, _people(posts), Audience.SUPERVISOR)
    else:
        _tell(entry, deadline, _people(_bound(deadline)), Audience.HANDLER)


def take_signed_alarm(entry: Entry) -> None:
    """Whoever signs for the notice of an alarm has taken it: nobody else is called."""
    if entry.facts["about"] not in _CALLS:
        return
    told = Entry.objects.get(pk=entry.facts["entry"])
    if told.facts.get("key"):
        ringing.take_signed(system(entry.station), uuid.UUID(told.facts["key"]), post=entry.post)


def tell_of_request(entry: Entry) -> None:
    """Tell supervision that somebody asks for more time."""
    request = Extension.objects.filter(public_id=entry.subject).select_related("deadline").first()
    if request is not None:
        posts = network.holders(request.station_id, Role.SUPERVISOR)
        _tell(entry, request.deadline, _people(posts), Audience.SUPERVISOR)


def tell_of_decision(entry: Entry) -> None:
    """Tell who asked for more time what was decided; time that was given unasked is told by the room that gave it."""
    request = Extension.objects.filter(public_id=entry.subject).select_related("deadline", "post").first()
    if request is not None and request.post is not None and request.post_id != request.decided_by_id:
        asker = Addressee(request.post.person_id, request.post_id)
        _tell(entry, request.deadline, [asker], Audience.HANDLER)


def move_assignment(entry: Entry) -> None:
    """Let an assignment follow the deadline of its reply, whose day was moved on the page of the deadline."""
    deadline = Deadline.objects.filter(public_id=entry.subject, kind=due_replies.REPLY).first()
    if deadline is not None:
        reason = str(entry.facts.get("reason", "")) or _last_pause(deadline)
        due_replies.follow_clock(system(entry.station), deadline.subject, reason=reason)


def _last_pause(deadline: Deadline) -> str:
    return deadline.pauses.order_by("-id").values_list("reason", flat=True).first() or ""


def _bound(deadline: Deadline) -> "Iterable[Post]":
    """Today's posts that the deadline binds: the named one, those who act for the unit, or the office's editors."""
    if deadline.post_id is not None:
        return Post.objects.filter(network.in_force(), pk=deadline.post_id)
    if deadline.organization_id is None:
        return network.holders(deadline.station_id, *_OF_OFFICE)
    return Post.objects.filter(network.in_force(), organization_id=deadline.organization_id, role__in=_OF_UNIT)


def _chiefs(deadline: Deadline) -> list[Addressee]:
    """Who answers for the unit that the deadline binds."""
    if deadline.organization_id is None:
        return []
    return [Addressee(one.person_id) for one in network.responsible([deadline.organization_id])]


def _people(posts: "Iterable[Post]") -> list[Addressee]:
    return [Addressee(post.person_id, post.pk) for post in posts]


def _tell(entry: Entry, deadline: Deadline, people: list[Addressee], audience: str) -> None:
    """Tell each person once. An alarm that goes on until somebody takes it is urgent and to be signed for."""
    if not people:
        return
    once = {one.person: one for one in people}
    calls = bool(entry.facts.get("calls"))
    notices.tell(
        system(entry.station),
        list(once.values()),
        entry.pk,
        audience=audience,
        due=deadline.due_at,
        urgent=calls,
        must_acknowledge=calls,
    )


#: The table of this module: event name to reactions.
DEADLINES: Mapping[str, tuple[Reaction, ...]] = {
    "clocks.alarm.rung": (tell_of_alarm,),
    "clocks.extension.asked": (tell_of_request,),
    "clocks.extension.refused": (tell_of_decision,),
    "clocks.request.granted": (tell_of_decision,),
    "clocks.extension.granted": (move_assignment,),
    "clocks.deadline.resumed": (move_assignment,),
    "notices.notice.acknowledged": (take_signed_alarm,),
}
