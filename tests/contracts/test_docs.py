# SPDX-License-Identifier: Apache-2.0
"""What the documents say is there: links, files, commands and their options."""

import re
import shlex
from pathlib import Path

import click
import pytest

from findings import ROOT, shown
from reference_pages.commands import command_of
from yizhan.cli.main import COMMANDS

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_PATH = re.compile(r"`((?:src|tests|tools|docs|changelog\.d)/[\w./-]+)`")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_KINDS = {"feature", "change", "fix", "security", "breaking", "operator"}
_FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\s*(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\./)?yizhan (.+)$", re.MULTILINE)
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings, as they are made on the web."""
    words = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(path.read_text(encoding="utf-8"))]
    return {heading.replace(" ", "-") for heading in words}


def called(path: Path) -> list[list[str]]:
    """The calls of `yizhan` in the document's code blocks, as words; comments left out."""
    blocks = "\n".join(_FENCE.findall(path.read_text(encoding="utf-8"))).replace("\\\n", " ")
    return [shlex.split(line, comments=True) for line in _COMMAND.findall(blocks) if not line.startswith("[")]


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    lost = []
    for link in _LINK.findall(path.read_text(encoding="utf-8")):
        if "://" in link or link.startswith("mailto:"):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_files_that_are_named_exist(path: Path) -> None:
    named = _PATH.findall(path.read_text(encoding="utf-8"))
    assert [one for one in named if not (ROOT / one).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_tests_that_are_named_exist(path: Path) -> None:
    named = _TEST.findall(path.read_text(encoding="utf-8"))
    assert [f"{file}::{test}" for file, test in named if not _has_test(ROOT / file, test)] == []


def test_every_change_is_told_to_somebody() -> None:
    fragments = sorted((ROOT / "changelog.d").glob("*"))
    misnamed = [path.name for path in fragments if path.suffixes[-2:] not in [[f".{kind}", ".md"] for kind in _KINDS]]
    assert misnamed == []
    assert [path.name for path in fragments if len(path.read_text(encoding="utf-8").split()) < 6] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_commands_that_are_named_exist_with_their_options(path: Path) -> None:
    wrong = [f"yizhan {' '.join(words)}: {fault}" for words in called(path) if (fault := _fault(words))]
    assert wrong == []


def test_every_command_of_the_table_is_there() -> None:
    assert [name for name in COMMANDS if command_of(name) is None] == []


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs/adr").glob("*.md"))]
    assert numbers == sorted(set(numbers))
    assert all(number.isdigit() for number in numbers)


def _has_test(path: Path, test: str) -> bool:
    return path.exists() and f"def {test}(" in path.read_text(encoding="utf-8")


def _fault(words: list[str]) -> str:
    if words[0] in {"--help", "COMMAND", "…"}:
        return ""
    if words[0] == "test":
        known = {"--everyday"}
        return ", ".join(word for word in words[1:] if word.startswith("--") and word not in known)
    command = command_of(words[0]) if words[0] in COMMANDS else None
    if command is None:
        return "no such command"
    while isinstance(command, click.Group) and len(words) > 1 and words[1] in command.commands:
        command, words = command.commands[words[1]], words[1:]
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    return ", ".join(word for word in words[1:] if word.startswith("--") and word.split("=")[0] not in options)
