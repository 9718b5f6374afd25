# SPDX-License-Identifier: Apache-2.0
"""What a room says, read from its sources and its Chinese catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[3]
REFUSALS = {"NotFound", "Denied", "Conflict", "Invalid"}


def chinese(room: str) -> dict[str, str]:
    """The room's catalogue."""
    with (ROOT / f"src/yizhan/web/locale/zh_Hans/{room}.po").open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def placeholders(text: object) -> set[str]:
    """The places that a text leaves open."""
    return set(re.findall(r"%\((\w+)\)s", str(text)))


def written_texts(room: str) -> set[str]:
    """What the room's sources hand to gettext."""
    gettext: dict[str, Any] = {"_": None, "_now": None}
    return {str(text) for path in _sources(room) for _, text, *_ in extract_from_file("python", path, keywords=gettext)}


def refusals(room: str) -> Iterator[tuple[str, set[str]]]:
    """Every refusal in the room's sources: its code and the parameters it carries."""
    for path in _sources(room):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in REFUSALS:
                assert isinstance(call.args[0], ast.Constant)
                carried = {one.arg for one in call.keywords if one.arg is not None}
                yield str(call.args[0].value), carried - {"field", "breach"}


def _sources(room: str) -> list[Path]:
    return sorted((ROOT / "src/yizhan/domains" / room).rglob("*.py"))
