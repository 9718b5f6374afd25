# SPDX-License-Identifier: Apache-2.0
"""Duty of the sample: a roster around today, numbers, two hand-overs, a test call that was answered."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING

from yizhan.domains.duty.models import CheckCall, Handover, Roster, Shift
from yizhan.domains.duty.operations import check_calls, handing_over, planning, reaching
from yizhan.domains.duty.rules import CHANGES, time_of
from yizhan.domains.duty.states import NumberKind
from yizhan.domains.network.models import Post
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.sample.network import District

if TYPE_CHECKING:
    from yizhan.sample.year import Year

_DAY = datetime.timedelta(days=1)

#: Who takes turns in which duty of the roster, in its order.
_TURNS = (("editor", "reviewer", "supervisor"), ("signer", "reviewer2", "chair"))

#: Numbers that nobody can have: the area code of another province with too short a number.
_NUMBER = "0870-55501{:02}"

_LEFT = (
    ("防汛值守平稳，各乡镇按时报平安。", "夜间有阵雨，留意低洼路段来电。"),
    ("夜间接群众来电两件，均已转办。", "上午九点前催要竹溪镇续报。"),
)


def plan(year: "Year") -> None:
    """Enter the roster two days before today, and what happens under it at its moments."""
    planned = _Planned(year.district, year.end)
    year.at(year.end - 2 * _DAY, planned.publish)
    for number in range(len(_LEFT)):
        for minutes, act in ((-5, planned.hand_over), (3, planned.take_over)):
            moment = planned.change(number) + datetime.timedelta(minutes=minutes)
            year.at(moment, partial(act, number))
    year.at(year.end - datetime.timedelta(minutes=10), planned.call)
    year.at(year.end - datetime.timedelta(minutes=9, seconds=22), planned.answer)


class _Planned:
    """The roster from yesterday on, and the people in it."""

    def __init__(self, district: District, today: datetime.datetime) -> None:
        self.district = district
        self.yesterday = (today - _DAY).date()
        self.people = {one.person: one for one in district.actors.values()}
        self.shifts: list[Shift] = []

    def publish(self) -> None:
        """Fill the week in turn, and enter where everybody is reached."""
        roster = _publish(self.district, self.yesterday)
        _numbers(self.district)
        self.shifts = list(Shift.objects.filter(roster=roster, duty=roster.duties[0]).order_by("starts_at")[:3])

    def change(self, number: int) -> datetime.datetime:
        """The end of one of the first shifts, by the times of change that every station begins with."""
        first = datetime.datetime.combine(self.yesterday, time_of(CHANGES.default[1]), clock.OFFICE_ZONE)
        return first + number * datetime.timedelta(hours=15)

    def hand_over(self, number: int) -> None:
        """Whoever goes signs."""
        running, watch = _LEFT[number]
        handing_over.write(self._of(number), self.shifts[number].public_id, running=running, watch=watch)

    def take_over(self, number: int) -> None:
        """Whoever comes signs."""
        handing_over.take_over(self._of(number + 1), Handover.objects.latest("pk").public_id)

    def call(self) -> None:
        """Somebody of the office calls whoever is on duty this morning."""
        check_calls.ask(self.district.actors["signer"].requested(None), self.shifts[2].public_id)

    def answer(self) -> None:
        """Within the minute there is an answer."""
        check_calls.answer(self._of(2), CheckCall.objects.latest("pk").public_id)

    def _of(self, number: int) -> Actor:
        return self.people[self.shifts[number].person_id].requested(None)


def _publish(district: District, first: datetime.date) -> Roster:
    planner = district.actors["editor"].requested(None)
    roster = planning.open_roster(planner, new_id(), first=first, last=first + 7 * _DAY)
    for duty, names in zip(roster.duties, _TURNS, strict=True):
        people = [_post(district.actors[name]) for name in names]
        planning.fill(planner.requested(None), roster.public_id, duty=duty, people=people)
    return planning.publish(planner.requested(None), roster.public_id)


def _numbers(district: District) -> None:
    planner = district.actors["editor"]
    for number, name in enumerate([name for names in _TURNS for name in names]):
        person = Post.objects.select_related("person").get(pk=district.actors[name].acting_post).person
        for rank, kind in enumerate((NumberKind.MOBILE, NumberKind.DESK), 1):
            reaching.enter_number(
                planner.requested(None),
                person.public_id,
                kind=kind,
                number=_NUMBER.format(2 * number + rank),
                rank=rank,
            )


def _post(actor: Actor) -> uuid.UUID:
    return Post.objects.get(pk=actor.acting_post).public_id
