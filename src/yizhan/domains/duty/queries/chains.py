# SPDX-License-Identifier: Apache-2.0
"""Through whom an alarm goes until somebody takes it: who is on duty, deputy and chief, leader on duty, supervision.

Where the roster has nobody, the responsible persons come at once, and the call says so (RULE-019, RULE-020).
"""

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from yizhan.domains.clocks.states import Rung
from yizhan.domains.duty.models import Shift
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


_Circles = tuple[list[list[Called]], list[list[Called]], list[list[Called]]]


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom one ringing calls. `is_passed_over`: nobody stands at its own step, so the next were called at once."""

    people: list[Called]
    is_passed_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Who is called one after the other, in three circles; nobody stands in two places.

    First who is on duty; then further duties, the deputy and the chief of the unit or of the office; then the leader on
    duty, that is the last duty of a roster of several, and supervision. `is_fallback` says that the office's roster has
    nobody now: the first circle are then those who answer anyway.
    """

    circles: _Circles
    is_fallback: bool

    @property
    def links(self) -> list[list[Called]]:
        """One after the other, as long as nobody takes the alarm."""
        return _links(self.circles)

    def at(self, number: int, rung: str) -> Reached:
        """Whom an alarm of a rung calls that went on so many times: each rung begins at a circle of its own.

        So no two rungs call the same people with their first ringing. After the last link everybody is called.
        """
        start = _BEGINS[Rung(rung)]
        links = _links(self.circles[start:])
        people = links[number] if number < len(links) else _together(self.links)
        return Reached(people, is_passed_over=number == 0 and not _links(self.circles[start : start + 1]))


#: The circle at which each rung begins.
_BEGINS = {Rung.PERSON: 0, Rung.CHIEF: 1, Rung.SUPERVISION: 2}


def chain(station: int, organization: int | None, moment: datetime.datetime) -> Chain:
    """The chain for something that the office, and perhaps a unit, has to see to at a moment."""
    office = _by_duty(rosters.on_duty(station, moment))
    unit = _by_duty(rosters.on_duty(station, moment, organization)) if organization is not None else []
    bodies = [organization] if organization is not None else list(network.offices_of(station))
    answering = list(network.responsible(bodies))
    chiefs = _named(one for one in answering if one.kind == ResponsibilityKind.FIRST)
    deputies = _named(one for one in answering if one.kind != ResponsibilityKind.FIRST)
    head = _together([*office[:1], *unit[:1]])
    if not unit and organization is not None:
        head += _holding(network.holders(station, Role.OFFICER).filter(organization_id=organization))
    if not office:
        head += [*_holding(network.holders(station, Role.EDITOR)), *chiefs]
    length = max(len(office), len(unit)) - 1
    between = [_together([*office[1:-1][at : at + 1], *unit[1:-1][at : at + 1]]) for at in range(length)]
    leaders = _together([*office[1:][-1:], *unit[1:][-1:]])
    circles = [head], [*between, deputies, chiefs], [leaders, _holding(network.holders(station, Role.SUPERVISOR))]
    return Chain(circles=_apart(circles), is_fallback=not office)


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


def _links(circles: Iterable[list[list[Called]]]) -> list[list[Called]]:
    """The links of some circles that have somebody."""
    return [link for circle in circles for link in circle if link]


def _apart(circles: _Circles) -> _Circles:
    """The same circles, each person only in the first of their links."""
    known: set[int] = set()

    def fresh(link: list[Called]) -> list[Called]:
        found = [one for one in _once(link) if one.person not in known]
        known.update(one.person for one in found)
        return found

    first, second, third = ([fresh(link) for link in circle] for circle in circles)
    return first, second, third
