# SPDX-License-Identifier: Apache-2.0
"""The quotas that the rulebook lays down for a period, as the version in force when it began."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from yizhan.domains.quotas import rules
from yizhan.domains.quotas.states import Span, Who
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.queries import InForce
from yizhan.domains.rulebook.rules.provisions import Strand
from yizhan.domains.rulebook.rules.scopes import Subject

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Duty:
    """One quota as a rule states it: whom it binds, what is counted where, how many, and from which rule."""

    name: str
    who: Who
    span: Span
    counted: str
    least: int | None
    most: int | None
    where: str
    rule: InForce[Any]
    #: The days of the period for which it was in force.
    begins: datetime.date
    ends: datetime.date


@dataclass(frozen=True, slots=True)
class LaidDown:
    """What counts for a period: the rows in force, and for which of its days."""

    rows: tuple[Rule, ...]
    days: dict[Any, tuple[datetime.date, datetime.date]]
    span: Span

    def duties_of(self, subject: Subject) -> list[Duty]:
        """The quotas that bind a subject, in the order of their names. Of one name the closest scope counts."""
        found = rulebook.applying(rules.DUTIES, self.rows, subject)
        closest: dict[tuple[Who, str], Duty] = {}
        for one in found:
            for row in one.value if one.version is not None else ():
                if row["span"] == self.span:
                    closest.setdefault((Who(row["who"]), row["name"]), self._duty(one, row))
        return [closest[key] for key in sorted(closest)]

    @property
    def binds(self) -> frozenset[Who]:
        """Whom the quotas of this period bind at all."""
        rows = (row for rule in self.rows for row in rulebook.read(rules.DUTIES, rule).value)
        return frozenset(Who(row["who"]) for row in rows if row["span"] == self.span)

    def _duty(self, rule: InForce[Any], row: Any) -> Duty:
        begins, ends = self.days[rule.version]
        return Duty(
            name=row["name"],
            who=Who(row["who"]),
            span=Span(row["span"]),
            counted=row["counted"],
            least=row["least"],
            most=row["most"],
            where=row["where"],
            rule=rule,
            begins=begins,
            ends=ends,
        )


def laid_down(station_id: int, span: str, period: Period) -> LaidDown:
    """What the rulebook says for a period. One query.

    The value in force on the first day counts for the whole period; what began within it counts from its own day, and
    what ended within it until the day before.
    """
    rows = Rule.objects.filter(station_id=station_id, key=rules.DUTIES.key, valid_from__lte=period.last)
    by_line: dict[Strand, list[Rule]] = {}
    for row in rows.order_by("valid_from", "id"):
        by_line.setdefault(row.provision.line, []).append(row)
    chosen: list[Rule] = []
    days: dict[Any, tuple[datetime.date, datetime.date]] = {}
    for line in by_line.values():
        found = _counting(line, period.first)
        if found is not None:
            chosen.append(found)
            days[found.public_id] = (max(found.valid_from, period.first), _last_day(line, found, period))
    return LaidDown(tuple(sorted(chosen, key=lambda row: (row.valid_from, row.pk))), days, Span(span))


def stations() -> list[int]:
    """The stations that have ever laid down quotas."""
    return list(Rule.objects.filter(key=rules.DUTIES.key).order_by().values_list("station", flat=True).distinct())


def spans_in_use(station_id: int, on: datetime.date) -> list[Span]:
    """The lengths of period for which anything is laid down on a day, the shortest first."""
    rows = Rule.objects.filter(station_id=station_id, key=rules.DUTIES.key, valid_from__lte=on)
    last: dict[Strand, Rule] = {}
    for row in rows.order_by("valid_from", "id"):
        last[row.provision.line] = row
    values = (rulebook.read(rules.DUTIES, row).value for row in last.values() if not row.ends)
    used = {row["span"] for value in values for row in value}
    return [span for span in Span if span in used]


def _counting(line: Sequence[Rule], first: datetime.date) -> Rule | None:
    """Of the values of one strand the last of the first day; otherwise the first that began later."""
    standing = [row for row in line if row.valid_from <= first]
    if standing and not standing[-1].ends:
        return standing[-1]
    return next((row for row in line if row.valid_from > first and not row.ends), None)


def _last_day(line: Iterable[Rule], row: Rule, period: Period) -> datetime.date:
    ending = [one.valid_from for one in line if one.ends and one.valid_from > row.valid_from]
    return min([period.last, *(day - _DAY for day in ending)])
