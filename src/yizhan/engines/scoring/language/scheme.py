# SPDX-License-Identifier: Apache-2.0
"""A whole scheme: its head, the fields its events may have, and its clauses."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from yizhan.engines.scoring.language.clause import Id, Name, Scoped, Strict
from yizhan.engines.scoring.language.conditions import Conditions, Test
from yizhan.engines.scoring.language.declared_fields import DeclaredField, declared_field
from yizhan.engines.scoring.language.event_clauses import Multiplier, Rule, Selection, Sharing
from yizhan.engines.scoring.language.numbers import Amount
from yizhan.engines.scoring.language.period_clauses import Base, Duty, Indicator, Limit, Measure, Silence, Zeroing
from yizhan.engines.scoring.language.result_clauses import Award, Conversion, Grade, Grading, Ranking, Rounding

#: A number beyond this is taken for a slip of the pen unless the scheme raises `largest`.
LARGEST_POINTS, LARGEST_MONEY = Decimal(1_000), Decimal(100_000)
MONEY_UNITS = ("元", "yuan", "CNY")


class Head(Strict):
    """What the scheme is, since when, and how its numbers are kept."""

    id: Id
    name: Name
    version: Name
    valid_from: date | None = None
    valid_until: date | None = None
    place: str = ""
    instrument: str = ""
    source: str = ""
    notes: tuple[str, ...] = Field((), strict=False)
    holder: Literal["unit", "person"] = "unit"
    unit: Name = "分"
    decimals: int = Field(2, ge=0, le=4)
    rounding: Rounding = "half_up"
    largest: Amount | None = None
    year_starts: int = Field(1, ge=1, le=12)
    on_merger: Literal["carry", "apart"] = "carry"

    @model_validator(mode="after")
    def _validity(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise PydanticCustomError(
                "validity_reversed", "valid_until lies before valid_from; the scheme is never in force"
            )
        return self

    @property
    def largest_number(self) -> Decimal:
        """The greatest amount a clause may name."""
        return self.largest or (LARGEST_MONEY if self.unit in MONEY_UNITS else LARGEST_POINTS)


class Section(Strict):
    """A heading under which points are added up."""

    id: Id
    name: Name


#: The keys under which clauses have conditions on events.
CONDITION_KEYS = ("when", "item_has", "item_lacks", "count", "of")

Fields = dict[str, Annotated[DeclaredField, PlainValidator(declared_field)]]


class Scheme(Strict):
    """One version of one institution's scheme."""

    head: Head = Field(alias="scheme")
    fields: Fields = Field(min_length=1)
    sections: tuple[Section, ...] = Field((), alias="section", strict=False)
    rules: tuple[Rule, ...] = Field((), alias="rule", strict=False)
    multipliers: tuple[Multiplier, ...] = Field((), alias="multiplier", strict=False)
    selections: tuple[Selection, ...] = Field((), alias="selection", strict=False)
    sharings: tuple[Sharing, ...] = Field((), alias="sharing", strict=False)
    limits: tuple[Limit, ...] = Field((), alias="limit", strict=False)
    measures: tuple[Measure, ...] = Field((), alias="measure", strict=False)
    duties: tuple[Duty, ...] = Field((), alias="duty", strict=False)
    bases: tuple[Base, ...] = Field((), alias="base", strict=False)
    zeroings: tuple[Zeroing, ...] = Field((), alias="zeroing", strict=False)
    indicators: tuple[Indicator, ...] = Field((), alias="indicator", strict=False)
    silences: tuple[Silence, ...] = Field((), alias="silence", strict=False)
    awards: tuple[Award, ...] = Field((), alias="award", strict=False)
    grades: tuple[Grade, ...] = Field((), alias="grade", strict=False)
    ranking: Ranking | None = None
    grading: Grading = Field(default_factory=lambda: Grading(decimals=None))
    conversion: Conversion | None = None

    @cached_property
    def section_of(self) -> dict[str, str | None]:
        """The section of everything that can bring points, by id."""
        scoring: list[Rule | Duty | Base] = [*self.rules, *self.duties, *self.bases]
        return {each.id: each.section for each in scoring}

    @cached_property
    def tests(self) -> dict[str, list[Test]]:
        """All tests on each field, each once."""
        tests: dict[str, dict[Test, None]] = {}
        for conditions in self.conditions:
            for name, test in (pair for condition in conditions for pair in condition):
                tests.setdefault(name, {})[test] = None
        for rule in self.rules:
            for name, amounts in (rule.points_by or {}).items():
                tests.setdefault(name, {}).update(dict.fromkeys(Test(one_of=(value,)) for value in amounts))
        return {name: list(found) for name, found in tests.items()}

    @cached_property
    def conditions(self) -> list[Conditions]:
        """All conditions on events, wherever they stand."""
        clauses: list[BaseModel] = [*self.rules, *self.multipliers, *self.measures, *self.duties, *self.zeroings]
        clauses += [*self.indicators, *self.silences]
        found = [getattr(clause, key, None) for clause in clauses for key in CONDITION_KEYS]
        return list(dict.fromkeys(each for each in found if each is not None))

    def rules_in(self, scope: Scoped) -> frozenset[str]:
        """The rules that a clause is about."""
        return self.scoring_in(scope) & {rule.id for rule in self.rules}

    def scoring_in(self, scope: Scoped) -> frozenset[str]:
        """The rules, duties and bases that a clause is about; without a scope: all of them."""
        if not scope.rules and not scope.sections:
            return frozenset(self.section_of)
        in_sections = {id_ for id_, section in self.section_of.items() if section in scope.sections}
        return frozenset(scope.rules) | in_sections
