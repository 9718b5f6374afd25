# SPDX-License-Identifier: Apache-2.0
"""Faces never write: no ORM write, no transaction, no SQL under web, api, cli, jobs and sample (one write path)."""

import ast
from collections.abc import Iterator

from findings import ROOT, Finding
from house_rules.sources import Module

FACES = tuple(ROOT / "src/yizhan" / name for name in ("web", "api", "cli", "jobs", "sample"))

#: Methods that write whatever they are called on; nothing else in the faces has such a method.
_ALWAYS = frozenset(
    {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "delete", "select_for_update"}
)
#: Parts of the kernel through which operations write.
_WRITERS = frozenset({"audit", "inserting", "transitions", "numbering", "fulltext", "bands", "locking"})
_SQL = frozenset({"cursor", "execute", "executemany", "executescript"})


def breaches(module: Module) -> Iterator[Finding]:
    """Calls that write, open a transaction or speak SQL."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in _ALWAYS or (node.func.attr == "update" and _is_queryset_update(node)):
                yield Finding(module.place, node.lineno, f"a face writes: {ast.unparse(node.func)}")
            elif node.func.attr in _SQL:
                yield Finding(module.place, node.lineno, f"a face speaks SQL: {ast.unparse(node.func)}")
        match node:
            case ast.Attribute(attr="atomic", value=ast.Name(id="transaction")):
                yield Finding(module.place, node.lineno, "a face opens a transaction: transaction.atomic")
            case ast.ImportFrom():
                for name in _writers(node):
                    yield Finding(module.place, node.lineno, f"a face takes hold of what operations write with: {name}")


def _writers(node: ast.ImportFrom) -> set[str]:
    """Which of them an import names, as modules or by what is in them."""
    if node.module == "yizhan.kernel":
        return {name.name for name in node.names} & _WRITERS
    return {(node.module or "").removeprefix("yizhan.kernel.")} & _WRITERS


def _is_queryset_update(call: ast.Call) -> bool:
    """`rows.update(state=…)` sets columns; `table.update(other)` fills a dictionary."""
    return bool(call.keywords) and not call.args
