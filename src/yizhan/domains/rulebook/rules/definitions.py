# SPDX-License-Identifier: Apache-2.0
"""What a rule is made of. Rooms declare the rules they obey; institutions set their values."""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from yizhan.domains.rulebook.rules.kinds import Kind, Text
from yizhan.domains.rulebook.states import Strength

V = TypeVar("V")

#: Every declared rule by its key; the wiring imports each room's `rules` at start.
DEFINITIONS: "dict[str, Definition[Any]]" = {}


class Several(StrEnum):
    """Which value counts where several rules apply to one matter."""

    NEAREST = "nearest"
    """The one whose scope names the matter most closely; of equally close ones the latest."""
    LEAST = "least"
    """The shortest or least one, whatever its scope (standards C-4)."""
    GREATEST = "greatest"
    """The greatest one, whatever its scope."""


@dataclass(frozen=True, slots=True, eq=False)
class Definition(Generic[V]):
    """Something that an institution may lay down, and the value it has until then.

    `title` and `effect` say to people what it is and does; `source` names the rule of the requirements base or the
    clause that the default comes from; `strength` is what the default claims. `is_for_people` marks what is only
    recorded: no room acts on it yet, and pages say so.
    """

    key: str
    kind: Kind[V]
    default: V
    _: KW_ONLY
    title: Text
    source: Text
    effect: Text = ""
    strength: Strength = Strength.MUST
    several: Several = Several.NEAREST
    is_for_people: bool = False

    def __post_init__(self) -> None:
        if self.key in DEFINITIONS:
            raise TypeError(f"the rule {self.key} is declared twice")
        self.kind.read(self.kind.plain(self.default))
        DEFINITIONS[self.key] = self

    @property
    def room(self) -> str:
        """The room that declares it, which is also its group in the rulebook."""
        return self.key.split(".", 1)[0]
