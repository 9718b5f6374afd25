# SPDX-License-Identifier: Apache-2.0
"""Which rules of the requirements base are carried out, and which tests say so."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from findings import ROOT
from house_rules.sources import module
from reference_pages.markdown import code, page, prose, table

TITLES = ROOT / "tools/rule_titles.toml"
_RULE = re.compile(r"\b(?:RULE|FIX|REL)-\d{2,3}\b")


def text() -> str:
    """The rules with tests; then those that only the code names."""
    titles, tested = _titles(), tests_by_rule(ROOT / "tests")
    with_tests = [(rule, titles.get(rule, "(no title)"), _places(places)) for rule, places in sorted(tested.items())]
    only_named = [
        (rule, titles.get(rule, "(no title)"), ", ".join(code(path) for path in paths))
        for rule, paths in sorted(rules_in_code(ROOT / "src").items())
        if rule not in tested
    ]
    return page(
        "Rules and their tests",
        prose(
            "RULE is a rule of the requirements base, FIX a worked example with figures, REL a promise of reliability.",
            "A test that carries one out says so with `@pytest.mark.rule`.",
        ),
        table(("rule", "in short", "tests"), with_tests),
        "## Named in the code, without a test of their own\n\n" + table(("rule", "in short", "where"), only_named)
        if only_named
        else "",
    )


def problems() -> list[str]:
    """Rules that tests or code refer to and that have no title."""
    used = set(tests_by_rule(ROOT / "tests")) | set(rules_in_code(ROOT / "src"))
    return [f"{rule} has no title in tools/rule_titles.toml" for rule in sorted(used - set(_titles()))]


def tests_by_rule(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Rule -> tests (file, function) that carry its mark."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for rule, test in _marks(module(path).tree):
            place = (str(path.relative_to(folder.parent)), test)
            if place not in found.setdefault(rule, []):
                found[rule].append(place)
    return found


def rules_in_code(folder: Path) -> dict[str, list[str]]:
    """Rule -> modules that name it."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        for rule in sorted(set(_RULE.findall(path.read_text(encoding="utf-8")))):
            found.setdefault(rule, []).append(str(path.relative_to(folder.parent)))
    return found


def _marks(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(rule, test) for marks on tests, on their parameters, and on a whole module."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    for function in functions:
        for rule in _rules_inside(function):
            yield rule, function.name
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(_is_pytestmark(target) for target in node.targets):
            for rule in _rules_inside(node):
                yield rule, "all of it"


def _rules_inside(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        match inner:
            case ast.Call(func=ast.Attribute(attr="rule", value=ast.Attribute(attr="mark")), args=given):
                yield from (str(one.value) for one in given if isinstance(one, ast.Constant))


def _is_pytestmark(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id == "pytestmark"


def _places(places: list[tuple[str, str]]) -> str:
    files: dict[str, list[str]] = {}
    for file, test in places:
        files.setdefault(file, []).append(test)
    return "<br>".join(f"{code(file)}: {', '.join(tests)}" for file, tests in files.items())


def _titles() -> dict[str, str]:
    return {str(rule): str(title) for rule, title in tomllib.loads(TITLES.read_text(encoding="utf-8")).items()}
