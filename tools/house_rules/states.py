# SPDX-License-Identifier: Apache-2.0
"""A state changes in `kernel/transitions.py` and nowhere else; a row is made in the first state of its enum."""

import ast
from collections.abc import Iterator

from findings import Finding
from house_rules.sources import Module

_NO_ROWS = frozenset({"Q", "Conflict", "Invalid"})
HOME = "src/yizhan/kernel/transitions.py"


def breaches(module: Module) -> Iterator[Finding]:
    """Assignments to a state column, by whatever road."""
    if module.place == HOME:
        return
    for node in ast.walk(module.tree):
        for target in _assigned(node):
            if isinstance(target, ast.Attribute) and target.attr == "state" and not _is_own(target):
                yield Finding(module.place, target.lineno, f"a state is assigned: {ast.unparse(target)}")
        if isinstance(node, ast.Call) and _sets_state(node):
            yield Finding(module.place, node.lineno, f"a state is set: {ast.unparse(node.func)}(state=…)")


def first_states(module: Module) -> Iterator[tuple[int, str]]:
    """Where rows are made with a state: line and the state they are given (`State.SUBMITTED`)."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _makes_row(node):
            for keyword in node.keywords:
                if keyword.arg == "state" and isinstance(keyword.value, ast.Attribute) and keyword.value.attr.isupper():
                    yield node.lineno, ast.unparse(keyword.value)


def _assigned(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Assign(targets=targets):
            return [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            return [target]
    return []


def _is_own(target: ast.Attribute) -> bool:
    """An object of the code's own, not a row, keeps what it is told in its constructor."""
    return isinstance(target.value, ast.Name) and target.value.id == "self"


def _sets_state(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "update":
        return any(keyword.arg == "state" for keyword in call.keywords)
    if name == "setattr" and len(call.args) > 1:
        return isinstance(call.args[1], ast.Constant) and call.args[1].value == "state"
    return False


def _makes_row(call: ast.Call) -> bool:
    """`Item.objects.create(…)` or `Item(…)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr in {"create", "get_or_create", "update_or_create"}
    return isinstance(call.func, ast.Name) and call.func.id[:1].isupper() and call.func.id not in _NO_ROWS
