# SPDX-License-Identifier: Apache-2.0
"""Declared fields: what an event may say about itself."""

from dataclasses import dataclass
from typing import Literal

from pydantic_core import PydanticCustomError

FieldType = Literal["listed", "ordered", "number", "yes_no", "text"]
#: Names with a meaning of their own in `per`, `ladder_per` and the columns of the events.
RESERVED_NAMES = frozenset(
    {
        "holder",
        "event",
        "item",
        "date",
        "unit",
        "person",
        "role",
        "weight",
        "cancels",
        "replaces",
        "month",
        "quarter",
        "half_year",
        "year",
    }
)


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """A field of the events. `values` are listed lowest first when the field is ordered."""

    type: FieldType
    values: tuple[str, ...] = ()
    column: str | None = None


_PLAIN_TYPES: dict[object, FieldType] = {"number": "number", "yes_no": "yes_no", "text": "text"}


def declared_field(raw: object) -> DeclaredField:
    """Read one entry of `[fields]`; raises a PydanticCustomError that says how it is written."""
    if isinstance(raw, list):
        return DeclaredField("listed", _values(raw))
    if isinstance(raw, str):
        return DeclaredField(_plain_type(raw))
    if not isinstance(raw, dict):
        raise _how_to_write()
    column = raw.get("column")
    if column is not None and not isinstance(column, str):
        raise _how_to_write()
    kinds = set(raw) - {"column"}
    if kinds == {"values"}:
        return DeclaredField("listed", _values(raw["values"]), column)
    if kinds == {"ordered"}:
        return DeclaredField("ordered", _values(raw["ordered"]), column)
    if kinds == {"type"}:
        return DeclaredField(_plain_type(raw["type"]), (), column)
    raise _how_to_write()


def _values(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw or not all(isinstance(value, str) and value.strip() for value in raw):
        raise _how_to_write()
    if len(set(raw)) != len(raw):
        twice = next(value for value in raw if raw.count(value) > 1)
        raise PydanticCustomError("duplicate_value", "the value '{value}' is listed twice", {"value": twice})
    return tuple(raw)


def _plain_type(raw: object) -> FieldType:
    if raw not in _PLAIN_TYPES:
        raise _how_to_write()
    return _PLAIN_TYPES[raw]


def _how_to_write() -> PydanticCustomError:
    return PydanticCustomError(
        "field_type",
        'a field is a list of values, {{ ordered = [...] }}, "number", "yes_no", "text", '
        "or {{ values | ordered | type = ..., column = ... }}",
    )
