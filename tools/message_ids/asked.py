# SPDX-License-Identifier: Apache-2.0
"""What the code asks a catalogue for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """One message id at one place (`file:line`), as Python code or a template asks for it."""

    file: str
    line: int
    id: str
    plural: str = ""
    context: str = ""

    @property
    def place(self) -> str:
        """Where it stands, as editors open it."""
        return f"{self.file}:{self.line}"
