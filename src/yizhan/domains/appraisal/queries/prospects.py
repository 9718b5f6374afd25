# SPDX-License-Identifier: Apache-2.0
"""What would come next for an account: duties that still run, room below a cap, the next grade."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.queries.accounts import Accounts, accounts
from yizhan.domains.appraisal.queries.holders import Subject
from yizhan.engines.scoring.language.period_clauses import Limit
from yizhan.engines.scoring.periods import Period, parse_period
from yizhan.engines.scoring.results.account_report import AccountReports
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.kernel import clock


class Ahead(StrEnum):
    """What lies ahead."""

    DUTY = "duty"
    CAP = "cap"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class Prospect:
    """One thing that comes next: `value` is reached, `goal` is where it ends, `until` the last day for it, if any."""

    kind: Ahead
    name: str
    value: Decimal
    goal: Decimal
    until: datetime.date | None = None
    is_target: bool = False

    @property
    def missing(self) -> Decimal:
        """How much is left."""
        return max(self.goal - self.value, Decimal(0))


def prospects(version: Scheme, period: Period, subject: Subject) -> list[Prospect]:
    """What lies ahead of an account in a period that still runs; nothing in one that is over."""
    if period.end < clock.today():
        return []
    known = accounts(version, period, is_ahead=True)
    found = known.appraisal()
    code = found.context.register.codes.get(subject.code)
    if code is None:
        return []
    return [*_duties(found, code), *_caps(known, found, code), *_grades(known, found, code)]


def _duties(found: Appraisal, code: int) -> list[Prospect]:
    ahead = []
    duties: list[dict[str, Any]] = AccountReports(found, explain=False, listed=[]).duties(code)
    for duty in duties:
        until = parse_period(duty["period"]).end if "demand" in duty else None
        if until is None or until < clock.today() or duty["met"] or duty["demand"] <= duty["value"]:
            continue
        value, goal = Decimal(str(duty["value"])), Decimal(str(duty["demand"]))
        ahead.append(Prospect(Ahead.DUTY, duty["name"], value, goal, until, is_target=duty["target"]))
    # Of a duty that recurs only the bucket that ends first lies ahead now.
    ahead.sort(key=lambda one: (one.until or datetime.date.max, one.name))
    return list({one.name: one for one in reversed(ahead)}.values())[::-1]


def _caps(known: Accounts, found: Appraisal, code: int) -> list[Prospect]:
    today, slots = clock.today(), found.context.slots
    ahead = []
    for limit in known.scheme.limits:
        if limit.period is None or limit.at_most is None:
            continue
        for run, bucket in zip(slots.runs(limit.period), slots.buckets(limit.period), strict=True):
            if bucket.start <= today <= bucket.end and found.context.register.fitting(limit.units, bucket.end)[code]:
                used = _used(known, found, code, limit, run)
                # A cap of which nothing is used yet, or from which something was taken, is nobody's next thought.
                if used > 0:
                    ahead.append(Prospect(Ahead.CAP, limit.name, used, _decimal(Fraction(limit.at_most)), bucket.end))
    return ahead


def _used(known: Accounts, found: Appraisal, code: int, limit: Limit, run: slice) -> Decimal:
    """What the clauses under a cap brought in its running period, after the cap."""
    scope = known.scheme.scoring_in(limit)
    inside = [place for place, line in enumerate(found.accounts.lines) if line.id in scope or line.id == limit.id]
    return found.decimal(int(found.accounts.amounts[code, run][:, inside].sum()))


def _grades(known: Accounts, found: Appraisal, code: int) -> list[Prospect]:
    graded = found.cumulative if known.scheme.grading.of == "year" else found.points
    points = found.decimal(int(graded[code]))
    if found.converted is not None:
        return []
    above = [
        Prospect(Ahead.GRADE, grade.name, points, _decimal(Fraction(grade.at_least)))
        for grade in known.scheme.grades
        if grade.at_least is not None and grade.at_least > points
    ]
    return sorted(above, key=lambda one: one.goal)[:1]


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
