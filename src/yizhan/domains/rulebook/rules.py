# SPDX-License-Identifier: Apache-2.0
"""What a rule is made of. Rooms declare the rules they obey; institutions set their values."""

from dataclasses import dataclass

#: Every declared rule by its key; rooms fill it when their `rules` module is imported.
DEFINITIONS: dict[str, "Definition"] = {}


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole number that an institution may set: its key, bounds, unit, and the default shipped with the house.

    `source` names the rule of the requirements base or the clause the default comes from.
    """

    key: str
    default: int
    minimum: int
    maximum: int
    unit: str
    source: str

    def __post_init__(self) -> None:
        if self.key in DEFINITIONS:
            raise TypeError(f"the rule {self.key} is declared twice")
        DEFINITIONS[self.key] = self
