# SPDX-License-Identifier: Apache-2.0
"""Clauses about the result: awards, ranking, grades, conversion."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from yizhan.engines.scoring.language.clause import Clause, Id, LongPeriod, Name, Strict
from yizhan.engines.scoring.language.conditions import BOUND_NAMES, Units
from yizhan.engines.scoring.language.numbers import Number
from yizhan.engines.scoring.language.period_clauses import Compared

Rounding = Literal["half_up", "half_even", "down", "up"]


class Need(Compared):
    """A measure that must reach a number."""

    measure: Id

    @model_validator(mode="after")
    def _some_bound(self) -> Self:
        if not self.bounds():
            raise PydanticCustomError("no_bound", "a need has a comparison such as at_least = 5")
        return self


class Award(Clause):
    """Who is eligible: all needs are met."""

    every: LongPeriod
    needs: tuple[Need, ...] = Field(strict=False)
    units: Units | None = Field(None, alias="for")

    @model_validator(mode="after")
    def _some_need(self) -> Self:
        if not self.needs:
            raise PydanticCustomError(
                "no_bound", 'an award needs something, such as { measure = "adopted", at_least = 3 }'
            )
        return self


class Ranking(Strict):
    """Order of the accounts; without this table there are no ranks."""

    apart: tuple[str, ...] = Field((), strict=False)
    by: tuple[str, ...] = Field(("points",), strict=False, min_length=1)
    ties: Literal["shared", "dense"] = "shared"
    named_first: int | None = Field(None, ge=1)


class Grading(Strict):
    """Which score is graded, and what happens to one that falls between two grades."""

    of: Literal["period", "year"] = "period"
    decimals: int | None = Field(None, ge=0, le=4)
    rounding: Rounding = "half_up"
    between: Literal["lower", "higher"] | None = None


class Grade(Strict):
    """A grade and the scores that have it."""

    name: Name
    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None

    def bounds(self) -> dict[str, Decimal]:
        """The comparisons that were written."""
        return {name: bound for name in BOUND_NAMES if (bound := getattr(self, name)) is not None}


class Conversion(Strict):
    """Points turned into a share of a full score (折算)."""

    full: Number
    of: Literal["best"] | Number = "best"
    apart: tuple[str, ...] = Field((), strict=False)
    decimals: int = Field(2, ge=0, le=4)
    rounding: Rounding = "half_up"
