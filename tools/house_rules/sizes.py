# SPDX-License-Identifier: Apache-2.0
"""How long things may be before the build fails (style 4.12). Long before that a reader should ask why."""

import ast
from collections.abc import Iterator

from findings import Finding
from house_rules.sources import Module

MODULE, CLASS, FUNCTION, PARAMETERS = 500, 200, 60, 7
TEMPLATE, CONTROLLER = 150, 200


def breaches(module: Module) -> Iterator[Finding]:
    """What is too long: the module, its classes, its functions, their lists of parameters besides actor and id."""
    if module.lines > MODULE:
        yield Finding(module.place, 1, f"module: {module.lines} lines, at most {MODULE}")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and _lines(node) > CLASS:
            yield Finding(module.place, node.lineno, f"{node.name}: {_lines(node)} lines, at most {CLASS}")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines(node) > FUNCTION:
            yield Finding(module.place, node.lineno, f"{node.name}: {_lines(node)} lines, at most {FUNCTION}")


def text_breaches(place: str, text: str, limit: int) -> Iterator[Finding]:
    """The same for templates and controllers."""
    lines = len(text.splitlines())
    if lines > limit:
        yield Finding(place, 1, f"{place.rsplit('/', 1)[-1]}: {lines} lines, at most {limit}")


def _lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
