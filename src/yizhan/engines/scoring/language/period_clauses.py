# SPDX-License-Identifier: Apache-2.0
"""Clauses about a period: limits, measures, duties, bases, zeroing, indicators, silence."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from yizhan.engines.scoring.language.clause import Clause, Every, Id, LongPeriod, Name, Scoped, Strict
from yizhan.engines.scoring.language.conditions import BOUND_NAMES, Conditions, Units
from yizhan.engines.scoring.language.numbers import Amount, Demand, FromUnit, Number

#: A measure that every scheme has: the points of the account themselves.
POINTS = "points"


class Limit(Scoped):
    """A cap or a floor."""

    every: Literal["event", "item", "month", "quarter", "half_year", "year"]
    at_most: Number | None = None
    at_least: Number | None = None
    units: Units | None = Field(None, alias="for")

    @property
    def period(self) -> LongPeriod | None:
        """The period on whose running total the limit acts; None for a limit per event or item."""
        return None if self.every == "event" or self.every == "item" else self.every  # noqa: PLR1714 -- mypy narrows only this form

    @model_validator(mode="after")
    def _some_bound(self) -> Self:
        if self.at_most is None and self.at_least is None:
            raise PydanticCustomError("no_bound", "a limit needs at_most, at_least or both")
        if self.at_most is not None and self.at_least is not None and self.at_least > self.at_most:
            raise PydanticCustomError("bounds_crossed", "at_least is greater than at_most; no score can be both")
        if self.units and self.period is None:
            raise PydanticCustomError("limit_for", "a limit per event or item holds for all units; leave for out")
        return self


class Counting(Strict):
    """What is counted, added up, or divided."""

    count: Conditions
    of: Conditions | None = None
    distinct: str | None = None
    sum: str | None = None
    contributors: Literal["each", "lead"] = "each"
    empty: Literal["none", "zero"] = "none"

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.sum and self.distinct:
            raise PydanticCustomError("measure", "a measure counts distinct things or adds up a number, not both")
        return self


class Measure(Counting):
    """A figure that duties, zeroing, awards and rankings refer to by its id."""

    id: Id
    name: Name


class Measured(Clause):
    """A clause that refers to a measure, or counts events in place."""

    measure: Id | None = None
    count: Conditions | None = None
    units: Units | None = Field(None, alias="for")

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.measure is None) == (self.count is None):
            raise PydanticCustomError("measure", 'write measure = "id" or count = {{...}}, one of the two')
        return self


class Compared(Strict):
    """A comparison with fixed numbers or numbers from the units file."""

    at_least: Demand | None = None
    more_than: Demand | None = None
    at_most: Demand | None = None
    less_than: Demand | None = None

    def bounds(self) -> dict[str, Decimal | FromUnit]:
        """The comparisons that were written."""
        return {name: bound for name in BOUND_NAMES if (bound := getattr(self, name)) is not None}


class DutyStep(Compared):
    """Points of a duty when the value falls between these bounds."""

    points: Amount | None = None
    deduct: Amount | None = None

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        if (self.points is None) == (self.deduct is None) or not self.bounds():
            raise PydanticCustomError("duty_step", "a step has bounds, and points or deduct")
        return self


class Duty(Measured, Compared):
    """What is owed, or wished for, in each period."""

    section: Id | None = None
    every: Every
    points: Amount | None = None
    deduct: Amount | None = None
    each_missing: Amount | None = None
    each_extra: Amount | None = None
    proportional: bool = False
    steps: tuple[DutyStep, ...] = Field((), strict=False)
    target: bool = False

    @model_validator(mode="after")
    def _demand(self) -> Self:
        simple = any(getattr(self, key) is not None for key in ("points", "deduct", "each_missing", "each_extra"))
        if self.steps and (simple or self.proportional or self.bounds()):
            raise PydanticCustomError("duty_steps", "steps replace the comparison, points, deduct and the like")
        if not self.steps and not self.bounds():
            raise PydanticCustomError("no_bound", "a duty needs a comparison such as at_least = 8, or steps")
        if (
            self.each_missing is not None or self.each_extra is not None or self.proportional
        ) and self.at_least is None:
            raise PydanticCustomError("each_missing", "each_missing, each_extra and proportional need at_least")
        if self.measure == POINTS and (self.scores or self.every in ("day", "week")):
            raise PydanticCustomError(
                "points_scored", "a duty on points brings no points itself; it holds per month or longer"
            )
        if self.proportional and self.points is None:
            raise PydanticCustomError(
                "proportional", "proportional says what part of points is given; points is missing"
            )
        return self

    @property
    def scores(self) -> bool:
        """Whether the duty can bring or cost points."""
        amounts = (self.points, self.deduct, self.each_missing, self.each_extra)
        return bool(self.steps) or any(amount is not None for amount in amounts)


class Base(Clause):
    """Points everybody has at the start of a period."""

    section: Id | None = None
    points: Amount
    every: LongPeriod
    units: Units | None = Field(None, alias="for")


class Zeroing(Measured, Compared, Scoped):
    """Everything in the scope is zero for the period in which the comparison is true."""

    every: LongPeriod

    @model_validator(mode="after")
    def _some_bound(self) -> Self:
        if not self.bounds():
            raise PydanticCustomError("no_bound", "zeroing needs a comparison such as at_least = 2")
        return self


#: Both included: "2-3 篇".
FromTo = Annotated[tuple[Number, Number], Field(strict=False)]


class Indicator(Measured, Compared):
    """A figure of the whole institution."""

    every: LongPeriod
    for_each: str | None = None
    expected: tuple[str, ...] = Field((), strict=False)
    demands: dict[str, FromTo] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _for_each(self) -> Self:
        if (self.expected or self.demands) and not self.for_each:
            raise PydanticCustomError(
                "for_each", "expected and demands need for_each, the field whose values they name"
            )
        return self


class Silence(Clause):
    """Units from which nothing was heard for long."""

    count: Conditions
    days: int = Field(ge=1)
    units: Units | None = Field(None, alias="for")
