# SPDX-License-Identifier: Apache-2.0
"""Clauses about single events and single items: rules, multipliers, selections, sharing."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from yizhan.engines.scoring.language.clause import Clause, Id, Scoped, Strict
from yizhan.engines.scoring.language.conditions import Conditions, Units
from yizhan.engines.scoring.language.numbers import Amount, Number

AMOUNT_KEYS = ("points", "deduct", "points_by", "points_by_role", "ladder")


class LadderStep(Strict):
    """Points of the items up to this one; the last step has no `up_to`."""

    points: Amount
    up_to: int | None = Field(None, ge=1)


class Rule(Clause):
    """What an event brings."""

    section: Id | None = None
    when: Conditions
    item_has: Conditions | None = None
    item_lacks: Conditions | None = None
    units: Units | None = Field(None, alias="for")
    points: Amount | None = None
    deduct: Amount | None = None
    points_by: dict[str, dict[str, Amount]] | None = None
    points_by_role: dict[str, Amount] | None = None
    ladder: tuple[LadderStep, ...] = Field((), strict=False)
    ladder_per: tuple[str, ...] = Field(("holder", "year"), strict=False)
    times: str | None = None
    instead_of: tuple[Id, ...] = Field((), strict=False)
    in_addition: bool = False

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        stated = [key for key in AMOUNT_KEYS if getattr(self, key) not in (None, ())]
        if len(stated) != 1:
            raise PydanticCustomError(
                "amount_keys",
                "a rule has exactly one of {keys}; this one has {stated}",
                {"keys": ", ".join(AMOUNT_KEYS), "stated": ", ".join(stated) or "none"},
            )
        if self.points_by is not None and len(self.points_by) != 1:
            raise PydanticCustomError("points_by", "points_by names exactly one field")
        if self.ladder and (self.times or not _rises(self.ladder)):
            raise PydanticCustomError(
                "ladder", "the steps of a ladder rise, the last has no up_to, and times is not allowed"
            )
        return self

    @property
    def amount_key(self) -> str:
        """Which of the keys for amounts this rule uses."""
        return next(key for key in AMOUNT_KEYS if getattr(self, key) not in (None, ()))

    @property
    def sign(self) -> int:
        """-1 for a deduction, 1 otherwise."""
        return -1 if self.deduct is not None else 1

    def stated_amounts(self) -> tuple[Decimal, ...]:
        """Every amount that is written in the rule, without its sign."""
        if self.points_by:
            return tuple(next(iter(self.points_by.values())).values())
        if self.points_by_role:
            return tuple(self.points_by_role.values())
        if self.ladder:
            return tuple(step.points for step in self.ladder)
        return (self.points if self.points is not None else self.deduct or Decimal(0),)


def _rises(ladder: tuple[LadderStep, ...]) -> bool:
    bounds = [step.up_to for step in ladder]
    inner = [bound for bound in bounds[:-1] if bound is not None]
    return bounds[-1] is None and len(inner) == len(bounds) - 1 and inner == sorted(set(inner))


class Multiplier(Scoped):
    """Points of matching events times a factor."""

    when: Conditions | None = None
    item_has: Conditions | None = None
    item_lacks: Conditions | None = None
    units: Units | None = Field(None, alias="for")
    factor: Amount
    times: Literal["once", "each", "each_adds"] = "once"

    @model_validator(mode="after")
    def _some_condition(self) -> Self:
        if not (self.when or self.item_has or self.item_lacks or self.units):
            raise PydanticCustomError("no_condition", "a multiplier needs when, item_has, item_lacks or for")
        if self.times != "once" and not self.item_has:
            raise PydanticCustomError("times", "times = '{times}' counts the events of item_has", {"times": self.times})
        return self


class Selection(Scoped):
    """What counts when one thing brought points several times."""

    per: tuple[str, ...] = Field(("item",), strict=False, min_length=1)
    take: Literal["highest", "first", "latest"] = "highest"
    count: int = Field(1, ge=1)
    by: str | None = None
    once_per: str | None = None

    @model_validator(mode="after")
    def _by_highest(self) -> Self:
        if self.by and self.take != "highest":
            raise PydanticCustomError(
                "by", "by only says what 'highest' means; it does not go with take = '{take}'", {"take": self.take}
            )
        return self


class Sharing(Scoped):
    """How several contributors divide the points of one event."""

    method: Literal["each", "equal", "lead", "ratio", "weight", "first"]
    lead: Number | None = None
    ratio: tuple[int, ...] = Field((), strict=False)
    beyond: Literal["nothing", "refuse"] = "refuse"

    @model_validator(mode="after")
    def _method_keys(self) -> Self:
        if (self.method == "lead") != (self.lead is not None) or (self.method == "ratio") != bool(self.ratio):
            raise PydanticCustomError(
                "sharing_keys", "method = 'lead' needs lead = 0.5, method = 'ratio' needs ratio = [3, 2]"
            )
        if self.lead is not None and not 0 <= self.lead <= 1:
            raise PydanticCustomError("lead", "the lead's part lies between 0 and 1")
        if any(part < 1 for part in self.ratio):
            raise PydanticCustomError("ratio", "the parts of a ratio are whole numbers from 1")
        return self
