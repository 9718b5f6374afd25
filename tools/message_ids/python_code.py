# SPDX-License-Identifier: Apache-2.0
"""Message ids in Python code: every call of a gettext function, whatever the module calls it."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from findings import Finding
from message_ids.asked import Asked

_TRANSLATION = "django.utils.translation"

#: Function -> positions of message, plural and context among its arguments; -1: it has none.
_POSITIONS: Mapping[str, tuple[int, int, int]] = {
    "gettext": (0, -1, -1),
    "gettext_lazy": (0, -1, -1),
    "gettext_noop": (0, -1, -1),
    "ngettext": (0, 1, -1),
    "ngettext_lazy": (0, 1, -1),
    "pgettext": (1, -1, 0),
    "pgettext_lazy": (1, -1, 0),
    "npgettext": (1, 2, 0),
    "npgettext_lazy": (1, 2, 0),
}


def asked_in(path: Path, shown: str) -> tuple[list[Asked], list[Finding]]:
    """The ids in one module, and the calls whose id cannot be read because it is made while running."""
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    names = dict(_imported(tree))
    asked: list[Asked] = []
    unreadable: list[Finding] = []
    for node in ast.walk(tree):
        function = _function(node, names)
        if function is None or not isinstance(node, ast.Call):
            continue
        message, plural, context = (_argument(node, position) for position in _POSITIONS[function])
        if message is None:
            unreadable.append(Finding(shown, node.lineno, "a message id that is made while running"))
        else:
            asked.append(Asked(shown, node.lineno, message, plural or "", context or ""))
    return asked, unreadable


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Local name -> gettext function, or -> the module itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == _TRANSLATION:
            for name in node.names:
                if name.name in _POSITIONS:
                    yield name.asname or name.name, name.name
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            for name in node.names:
                if name.name == "translation":
                    yield name.asname or name.name, _TRANSLATION


def _function(node: ast.AST, names: Mapping[str, str]) -> str | None:
    """The gettext function that a node calls, if it calls one."""
    if not isinstance(node, ast.Call):
        return None
    called = node.func
    if isinstance(called, ast.Name):
        found = names.get(called.id)
        return found if found in _POSITIONS else None
    match called:
        case ast.Attribute(value=ast.Name(id=module), attr=name) if names.get(module) == _TRANSLATION:
            return name if name in _POSITIONS else None
    return None


def _argument(call: ast.Call, position: int) -> str | None:
    if not 0 <= position < len(call.args):
        return None
    given = call.args[position]
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else None
