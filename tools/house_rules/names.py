# SPDX-License-Identifier: Apache-2.0
"""Names that say nothing are not used for modules and classes; nor are functions called after them."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from findings import Finding
from house_rules.sources import Module

#: `handler` is missing: it is the official name of a role (承办人).
SAY_NOTHING = frozenset(
    {
        "util",
        "utils",
        "helper",
        "helpers",
        "common",
        "misc",
        "base",
        "manager",
        "service",
        "data",
        "info",
        "process",
        "do",
    }
)

#: Hooks whose names others have chosen.
_HOOKS = frozenset({"process_request", "process_response", "process_exception", "process_view"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def breaches(module: Module) -> Iterator[Finding]:
    """Modules and classes with such a word in their name, functions that begin with one or are one."""
    path = PurePosixPath(module.place)
    for part in (*path.parent.parts, path.stem):
        if set(part.split("_")) & SAY_NOTHING:
            yield Finding(module.place, 1, f"a name that says nothing: {part}")
    for node in ast.walk(module.tree):
        if (isinstance(node, ast.ClassDef) and {word.lower() for word in _WORD.findall(node.name)} & SAY_NOTHING) or (
            isinstance(node, ast.FunctionDef) and _says_nothing(node.name)
        ):
            yield Finding(module.place, node.lineno, f"a name that says nothing: {node.name}")


def _says_nothing(function: str) -> bool:
    words = function.strip("_").split("_")
    return function not in _HOOKS and (words[0] in {"process", "do"} or (len(words) == 1 and words[0] in SAY_NOTHING))
