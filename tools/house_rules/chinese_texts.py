# SPDX-License-Identifier: Apache-2.0
"""Chinese in code is Chinese that an English reader gets too: sentences belong in the catalogues."""

import ast
import re
from collections.abc import Iterator

from findings import ROOT, Finding
from house_rules.sources import Module

#: Where texts reach people through gettext; commands and engines speak both languages in their own way.
FOLDERS = tuple(ROOT / "src/yizhan" / name for name in ("web", "api", "jobs", "domains", "kernel", "config"))

_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")


def breaches(module: Module) -> Iterator[Finding]:
    """Texts with Chinese characters that are no docstrings."""
    docstrings = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in docstrings and _IDEOGRAPH.search(text):
                yield Finding(module.place, node.lineno, f"Chinese outside the catalogues: {text[:40]}")
