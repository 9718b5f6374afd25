# SPDX-License-Identifier: Apache-2.0
"""Exact numbers of a scheme, and demands that may come from the units file."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError


@dataclass(frozen=True, slots=True)
class FromUnit:
    """A number that stands in this column of the units file (任务数)."""

    column: str


def _number(raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise PydanticCustomError("wrong_type", "write a plain number, without quotes")
    number = Decimal(raw)
    if not number.is_finite():
        raise PydanticCustomError("absurd_number", "'{number}' is no number anybody can add up", {"number": str(raw)})
    return number


def _amount(raw: object) -> Decimal:
    number = _number(raw)
    if number < 0:
        raise PydanticCustomError(
            "negative_number",
            "{number} is negative; a deduction is written as deduct = {positive}",
            {"number": str(number), "positive": str(-number)},
        )
    return number


def _demand(raw: object) -> Decimal | FromUnit:
    if isinstance(raw, dict):
        if set(raw) == {"column"} and isinstance(raw["column"], str):
            return FromUnit(raw["column"])
        raise PydanticCustomError("wrong_type", 'write a number or { column = "..." } of the units file')
    return _number(raw)


Number = Annotated[Decimal, PlainValidator(_number)]
#: Never negative: what is taken away is written `deduct`.
Amount = Annotated[Decimal, PlainValidator(_amount)]
Demand = Annotated[Decimal | FromUnit, PlainValidator(_demand)]
