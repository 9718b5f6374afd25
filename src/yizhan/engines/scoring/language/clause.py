# SPDX-License-Identifier: Apache-2.0
"""What all clauses of a scheme have in common."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Every = Literal["day", "week", "month", "quarter", "half_year", "year"]
LongPeriod = Literal["month", "quarter", "half_year", "year"]


class Strict(BaseModel):
    """A table of the file: unknown keys are refused, nothing is converted, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


class Clause(Strict):
    """A table with an id of its own and the place in the instrument that it carries out."""

    id: Id
    name: Name
    clause: str = ""


class Scoped(Clause):
    """A clause about other clauses: these rules, these sections, or everything."""

    rules: tuple[Id, ...] = Field((), strict=False)
    sections: tuple[Id, ...] = Field((), strict=False)
