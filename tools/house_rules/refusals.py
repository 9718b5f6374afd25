# SPDX-License-Identifier: Apache-2.0
"""Which refusals the code can utter, with which facts, and where."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from house_rules.sources import Module

_KINDS = frozenset({"NotFound", "Denied", "Conflict", "Invalid", "Rejection"})
_NOT_FACTS = frozenset({"field", "breach"})
_CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")


@dataclass(frozen=True, slots=True)
class Uttered:
    """One place that refuses: the code, and the facts it gives to the sentence; None when they come from elsewhere."""

    place: str
    line: int
    code: str
    facts: frozenset[str] | None


def uttered(module: Module) -> Iterator[Uttered]:
    """Refusals whose code stands there in letters; an f-string stands for all with its beginning (`files.file.*`)."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _name(node.func) in _KINDS:
            code = _code(node)
            if code:
                yield Uttered(module.place, node.lineno, code, _facts(node))


def mentioned(module: Module) -> set[str]:
    """Every text in a module that looks like a code: a code may also be handed around before it is uttered."""
    return {
        node.value
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value)
    }


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _code(call: ast.Call) -> str:
    given: list[ast.expr] = call.args[1:2] if _name(call.func) == "Rejection" else call.args[:1]
    match given:
        case [ast.Constant(value=str(code))]:
            return code
        case [ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_])]:
            return f"{beginning}*"
    return ""


def _facts(call: ast.Call) -> frozenset[str] | None:
    if _name(call.func) == "Rejection" or any(keyword.arg is None for keyword in call.keywords):
        return None
    return frozenset(str(keyword.arg) for keyword in call.keywords) - _NOT_FACTS
