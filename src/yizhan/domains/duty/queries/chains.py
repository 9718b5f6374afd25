# SPDX-License-Identifier: Apache-2.0
"""Through whom an alarm goes until somebody takes it: who is on duty, whoever answers for the unit, supervision.

Where the roster has nobody, the responsible persons come at once, and the call says so (RULE-019, RULE-020).
"""

import datetime
import itertools
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from yizhan.domains.clocks.models import Alarm
from yizhan.domains.clocks.states import AlarmState, Rung
from yizhan.domains.duty.models import Call, Shift
from yizhan.domains.duty.queries import rosters
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post, Responsibility
from yizhan.domains.network.states import ResponsibilityKind, Role


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who is called: the person, the post that it concerns, the name, and in which duty if in any."""

    person: int
    post: int | None
    name: str
    duty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Who is on duty link by link, then the responsible persons, then supervision. Nobody stands in two links.

    `is_fallback` says that the office's roster has nobody now; the first link are then those who answer anyway.
    """

    on_duty: list[list[Called]]
    responsible: list[list[Called]]
    supervision: list[Called]
    is_fallback: bool

    @property
    def links(self) -> list[list[Called]]:
        """One after the other, as long as nobody takes the alarm."""
        return [link for link in (*self.on_duty, *self.responsible, self.supervision) if link]

    def at(self, number: int, rung: str) -> list[Called]:
        """Whom an alarm calls that went on so many times: the link of that number, after the last one everybody.

        A card that comes for the first time reaches one circle further at once: the yellow one the responsible
        persons, the red one supervision too.
        """
        links = self.links
        if number >= len(links):
            return _together(links)
        if number or rung == Rung.PERSON:
            return links[number]
        further = [*self.responsible, self.supervision] if rung == Rung.SUPERVISION else self.responsible
        return _once([*links[0], *_together(further)])


def chain(station: int, organization: int | None, moment: datetime.datetime) -> Chain:
    """The chain for something that the office, and perhaps a unit, has to see to at a moment."""
    office = _by_duty(rosters.on_duty(station, moment))
    unit = _by_duty(rosters.on_duty(station, moment, organization)) if organization is not None else []
    answering = list(network.responsible([organization])) if organization is not None else []
    first = _named(one for one in answering if one.kind == ResponsibilityKind.FIRST)
    direct = _named(one for one in answering if one.kind != ResponsibilityKind.FIRST)
    length = max(len(office), len(unit))
    links = [_together([*office[number : number + 1], *unit[number : number + 1]]) for number in range(length)]
    head = _together(links[:1])
    if not unit and organization is not None:
        head += _holding(network.holders(station, Role.OFFICER).filter(organization_id=organization))
    if not office:
        head += [*_holding(network.holders(station, Role.EDITOR)), *first]
    on_duty, (first, direct, supervision) = _apart(
        [head, *links[1:]], [first, direct, _holding(network.holders(station, Role.SUPERVISOR))]
    )
    return Chain(on_duty=on_duty, responsible=[first, direct], supervision=supervision, is_fallback=not office)


@dataclass(frozen=True, slots=True)
class StandingCall:
    """The last call about something that is due: who was called and when, and who has taken it, if anybody has."""

    alarm: uuid.UUID
    names: tuple[str, ...]
    at: datetime.datetime
    is_fallback: bool
    taken_by: str


def standing_calls(subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, StandingCall]:
    """The last call of each of these deadlines, in two queries."""
    last = {one.subject: one for one in Call.objects.filter(subject__in=list(subjects)).order_by("id")}
    alarms = Alarm.objects.filter(deadline__public_id__in=last).select_related("deadline", "taken_by__person")
    rung = {one.public_id: one for one in alarms}
    takers = {
        (one.deadline_id, one.round, one.name): one.taken_by.person.name
        for one in rung.values()
        if one.state == AlarmState.TAKEN and one.taken_by is not None
    }
    found = {}
    for subject, call in last.items():
        alarm = rung[call.alarm]
        names = tuple(f"{one['duty']} {one['name']}".strip() for one in call.people)
        taken_by = takers.get((alarm.deadline_id, alarm.round, alarm.name), "")
        found[subject] = StandingCall(call.alarm, names, call.at, call.is_fallback, taken_by)
    return found


def _by_duty(shifts: list[Shift]) -> list[list[Called]]:
    """The people of each duty, in the order of the duties."""
    return [
        [Called(one.person_id, one.post_id, one.person.name, duty) for one in held]
        for duty, held in itertools.groupby(shifts, key=lambda one: one.duty)
    ]


def _named(found: Iterable[Responsibility]) -> list[Called]:
    return [Called(one.person_id, None, one.person.name) for one in found]


def _holding(posts: Iterable[Post]) -> list[Called]:
    return [Called(one.person_id, one.pk, one.person.name) for one in posts]


def _together(links: Iterable[list[Called]]) -> list[Called]:
    return _once(one for link in links for one in link)


def _once(people: Iterable[Called]) -> list[Called]:
    found: dict[int, Called] = {}
    for one in people:
        found.setdefault(one.person, one)
    return list(found.values())


def _apart(first: list[list[Called]], second: list[list[Called]]) -> tuple[list[list[Called]], list[list[Called]]]:
    """The same links, each person only in the first of them."""
    known: set[int] = set()
    parted = []
    for link in [*first, *second]:
        fresh = [one for one in _once(link) if one.person not in known]
        known.update(one.person for one in fresh)
        parted.append(fresh)
    return parted[: len(first)], parted[len(first) :]
