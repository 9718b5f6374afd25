# SPDX-License-Identifier: Apache-2.0
"""How a tool says what is wrong: file, line, words; one line each, as editors and people read them."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that is wrong, and where."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}"


def shown(path: Path) -> str:
    """A path as findings name it: from the project's folder on."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()
