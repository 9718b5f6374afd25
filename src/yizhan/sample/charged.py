# SPDX-License-Identifier: Apache-2.0
"""Two late reports of the sample: one found late and accepted, one that is being heard."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import deciding, hearing, proposing
from yizhan.domains.findings.states import Outcome
from yizhan.domains.urgent.operations import reporting, verifying
from yizhan.domains.urgent.operations.reporting import Grading, Occurrence
from yizhan.domains.urgent.states import Element
from yizhan.domains.urgent.states import Outcome as Verified
from yizhan.kernel.actors import Actor, system

if TYPE_CHECKING:
    from yizhan.sample.year import Year

_KEYS = uuid.UUID("5d0f8a52-5c0e-4a8e-9a0e-1f2d3c4b5a69")


@dataclass(frozen=True)
class Event:
    """What happened where, how many days and minutes before the sample ends, and who told of it first."""

    unit: str
    title: str
    place: str
    days_ago: int
    minutes_ago: int
    is_told_by_office: bool


CLOSED = Event(
    "石桥镇", "石桥镇通村公路边坡垮塌，道路中断", "石桥镇至白果镇公路三公里处", 21, 150, is_told_by_office=False
)
HEARD = Event("白果镇", "白果镇一处民房夜间起火", "白果镇场镇北侧", 4, 620, is_told_by_office=True)


class Charged:
    """Lets two events be reported too late, and follows what comes of it."""

    def __init__(self, year: "Year") -> None:
        self.year = year

    def plan(self) -> None:
        """Enter every act at its moment."""
        for event in (CLOSED, HEARD):
            self._at(event, 12, partial(self._note, event))
            self._at(event, 205, partial(self._report, event))
            self._at(event, 260, partial(self._conclude, event))
            self._at(event, 1500, partial(self._open, event))
        self._at(CLOSED, 4400, lambda: self._answer(CLOSED))
        self._at(CLOSED, 8700, lambda: self._decide(CLOSED))
        self._at(CLOSED, 11600, lambda: deciding.accept(self._unit(CLOSED), self._of(CLOSED)))

    def _at(self, event: Event, minutes: int, act: Callable[[], object]) -> None:
        self.year.at(self._happened(event) + datetime.timedelta(minutes=minutes), act)

    def _happened(self, event: Event) -> datetime.datetime:
        return self.year.end - datetime.timedelta(days=event.days_ago, minutes=event.minutes_ago)

    def _note(self, event: Event) -> None:
        """The unit calls; or a passer-by calls the office, which names the unit that has to report."""
        body = self.year.district.bodies[event.unit].public_id
        occurrence = Occurrence(
            title=event.title,
            happened_at=self._happened(event),
            organization=body if event.is_told_by_office else None,
        )
        who = self.year.actor("editor") if event.is_told_by_office else self._unit(event)
        caller = "过路群众 0870-5550188" if event.is_told_by_office else f"{event.unit}值班室 0870-5550133"
        reporting.note(who, self._key(event), occurrence=occurrence, caller=caller)

    def _report(self, event: Event) -> None:
        told = {
            Element.SOURCE: f"{event.unit}值班室现场核实",
            Element.PLACE: event.place,
            Element.SITUATION: f"{event.title}。现场已封控，无人员伤亡。",
            Element.HARM: "无人员伤亡，财产损失正在核实。",
            Element.MEASURES: "镇干部已到现场，设置警戒，疏散周边群众。",
            Element.TREND: "情况稳定。",
            Element.LEADERS: f"{event.unit}主要负责人，0870-5550101",
        }
        elements = {str(name): text for name, text in told.items()}
        grading = Grading(category="事故灾难", level="一般")
        reporting.report(self._unit(event), self._key(event), grading=grading, elements=elements)
        reporting.receive(self.year.actor("editor"), self._key(event))

    def _conclude(self, event: Event) -> None:
        """The office asks back, and the unit ends what was dealt with within hours; no alarm is left to ring."""
        verifying.verify(
            self.year.actor("editor"), self._key(event), outcome=Verified.CONFIRMED, note="已电话核对现场。"
        )
        told = {
            Element.SITUATION: "险情已经排除，现场恢复正常。",
            Element.HARM: "无人员伤亡，直接经济损失较小。",
            Element.MEASURES: "已清理现场，排查周边同类隐患。",
            Element.NEXT_STEPS: "安排专人巡查一周。",
        }
        reporting.conclude(
            self._unit(event), self._key(event), elements={str(name): text for name, text in told.items()}
        )

    def _open(self, event: Event) -> None:
        station = self.year.district.station.pk
        proposing.propose_due(system(station), station)
        hearing.open_hearing(self.year.actor("supervisor"), self._of(event))

    def _answer(self, event: Event) -> None:
        said = "当晚通信基站断电，值班员徒步到邻村才联系上，书面初报因此超时。已补配卫星电话，今后先电话、后书面。"
        hearing.answer(self._unit(event), self._of(event), text=said)

    def _decide(self, event: Event) -> None:
        reason = "基站断电情况属实，但值班员电话报告后未及时补报书面材料，超过规定时限。"
        deciding.decide(self.year.actor("reviewer"), self._of(event), outcome=Outcome.UPHELD, reason=reason)

    def _of(self, event: Event) -> uuid.UUID:
        return Finding.objects.get(emergency__public_id=self._key(event)).public_id

    def _unit(self, event: Event) -> Actor:
        body = self.year.district.bodies[event.unit].pk
        return next(one for one in self.year.district.officers if one.organization == body).requested(None)

    def _key(self, event: Event) -> uuid.UUID:
        return uuid.uuid5(_KEYS, event.unit)
