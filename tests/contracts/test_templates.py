# SPDX-License-Identifier: Apache-2.0
"""Every template is a page that extends the base, or a part that something uses."""

import re

import pytest

from findings import Finding, shown
from house_rules import sources
from house_rules.exceptions import unexcused

FOLDER = sources.SOURCE / "web/templates"
TEMPLATES = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.rglob("*.html"))}
_EXTENDS = re.compile(r"{%\s*extends\s+[\"']([^\"']+)[\"']")
_INCLUDES = re.compile(r"{%\s*include\s+[\"']([^\"'#]+)")
_NAMED = re.compile(r"[\"']([\w/]+\.html)(?:#\w+)?[\"']")


def named_in_code() -> set[str]:
    return {name for module in sources.modules(sources.SOURCE / "web") for name in _NAMED.findall(module.text)}


def included() -> set[str]:
    return {name for path in TEMPLATES.values() for name in _INCLUDES.findall(path.read_text(encoding="utf-8"))}


def parent_of(name: str) -> str:
    found = _EXTENDS.search(TEMPLATES[name].read_text(encoding="utf-8"))
    return found[1] if found else ""


def test_every_template_that_is_named_exists() -> None:
    named = included() | {parent_of(name) for name in TEMPLATES} | named_in_code()
    assert sorted(named - set(TEMPLATES) - {""}) == []


def test_every_page_extends_the_base() -> None:
    pages = set(TEMPLATES) - included() - {"base.html"}
    alone = [name for name in pages if not name.startswith("components/") and not _reaches_base(name)]
    assert unexcused("pages", [Finding(shown(TEMPLATES[name]), 1, "extends no base") for name in alone]) == []


def test_every_template_is_used() -> None:
    used = included() | {parent_of(name) for name in TEMPLATES} | named_in_code()
    spare = {name for name in TEMPLATES if name not in used and not name.startswith("components/")}
    assert sorted(spare) == []


@pytest.mark.parametrize("forbidden", [r"<style", r"\sstyle=", r"hx-on", r"javascript:", r"\son[a-z]+="])
def test_templates_hold_no_inline_script_or_style(forbidden: str) -> None:
    guilty = [shown(path) for path in TEMPLATES.values() if re.search(forbidden, path.read_text(encoding="utf-8"))]
    assert guilty == []


def test_pages_load_nothing_from_elsewhere() -> None:
    outside = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//")
    guilty = [shown(path) for path in TEMPLATES.values() if outside.search(path.read_text(encoding="utf-8"))]
    assert guilty == []


def test_translations_of_sentences_are_trimmed() -> None:
    untrimmed = [
        shown(path)
        for path in TEMPLATES.values()
        if re.search(r"{%\s*blocktranslate(?![^%]*\btrimmed\b)", path.read_text(encoding="utf-8"))
    ]
    assert untrimmed == []


def _reaches_base(name: str) -> bool:
    while name and name != "base.html":
        name = parent_of(name)
    return name == "base.html"
