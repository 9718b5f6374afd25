# SPDX-License-Identifier: Apache-2.0
"""Rosters in any state, brought there by the operations themselves. Without a gap unless a test wants one."""

import datetime
import uuid
from collections.abc import Callable

from tests.factories.clocks import MONDAY
from tests.factories.network import House
from yizhan.domains.duty.models import CheckCall, Handover, Roster, Shift, Swap
from yizhan.domains.duty.operations import changing, check_calls, handing_over, planning
from yizhan.domains.duty.states import RosterState
from yizhan.domains.network.models import Post
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id

#: The duties and times of change that every station begins with.
OFFICER, LEADER = "值班员", "带班领导"
FIRST = MONDAY.date()

#: Half past eight and half past five of that Monday.
MORNING = MONDAY.replace(hour=8, minute=30)
EVENING = MONDAY.replace(hour=17, minute=30)


def post_of(actor: Actor) -> uuid.UUID:
    """The public id of the post that acts."""
    return Post.objects.get(pk=actor.acting_post).public_id


def draft(house: House, *, days: int = 2, by: Actor | None = None, first: datetime.date = FIRST) -> Roster:
    """A roster of two days in which nobody stands yet."""
    last = first + datetime.timedelta(days=days - 1)
    return planning.open_roster(by or house.editor, new_id(), first=first, last=last)


def full(house: House, *, days: int = 2, first: datetime.date = FIRST) -> Roster:
    """The editor by day, the reviewer by night; leader and signer in turn, a day and a night each."""
    roster = draft(house, days=days, first=first)
    desk = [post_of(house.editor), post_of(house.reviewer)]
    planning.fill(house.editor, roster.public_id, duty=OFFICER, people=desk)
    leaders = [post_of(house.leader), post_of(house.signer)]
    return planning.fill(house.editor, roster.public_id, duty=LEADER, people=leaders, turn=2)


def published(house: House, *, days: int = 2, first: datetime.date = FIRST) -> Roster:
    """The same, binding."""
    return planning.publish(house.editor, full(house, days=days, first=first).public_id)


def withdrawn(house: House) -> Roster:
    """A draft that was given up."""
    return planning.withdraw(house.editor, draft(house).public_id)


def shift(roster: Roster, duty: str = OFFICER, number: int = 0) -> Shift:
    """One of the shifts of a duty that count, in the order of time."""
    return roster.shifts.filter(duty=duty, counts=True).order_by("starts_at")[number]


def asked(house: House) -> Swap:
    """The editor asks the supervisor to take the first shift."""
    first = shift(published(house))
    return changing.ask_swap(house.editor, first.public_id, to=post_of(house.supervisor), reason="家中有事")


def called(house: House) -> CheckCall:
    """The reviewer tries whether the editor, who is on duty, can be reached."""
    return check_calls.ask(house.reviewer, shift(published(house)).public_id)


def written(house: House) -> Handover:
    """What the editor leaves to the reviewer."""
    first = shift(published(house))
    return handing_over.write(house.editor, first.public_id, running="青岩镇火情续报", watch="夜间有雨")


IN_STATE: dict[str, Callable[[House], Roster]] = {
    RosterState.DRAFT: full,
    RosterState.PUBLISHED: published,
    RosterState.WITHDRAWN: withdrawn,
}
