# SPDX-License-Identifier: Apache-2.0
"""The code as the rules read it: every module once, parsed."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from findings import ROOT, shown

SOURCE = ROOT / "src/yizhan"


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: where it is, what it says, and its tree."""

    place: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.text.splitlines())


def modules(*folders: Path) -> Iterator[Module]:
    """Every Python file below the folders, in order of their paths; migrations are Django's hand and left out."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts:
                yield module(path)


def example(text: str, place: str = "example.py") -> Module:
    """A piece of code to try a rule on."""
    return Module(place, text, ast.parse(text))


@cache
def module(path: Path) -> Module:
    """One file, read and parsed once."""
    text = path.read_text(encoding="utf-8")
    return Module(shown(path), text, ast.parse(text, filename=str(path)))
