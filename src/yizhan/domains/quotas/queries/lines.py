# SPDX-License-Identifier: Apache-2.0
"""How each quota stands: what is due, what counts, what is short now and what it will come to if things go on so."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from yizhan.domains.items.operations.writing import WHOLE
from yizhan.domains.network import queries as network
from yizhan.domains.quotas import rules
from yizhan.domains.quotas.queries import counting, duties, spans, subjects
from yizhan.domains.quotas.queries.counting import Fact, Facts
from yizhan.domains.quotas.queries.duties import Duty
from yizhan.domains.quotas.queries.subjects import Bound, Key
from yizhan.domains.quotas.states import Span, Standing, Who
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import clock

#: Under which the ids of quotas are made out of what they are: the same quota has the same id each time it is counted.
_FAMILY = uuid.UUID("6f0c6f3e-5a07-4b55-9a34-0f0d8c6b1a46")
_ROUNDED = {"down": ROUND_FLOOR, "half": ROUND_HALF_UP}
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One quota of one whom it binds, in one period, as it stands on a day.

    `required` is None where the rule gives no number. `owed_days` of `all_days` are the days for which it is owed.
    """

    station: int
    period: Period
    on: datetime.date
    duty: Duty
    bound: Bound
    owed_days: int
    required: int | None
    facts: Sequence[Fact]

    @property
    def public_id(self) -> uuid.UUID:
        """The same for the same quota of the same one in the same period."""
        duty, key = self.duty, self.bound.key
        whose = f"{self.station}:{duty.who}:{duty.name}:{duty.span}:{self.period.first}:{key.person}:{key.organization}"
        return uuid.uuid5(_FAMILY, whose)

    @property
    def all_days(self) -> int:
        """The days of the period."""
        return (self.period.last - self.period.first).days + 1

    @property
    def count(self) -> Decimal:
        """What counts so far; parts of items where items are counted by share."""
        return Decimal(sum(fact.share for fact in self.facts)) / WHOLE

    @property
    def short(self) -> Decimal:
        """What is missing as things stand."""
        return max(_NOTHING, (self.required or 0) - self.count)

    @property
    def is_over(self) -> bool:
        """Whether the period has ended."""
        return self.on > self.period.last

    @property
    def projected_short(self) -> Decimal:
        """What will be missing at the end if as much comes in the rest of the period as came until now."""
        gone = (min(self.on, self.period.last) - self.period.first).days + 1
        if self.is_over or gone < 1:
            return self.short
        projected = (self.count * self.all_days / gone).quantize(Decimal("0.1"))
        return max(_NOTHING, (self.required or 0) - projected)

    @property
    def percent(self) -> int | None:
        """What counts, of what is due; more than 100 where more came (RULE-060)."""
        return None if not self.required else int(self.count * 100 / self.required)

    @property
    def standing(self) -> Standing:
        """How it stands."""
        if self.required is None:
            return Standing.OPEN
        if self.required == 0 and self.duty.least:
            return Standing.EXEMPT
        if self.short == 0:
            return Standing.REACHED
        return Standing.SHORT if self.is_over else Standing.RUNNING

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all counts, although something is due (零报送)."""
        return not self.facts and self.standing not in {Standing.EXEMPT, Standing.OPEN}


def lines(
    station_id: int, span: str, period: Period, *, on: datetime.date | None = None, only: Iterable[Key] | None = None
) -> list[Line]:
    """All quotas of a station in a period, by quota and in the order of whom they bind; or those of some of them only.

    The number of queries does not grow with them: some for each thing that is counted.
    """
    laid_down = duties.laid_down(station_id, span, period)
    if not laid_down.rows:
        return []
    bound = subjects.bound(network.station(station_id), laid_down.binds, period)
    wanted = None if only is None else set(only)
    due = [
        (duty, one)
        for who in laid_down.binds
        for one in bound[who]
        if wanted is None or one.key in wanted
        for duty in laid_down.duties_of(one.subject)
        if duty.who == who
    ]
    alone = next(iter(wanted)) if wanted is not None and len(wanted) == 1 else None
    found = _counted(station_id, period, {(duty.counted, duty.where) for duty, _ in due}, alone)
    rounding = rulebook.value(station_id, rules.PART_PERIOD, period.first)
    day = on or clock.today()
    made = [_line(station_id, period, day, duty, one, found[duty.counted, duty.where], rounding) for duty, one in due]
    order = {who: place for place, who in enumerate(Who)}
    return sorted(made, key=lambda line: (order[line.duty.who], line.duty.name))


def _counted(
    station_id: int, period: Period, wanted: Iterable[tuple[str, str]], alone: Key | None
) -> dict[tuple[str, str], Facts]:
    by_share = rulebook.value(station_id, rules.SHARED_ITEMS, period.first) == "share"
    return {
        (counted, where): counting.facts(station_id, period, counted, where=where, by_share=by_share, only=alone)
        for counted, where in sorted(wanted)
    }


def _line(
    station_id: int, period: Period, on: datetime.date, duty: Duty, one: Bound, found: Facts, rounding: str
) -> Line:
    held = range(duty.begins.toordinal(), duty.ends.toordinal() + 1)
    owed = sum(day in held for day in one.days - one.free)
    line = Line(station_id, period, on, duty, one, owed, None, found.get(one.key, []))
    return replace(line, required=required(duty.least, owed, line.all_days, rounding))


def required(least: int | None, owed: int, whole: int, rounding: str) -> int | None:
    """What is due for a part of a period; without a number in the rule, nothing is said."""
    if least is None or owed >= whole:
        return least
    if owed == 0:
        return 0
    if rounding == "full":
        return least
    return int((Decimal(least) * owed / whole).to_integral_value(_ROUNDED[rounding]))


def current(station_id: int, on: datetime.date | None = None, *, only: Iterable[Key] | None = None) -> list[Line]:
    """All quotas of the periods that hold a day, the shortest periods first; or those of some of them only."""
    day = on or clock.today()
    wanted = None if only is None else list(only)
    return [
        line
        for span in duties.spans_in_use(station_id, day)
        for line in lines(station_id, span, spans.period_of(span, day), on=day, only=wanted)
    ]


def line_of(station_id: int, public_id: uuid.UUID, first_on: datetime.date, *, only: Key | None = None) -> Line | None:
    """The quota of that id in a period that began on a day, as it stands now."""
    today = clock.today()
    for span in Span:
        period = spans.period_of(span, first_on)
        if period.first != first_on:
            continue
        for line in lines(station_id, span, period, on=today, only=None if only is None else [only]):
            if line.public_id == public_id:
                return line
    return None


def record(line: Line) -> dict[str, Any]:
    """The line as a closing keeps it: everything that was counted, by name and number."""
    duty, rule = line.duty, line.duty.rule
    return {
        "id": str(line.public_id),
        "name": duty.name,
        "who": str(duty.who),
        "whose": line.bound.name,
        "unit": line.bound.unit,
        "counted": duty.counted,
        "where": duty.where,
        "least": duty.least,
        "most": duty.most,
        "required": line.required,
        "count": str(line.count.normalize() + 0),
        "short": str(line.short.normalize() + 0),
        "standing": str(line.standing),
        "owed_days": line.owed_days,
        "days": line.all_days,
        "rule": str(rule.version or ""),
        "instrument": str(rule.instrument),
        "strength": str(rule.strength),
        "exemptions": [
            {"first": one.first_on.isoformat(), "last": one.last_on.isoformat(), "reason": one.reason}
            for one in line.bound.exemptions
        ],
        "items": [
            {
                "id": str(fact.public_id),
                "number": fact.number,
                "title": fact.title,
                "on": fact.on.isoformat(),
                "share": fact.share,
            }
            for fact in line.facts
        ],
    }
