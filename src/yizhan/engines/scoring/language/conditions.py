# SPDX-License-Identifier: Apache-2.0
"""What an event must look like: tests on declared fields, joined by "and"; several such tables joined by "or"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

Value = str | Decimal | bool
BOUND_NAMES = ("at_least", "more_than", "at_most", "less_than")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A comparison: `at_least` and `at_most` include the bound (以上 and 以下), the other two do not."""

    at_least: Value | None = None
    more_than: Value | None = None
    at_most: Value | None = None
    less_than: Value | None = None

    def stated(self) -> dict[str, Value]:
        """The bounds that were written."""
        return {name: bound for name in BOUND_NAMES if (bound := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Test:
    """What one field must be; exactly one of the four is set."""

    one_of: tuple[Value, ...] | None = None
    excepted: tuple[Value, ...] | None = None
    given: bool | None = None
    bounds: Bounds | None = None

    def named_values(self) -> tuple[Value, ...]:
        """Every value that the test mentions."""
        bounds = tuple(self.bounds.stated().values()) if self.bounds else ()
        return (self.one_of or ()) + (self.excepted or ()) + bounds


@dataclass(frozen=True, slots=True)
class Condition:
    """All tests must hold. Two conditions with the same tests are the same condition."""

    tests: tuple[tuple[str, Test], ...]

    def __iter__(self) -> Iterator[tuple[str, Test]]:
        """Pairs of field and test."""
        return iter(self.tests)


@dataclass(frozen=True, slots=True)
class UnitTest:
    """Which units: columns of the units file and the values they may have."""

    columns: tuple[tuple[str, tuple[str, ...]], ...]


def _value(raw: object) -> Value:
    if isinstance(raw, bool | str):
        return raw
    if isinstance(raw, int | Decimal):
        return Decimal(raw)
    raise PydanticCustomError("wrong_type", "a value must be text, a number, true or false")


def _values(raw: object) -> tuple[Value, ...]:
    values = tuple(_value(each) for each in raw) if isinstance(raw, list) else (_value(raw),)
    if not values:
        raise PydanticCustomError("empty_list", "an empty list fits nothing; leave the key out or name a value")
    return values


def _test(raw: object) -> Test:
    if not isinstance(raw, dict):
        return Test(one_of=_values(raw))
    known = {"except", "given", *BOUND_NAMES}
    if unknown := sorted(set(raw) - known):
        raise PydanticCustomError(
            "unknown_key",
            "a condition knows no '{key}'; it knows {known}",
            {"key": unknown[0], "known": ", ".join(sorted(known))},
        )
    if "except" in raw and len(raw) == 1:
        return Test(excepted=_values(raw["except"]))
    if "given" in raw and len(raw) == 1 and isinstance(raw["given"], bool):
        return Test(given=raw["given"])
    if raw and not {"except", "given"} & set(raw):
        return Test(bounds=Bounds(**{name: _value(bound) for name, bound in raw.items()}))
    raise PydanticCustomError("wrong_type", "write one of: except = [...], given = true or false, or bounds")


def _condition(raw: object) -> Condition:
    if not isinstance(raw, Mapping) or not raw:
        raise PydanticCustomError("wrong_type", 'a condition is a table such as { kind = "采用" }')
    return Condition(tuple((name, _test(raw[name])) for name in sorted(raw)))


def _conditions(raw: object) -> tuple[Condition, ...]:
    alternatives = raw if isinstance(raw, list) else [raw]
    if not alternatives:
        raise PydanticCustomError("empty_list", "an empty list fits nothing; leave the key out or name a condition")
    return tuple(_condition(each) for each in alternatives)


def _unit_test(raw: object) -> UnitTest:
    if not isinstance(raw, Mapping) or not raw:
        raise PydanticCustomError("wrong_type", 'write the columns of the units file: { group = "乡镇" }')
    columns = tuple((name, tuple(str(value) for value in _values(raw[name]))) for name in sorted(raw))
    return UnitTest(columns)


Conditions = Annotated[tuple[Condition, ...], PlainValidator(_conditions)]
Units = Annotated[UnitTest, PlainValidator(_unit_test)]
