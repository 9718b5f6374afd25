# SPDX-License-Identifier: Apache-2.0
"""Quotas of the sample: laid down when the year begins, closed month by month, with somebody exempt and activities."""

import datetime
from typing import TYPE_CHECKING, Any

from yizhan.domains.items.rules import ANSWER_TERM, REGISTRATION_TERM
from yizhan.domains.network.models import Organization, Person
from yizhan.domains.quotas import rules
from yizhan.domains.quotas.operations import closing, exempting, keeping, performing
from yizhan.domains.quotas.queries import closings
from yizhan.domains.quotas.states import ActivityKind, Matter, Span, Who
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.states import Strength
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id

if TYPE_CHECKING:
    from yizhan.sample.year import Year

_TEXT = "《政协岚溪区委员会反映社情民意信息工作办法》"


def _row(name: str, who: Who, span: Span, counted: Matter, least: int | None, **more: Any) -> dict[str, Any]:
    row = {"name": name, "who": who.value, "span": span.value, "counted": counted.value, "least": least}
    return {**row, "most": None, "where": "", **more}


#: Article, strength, and the quotas that it lays down.
_ARTICLES = (
    ("第八条", Strength.MUST, [_row("信息员每月报送", Who.OFFICER, Span.MONTH, Matter.REGISTERED, 1)]),
    ("第九条", Strength.MUST, [_row("单位每季度报送", Who.UNIT, Span.QUARTER, Matter.HANDED_IN, 2)]),
    ("第十条", Strength.TARGET, [_row("委员每年反映信息", Who.MEMBER, Span.YEAR, Matter.REGISTERED, 1)]),
    ("第十一条", Strength.SHOULD, [_row("界别每季度反映信息", Who.SECTOR, Span.QUARTER, Matter.HANDED_IN, None)]),
    (
        "第十二条",
        Strength.TARGET,
        [
            _row("市政协采用", Who.STATION, Span.YEAR, Matter.ADOPTED, 20, most=30),
            _row("走访委员", Who.STATION, Span.YEAR, Matter.VISIT, 2),
            _row("委员培训天数", Who.STATION, Span.YEAR, Matter.TRAINING_DAY, 2),
        ],
    ),
)


class Owed:
    """Lays the quotas down and lets their periods pass."""

    def __init__(self, year: "Year") -> None:
        self.year = year

    def plan(self) -> None:
        """The rules hold from the first day; each month is closed when its time has come."""
        year = self.year
        year.at(year.start, self._lay_down)
        year.at(year.end - datetime.timedelta(days=14), self._limit)
        for days_ago, act in ((300, self._visit), (120, self._train), (45, self._visit), (75, self._exempt)):
            year.at(year.end - datetime.timedelta(days=days_ago), act)
        for month in range(1, 13):
            year.at(year.start + datetime.timedelta(days=30 * month + 15), self._close)

    def keep(self) -> None:
        """The clocks of what is owed today."""
        keeping.keep(system(self.year.district.station.pk), self.year.district.station.pk)

    def _lay_down(self) -> None:
        station = self.year.district.station.pk
        today = clock.today()
        provisions = [
            Provision(
                key=rules.DUTIES.key,
                value=rows,
                valid_from=today,
                instrument=Instrument(title=_TEXT, article=article),
                strength=strength,
                strand=rows[0]["name"],
            )
            for article, strength, rows in _ARTICLES
        ]
        share = Provision(
            key=rules.MEMBER_SHARE.key,
            value=70,
            valid_from=today,
            instrument=Instrument(title=_TEXT, article="第十三条"),
            strength=Strength.TARGET,
        )
        laying_down.lay_down_all(system(station), station, [*provisions, share])

    def _limit(self) -> None:
        """Since two weeks the office and the authors have limits for single items."""
        station, today = self.year.district.station.pk, clock.today()
        origin = Instrument(title=_TEXT, article="第六条")
        for definition, term in ((REGISTRATION_TERM, "3 working days"), (ANSWER_TERM, "10 days")):
            provision = Provision(
                key=definition.key, value=term, valid_from=today, instrument=origin, strength=Strength.SHOULD
            )
            laying_down.lay_down(system(station), station, provision)

    def _close(self) -> None:
        """Whatever ended long enough ago, as the installation does by itself."""
        actor = system(self.year.district.station.pk)
        for span, period in closings.to_close(self.year.district.station.pk, clock.today()):
            closing.close(actor, span, first_on=period.first)

    def _visit(self) -> None:
        self._note(ActivityKind.VISIT, "走访委员活动", days=3)

    def _train(self) -> None:
        self._note(ActivityKind.TRAINING, "委员能力提升培训", days=2)

    def _note(self, kind: ActivityKind, title: str, *, days: int) -> None:
        last = clock.today()
        first = last - datetime.timedelta(days=days - 1)
        performing.note(self.year.actor("editor"), new_id(), kind=kind, title=title, first_on=first, last_on=last)

    def _exempt(self) -> None:
        today = clock.today()
        member = Person.objects.get(pk=self.year.district.members[40].person or 0)
        unit = Organization.objects.get(pk=self.year.district.bodies["司法局"].pk)
        for whom, days, reason in (
            ({"person": member.public_id}, 98, "产假"),
            ({"unit": unit.public_id}, 60, "机构改革，职能划转"),
        ):
            exempting.exempt(
                self.year.actor("editor"),
                new_id(),
                first_on=today,
                last_on=today + datetime.timedelta(days=days),
                reason=reason,
                **whom,
            )
