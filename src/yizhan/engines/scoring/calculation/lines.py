# SPDX-License-Identifier: Apache-2.0
"""What can stand as a line in an account."""

from dataclasses import dataclass
from typing import Literal

LineKind = Literal["rule", "duty", "base", "limit", "zeroing"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an account. `section` is None where a limit holds for more than one section."""

    id: str
    name: str
    kind: LineKind
    section: str | None
    clause: str = ""
