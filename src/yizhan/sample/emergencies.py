# SPDX-License-Identifier: Apache-2.0
"""Urgent events of the sample: past ones with all their reports and figures, one that runs, one reported twice."""

import datetime
import random
import uuid
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from yizhan.domains.urgent.models import Figure, Onward, Passage
from yizhan.domains.urgent.operations import counting, forwarding, reporting, settling, telling, verifying
from yizhan.domains.urgent.operations.counting import Count
from yizhan.domains.urgent.operations.reporting import Grading, Occurrence
from yizhan.domains.urgent.operations.telling import Message
from yizhan.domains.urgent.states import Element, Outcome, PassageState, Way
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.sample import alarms
from yizhan.sample.alarms import Alarm, Word

if TYPE_CHECKING:
    from yizhan.sample.year import Year


#: Acts that concern somebody besides the unit and its office.
_BESIDE = frozenset({"up", "receipt", "principal", "line", "agree", "end_above"})


@dataclass(frozen=True)
class Emergencies:
    """Lets things happen and follows each to its final report, as far as time allows."""

    year: "Year"
    seed: int

    def plan(self) -> None:
        """Enter every event of the table at its moment; keys come from a source of their own."""
        chance = random.Random(self.seed)  # noqa: S311 -- an invented year, not a secret
        keys = {alarm: uuid.UUID(int=chance.getrandbits(128), version=4) for alarm in alarms.ALARMS}
        for alarm, key in keys.items():
            start = self._moment(alarm)
            for number, word in enumerate(alarm.words):
                moment = start + datetime.timedelta(minutes=word.minutes)
                if moment <= self.year.end:
                    self.year.at(moment, partial(self._take, alarm, key, number))
        first, second = (keys[alarm] for alarm in alarms.TWICE)
        linked_at = self._moment(alarms.TWICE[1]) + datetime.timedelta(minutes=alarms.LINKED_AFTER)
        self.year.at(linked_at, lambda: reporting.link(self._desk(), second, to=first))

    def _moment(self, alarm: Alarm) -> datetime.datetime:
        """When it happened: so many minutes before the sample ends."""
        return self.year.end - datetime.timedelta(days=alarm.days_ago, minutes=alarm.minutes_ago)

    def _take(self, alarm: Alarm, key: uuid.UUID, number: int) -> None:
        word = alarm.words[number]
        unit, desk = self._unit(alarm.unit), self._desk()
        told, counts = _elements(alarm, word), _counts(word)
        if word.act == "call":
            occurrence = Occurrence(title=alarm.title, happened_at=self._moment(alarm))
            reporting.note(unit, key, occurrence=occurrence, caller=f"{alarm.unit}值班室 0870-5550199")
        elif word.act == "first":
            grading = Grading(category=alarm.category, level=alarm.level, is_sensitive=alarm.is_sensitive)
            reporting.report(unit, key, grading=grading, elements=told, figures=counts)
        elif word.act == "receive":
            reporting.receive(desk, key)
        elif word.act == "verify":
            verifying.verify(desk, key, outcome=Outcome.CONFIRMED, note=word.text)
        elif word.act == "wording":
            settling.settle(desk, key, text=word.text, reason=word.harm)
        elif word.act == "correct":
            self._correct(key, word)
        elif word.act == "final":
            reporting.conclude(unit, key, elements=told, figures=counts)
        elif word.act in _BESIDE:
            self._beside(key, word, unit, told)
        else:
            reporting.follow_up(unit, key, elements=told, figures=counts)

    def _beside(self, key: uuid.UUID, word: Word, unit: Actor, told: dict[str, str]) -> None:
        """What goes further: to the city, to a principal, along the line with the leaders' agreement."""
        desk = self._desk()
        if word.act == "up":
            forwarding.forward(desk, key)
        elif word.act == "receipt":
            above = Onward.objects.get(emergency__public_id=key).result
            city = self.year.actor("city_editor")
            reporting.receive(city, above.public_id)
            verifying.verify(city, above.public_id, outcome=Outcome.CONFIRMED)
        elif word.act == "end_above":  # the city decides by itself when the event is over there
            above = Onward.objects.get(emergency__public_id=key).result
            reporting.conclude(self.year.actor("city_editor"), above.public_id, elements=told)
        elif word.act == "agree":
            waiting = Passage.objects.get(emergency__public_id=key, state=PassageState.ASKED).public_id
            telling.decide(desk, key, passage=waiting, is_agreed=True, leader=word.text)
            telling.depart(unit, key, passage=waiting)
        else:
            way = Way.PRINCIPAL if word.act == "principal" else Way.LINE
            telling.tell(unit, key, message=Message(way=way, addressee=word.source, content=word.text))

    def _correct(self, key: uuid.UUID, word: Word) -> None:
        """The figure of that name that was stated last was wrong."""
        [(name, value)] = word.figures
        figure = Figure.objects.filter(emergency__public_id=key, name=name).latest("id")
        counting.correct(self._desk(), key, figure=figure.public_id, value=Decimal(value), reason=word.text)

    def _desk(self) -> Actor:
        return self.year.actor("editor")

    def _unit(self, name: str) -> Actor:
        body = self.year.district.bodies[name].pk
        return next(one for one in self.year.district.officers if one.organization == body).requested(None)


def _counts(word: Word) -> list[Count]:
    source = word.source
    return [Count(name=name, value=Decimal(value), source=source, as_of=clock.now()) for name, value in word.figures]


def _elements(alarm: Alarm, word: Word) -> dict[str, str]:
    told = {
        Element.SOURCE: f"{alarm.unit}值班室现场报告，已电话核对。" if word.act == "first" else "",
        Element.PLACE: alarm.place if word.act == "first" else "",
        Element.SITUATION: word.text,
        Element.HARM: word.harm,
        Element.MEASURES: word.measures,
        Element.TREND: word.trend,
        Element.LEADERS: f"{alarm.unit}主要负责人在现场，0870-5550100" if word.act == "first" else "",
        Element.NEXT_STEPS: word.next_steps,
    }
    return {str(name): text for name, text in told.items() if text}
