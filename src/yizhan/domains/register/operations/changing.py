# SPDX-License-Identifier: Apache-2.0
"""Units that merge, split and end: proposed with what becomes of each post, carried out by a second administrator."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from yizhan.domains.network.models import Organization, Post
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.queries import station as station_of
from yizhan.domains.register import access, events
from yizhan.domains.register.models import Change
from yizhan.domains.register.operations.merging import given
from yizhan.domains.register.permissions import Permission
from yizhan.domains.register.queries import units
from yizhan.domains.register.states import CHANGE_STEPS, ChangeState
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move

_DAY = datetime.timedelta(days=1)


@operation
def propose(
    actor: Actor,
    *,
    former: Sequence[uuid.UUID],
    followers: Sequence[uuid.UUID],
    last_day: datetime.date,
    carried: Mapping[str, str],
    reason: str,
) -> Change:
    """Say which units end on a day and which follow; `carried` names the unit in which a post goes on, by public ids.

    Nothing changes before another administrator agrees. Refused while a unit has open work, with the list of it.
    Writes: change, journal. Announces: register.change.proposed.
    """
    access.require(actor, Permission.CHANGE_PROPOSE)
    ending = [access.find_unit(actor, one, "former") for one in dict.fromkeys(former)]
    following = [access.find_unit(actor, one, "followers") for one in dict.fromkeys(followers)]
    words = given(reason)
    _check_units(ending, following)
    _check_day(ending, last_day)
    _check_work(ending)
    change = Change.objects.create(
        station=station_of(ending[0].station_id or 0),
        state=ChangeState.PROPOSED,
        last_day=last_day,
        carried=_carried(ending, following, carried),
        reason=words,
        post_id=actor.acting_post,
        at=clock.now(),
    )
    change.former.set(ending)
    change.followers.set(following)
    names = change.names
    event = events.ChangeProposed(
        subject=change.public_id, former=names[0], followers=names[1], last_day=last_day.isoformat(), reason=words
    )
    audit.record(actor, event, station=change.station_id, after=ChangeState.PROPOSED)
    return change


@operation
def carry_out(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Change:
    """Agree: posts that go on are given in the unit that follows from the next day, all posts and the units end.

    Refused when work has come up since. Writes: change, posts, keys, units, journal. Announces:
    register.change.carried_out, and the network's own events for every post and unit.
    """
    change = access.take_change(actor, public_id, "carry_out", seen=seen)
    ending = list(change.former.order_by("pk"))
    for unit in ending:
        if unit.ended_on is not None:
            raise Conflict("network.organization.ended", name=unit.name)
    _check_day(ending, change.last_day)
    _check_work(ending)
    following = {str(one.public_id): one for one in change.followers.filter(ended_on__isnull=True)}
    gone_on = [_carry(actor, change, post, following) for post in units.posts_of(ending)]
    installation = replace(system(change.station_id), act=actor.act)
    for unit in ending:
        tree.end_organization(installation, unit.pk, on=change.last_day)
    former, followers = change.names
    event = events.ChangeCarriedOut(
        subject=change.public_id, former=former, followers=followers, last_day=change.last_day.isoformat(),
        posts=sum(gone_on),
    )  # fmt: skip
    return move(
        change,
        CHANGE_STEPS,
        "carry_out",
        actor=actor,
        event=event,
        confirmed_by_id=actor.acting_post,
        confirmed_at=clock.now(),
    )


@operation
def drop(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Change:
    """Leave the units as they are.

    Writes: state, journal. Announces: register.change.dropped.
    """
    change = access.take_change(actor, public_id, "drop", seen=seen)
    words = given(reason)
    event = events.ChangeDropped(subject=change.public_id, former=change.names[0], reason=words)
    return move(change, CHANGE_STEPS, "drop", actor=actor, event=event, closing_words=words)


@operation
def end(actor: Actor, unit: uuid.UUID, *, on: datetime.date) -> Organization:
    """End a unit that has neither people nor open work; for others propose a change.

    Writes: unit, journal. Announces: network.organization.ended.
    """
    access.require(actor, Permission.CHANGE_PROPOSE)
    body = access.find_unit(actor, unit, "on")
    if body.ended_on is not None:
        raise Conflict("network.organization.ended", name=body.name)
    if units.posts_of([body]):
        raise Conflict("register.unit.has_people", field="on", name=body.name)
    _check_work([body])
    return tree.end_organization(actor, body.pk, on=on)


def _check_units(ending: Sequence[Organization], following: Sequence[Organization]) -> None:
    """Units of one station that exist, none of them on both sides, and nothing else waiting for them."""
    if not ending:
        raise Invalid("register.change.nothing", field="former")
    if len({one.station_id for one in (*ending, *following)}) > 1 or {*ending} & {*following}:
        raise Invalid("register.change.followers", field="followers")
    for unit in (*ending, *following):
        if unit.ended_on is not None:
            raise Conflict("network.organization.ended", name=unit.name)
    if Change.objects.filter(state=ChangeState.PROPOSED, former__in=[*ending, *following]).exists():
        raise Conflict("register.change.waits", field="former")


def _check_day(ending: Sequence[Organization], last_day: datetime.date) -> None:
    """A day that has come, and on which everybody who works there did so already."""
    if last_day > clock.today() or any(post.starts_on > last_day for post in units.posts_of(ending)):
        raise Invalid("register.change.day", field="last_day")


def _check_work(ending: Sequence[Organization]) -> None:
    work = units.open_work(ending)
    if work:
        told = "；".join(f"{one.unit}：{one.title}" for one in work[: units.NAMED])
        raise Conflict("register.unit.open_work", field="former", number=len(work), work=told)


def _carried(
    ending: Sequence[Organization], following: Sequence[Organization], carried: Mapping[str, str]
) -> dict[str, str]:
    """What was said of each post; it may go on only in a unit that follows."""
    known = {str(post.public_id) for post in units.posts_of(ending)}
    open_to = {str(one.public_id) for one in following}
    kept = {post: unit for post, unit in carried.items() if unit}
    if set(kept) - known or set(kept.values()) - open_to:
        raise Invalid("register.change.carried", field="carried")
    return kept


def _carry(actor: Actor, change: Change, post: Post, following: Mapping[str, Organization]) -> bool:
    """End one post, and give it again where it goes on; whether it does."""
    target = following.get(change.carried.get(str(post.public_id), ""))
    if post.ends_on is None:
        posts.end_post(actor, post.pk, on=change.last_day, reason=change.reason[:200])
    if target is None:
        return False
    posts.appoint(
        actor,
        person=post.person.counts_as,
        organization=target.pk,
        role=post.role,
        title=post.title,
        officer_kind=post.officer_kind,
        starts_on=change.last_day + _DAY,
    )
    return True
