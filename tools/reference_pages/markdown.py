# SPDX-License-Identifier: Apache-2.0
"""The few shapes that generated pages are made of."""

from collections.abc import Iterable, Sequence

MADE_BY = "<!-- Made from the code by `python tools/reference.py write`; edit the code instead. -->"


def page(title: str, *parts: str) -> str:
    """A whole page: the note on its maker, its title, its parts."""
    return "\n\n".join([MADE_BY, f"# {title}", *(part for part in parts if part)]) + "\n"


def prose(*sentences: str) -> str:
    """A paragraph, one sentence per line, so that differences can be read."""
    return "\n".join(sentences)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar inside a cell is kept from ending it."""
    lines = [_line(heads), _line(["---"] * len(heads)), *(_line(row) for row in rows)]
    return "\n".join(lines)


def code(word: object) -> str:
    """A word of the code."""
    return f"`{word}`"


def first_paragraph(docstring: str | None) -> str:
    """What a docstring begins with, on one line."""
    return " ".join((docstring or "").strip().split("\n\n")[0].split())


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
