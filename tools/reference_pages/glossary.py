# SPDX-License-Identifier: Apache-2.0
"""The words of the house: the official term, its name in code, what we do not call it."""

import ast
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from findings import ROOT
from house_rules.sources import module
from reference_pages.markdown import code, page, table

TERMS = ROOT / "tools/glossary.toml"
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: Chinese term, identifier, meaning, words that are not used for it."""

    chinese: str
    name: str
    meaning: str
    not_called: tuple[str, ...]


def text() -> str:
    """One table."""
    rows = [(one.chinese, code(one.name), one.meaning, ", ".join(one.not_called) or "–") for one in terms()]
    return page(
        "Glossary",
        "The official's term, the name that code and interface use for it, and words that we do not use for it.",
        table(("term", "name in code", "what it is", "not called"), rows),
    )


def problems() -> list[str]:
    """Terms that the code does not have, and unwanted words that it does have."""
    names = identifiers(ROOT / "src/yizhan")
    words = {word.lower() for name in names for word in _WORD.findall(name)}
    absent = [
        f"the glossary explains {one.name}, which the code does not have" for one in terms() if one.name not in names
    ]
    unwanted = [
        f"the code says “{word}” where the glossary says {one.name}"
        for one in terms()
        for word in one.not_called
        if word in words
    ]
    return absent + unwanted


def terms() -> list[Term]:
    """The entries in the order of the file."""
    return [
        Term(entry["term"], entry["name"], entry["meaning"], tuple(entry.get("not_called", ())))
        for entry in tomllib.loads(TERMS.read_text(encoding="utf-8"))["terms"]
    ]


def identifiers(folder: Path) -> set[str]:
    """Everything in the code of the rooms and faces that has a name of its own."""
    names: set[str] = set()
    for path in sorted(folder.rglob("*.py")):
        if "engines" in path.parts or "migrations" in path.parts:
            continue
        names.add(path.stem if path.stem != "__init__" else path.parent.name)
        for node in ast.walk(module(path).tree):
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                    names.add(name)
                case ast.Name(id=name, ctx=ast.Store()):
                    names.add(name)
    return names
