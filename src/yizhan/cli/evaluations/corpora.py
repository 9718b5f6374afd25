# SPDX-License-Identifier: Apache-2.0
"""Labelled files as they are handed in: which column is the number, the title, the text, the label."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from yizhan.cli.evaluations.refusals import Unusable
from yizhan.engines.media.column_names import SYNONYMS, Field
from yizhan.engines.media.moments import moment
from yizhan.engines.media.refusals import Refused
from yizhan.engines.media.tables import Cell, Table, read_rows

_LABELS = ("label", "一级分类", "类别", "分类", "标签", "category", "class", "department", "institution", "部门")
_TOPICS = ("topic", "topic_id", "话题", "热点", "主题", "问题ID")
_NUMBERS = ("id", "message_id", *SYNONYMS[Field.EXTERNAL_NUMBER])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not measured: its line or row in the file as a person sees it, and why, in English."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The readable rows of one file as (name of column, cell) with their lines, and which rows are left out."""

    path: Path
    columns: tuple[str, ...]
    cells: list[dict[str, Cell]]
    lines: list[int]
    left_out: list[LeftOut]


@dataclass(frozen=True, slots=True)
class Document:
    """One row of a corpus: the number it bears in its file, its title and text, and what else topics look at."""

    id: str
    title: str
    body: str
    author: str = ""
    sent: datetime | None = None
    likes: int = 0

    @property
    def text(self) -> str:
        """Title and text together."""
        return f"{self.title}\n{self.body}".strip()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the label that people gave it."""

    text: str
    label: str


def read(path: Path, *, named: Iterable[str] = ()) -> Rows:
    """All rows of a file; where no column bears a name in `named`, the first row is a row like the others.

    Raises `Unusable` for a file that cannot be read or has no rows.
    """
    try:
        table = read_table(path)
        rows = list(table.rows)
    except (Refused, OSError) as error:
        raise Unusable.file(path, error) from error
    readable = [row for row in rows if row.refusal is None]
    cells, lines = [dict(row.cells) for row in readable], [row.number for row in readable]
    known = {_bare(name) for name in named}
    if known and not known & {_bare(column) for column in table.columns}:
        cells.insert(0, _first_row(table))
        lines.insert(0, table.source.header_row or 1)
    if not cells:
        raise Unusable(f"{path.name} 里没有数据行。", f"{path.name} has no rows.")
    left_out = [LeftOut(row.number, _why(row.refusal)) for row in rows if row.refusal is not None]
    return Rows(path, table.columns, cells, lines, left_out)


def read_table(path: Path) -> Table:
    """The table in a file; sets are often handed on as .txt, which is read as text with columns."""
    packed = path.suffix.lower() == ".xz"
    if Path(path.stem if packed else path.name).suffix.lower() == ".txt":
        return read_rows(path, form="csv")
    return read_rows(path)


def _why(refusal: Refused) -> str:
    return str(refusal.parameters.get("where") or refusal)


def _first_row(table: Table) -> dict[str, Cell]:
    """The row that stood where names were expected; repeated values had been numbered apart."""
    return {
        column: re.sub(r" \(\d+\)$", "", column) if column[:-4] in table.columns else column for column in table.columns
    }


def column(rows: Rows, names: Sequence[str]) -> str | None:
    """The first column that bears one of the names, compared without case, spaces and signs."""
    bare = {_bare(existing): existing for existing in reversed(rows.columns)}
    return next((bare[_bare(name)] for name in names if _bare(name) in bare), None)


def documents(paths: Sequence[Path]) -> tuple[list[Document], list[Rows]]:
    """The rows of several files as one corpus.

    A row is known by the number of its file alone where that is unique in all files, else by `file:number`; without a
    column of numbers by its place, counted from 1.
    """
    files = [read(path, named=(*SYNONYMS[Field.SITUATION], *SYNONYMS[Field.TITLE])) for path in paths]
    numbered = [(rows, list(_numbers(rows))) for rows in files]
    seen = Counter(number for _, numbers in numbered for number in numbers)
    found: list[Document] = []
    for rows, numbers in numbered:
        for number, cells in zip(numbers, rows.cells, strict=True):
            known_as = number if seen[number] == 1 else f"{rows.path.name}:{number}"
            found.append(_document(known_as, rows, cells))
    return found, files


def labelled(path: Path) -> tuple[list[Labelled], Rows]:
    """Texts with labels: columns named label and text, the columns of a message board, or two columns without names.

    Of two columns under other names or none the one with fewer different values is the label. Rows without text or
    label are left out and named.
    """
    rows = read(path, named=_LABELS)
    label = column(rows, _LABELS)
    if label is None and len(rows.columns) == 2:
        label = min(rows.columns, key=lambda name: len({str(cells.get(name)) for cells in rows.cells}))
    texts = _text_columns(rows) or [name for name in rows.columns if name != label][:1]
    if label is None or not texts:
        raise Unusable(
            f"{path.name} 需要标签列(label、一级分类)和文本列(text、留言详情)，现有列：{'、'.join(rows.columns)}。",
            f"{path.name} needs a column of labels (label, 一级分类 ...) and one of texts (text, 留言详情 ...).",
        )
    found: list[Labelled] = []
    is_named = column(rows, _LABELS) is not None
    often = Counter(_said(cells, label) for cells in rows.cells)
    for place, (line, cells) in enumerate(zip(rows.lines, rows.cells, strict=True)):
        said = [part for name in texts if (part := _said(cells, name))]
        given = _said(cells, label)
        if place == 0 and not is_named and often[given] == 1 < max(often.values()):
            rows.left_out.append(LeftOut(line, f"taken for the names of columns: nothing else bears the label {given}"))
        elif said and given:
            found.append(Labelled("\n".join(said), given))
        else:
            rows.left_out.append(LeftOut(line, "no label" if said else "no text"))
    return found, rows


def topic_members(path: Path) -> dict[str, set[str]]:
    """Numbers of the messages of each topic in a file with the columns topic and id."""
    rows = read(path, named=_TOPICS)
    topic, number = column(rows, _TOPICS), column(rows, _NUMBERS)
    if topic is None or number is None:
        raise Unusable(f"{path.name} 需要 topic 和 id 两列。", f"{path.name} needs the columns topic and id.")
    members: dict[str, set[str]] = {}
    for cells in rows.cells:
        members.setdefault(_said(cells, topic), set()).add(_number(cells.get(number)))
    return members


def id_pairs(path: Path) -> set[frozenset[str]]:
    """Pairs of numbers from a file with the columns id_a and id_b; the order within a pair says nothing."""
    rows = read(path, named=("id_a", "id_b"))
    first, second = column(rows, ("id_a",)), column(rows, ("id_b",))
    if first is None or second is None:
        raise Unusable(f"{path.name} 需要 id_a 和 id_b 两列。", f"{path.name} needs the columns id_a and id_b.")
    return {frozenset((_number(cells.get(first)), _number(cells.get(second)))) for cells in rows.cells}


def _document(known_as: str, rows: Rows, cells: Mapping[str, Cell]) -> Document:
    title, body = column(rows, SYNONYMS[Field.TITLE]), column(rows, SYNONYMS[Field.SITUATION])
    if title is None and body is None:
        body = max(rows.columns, key=lambda name: len(str(cells.get(name) or "")))
    return Document(
        known_as,
        _said(cells, title),
        _said(cells, body),
        _said(cells, column(rows, ("留言用户", "user", "author", *SYNONYMS[Field.CONTRIBUTOR]))),
        _sent(cells, column(rows, SYNONYMS[Field.SUBMITTED_AT])),
        _count(cells, column(rows, SYNONYMS[Field.LIKES])),
    )


def _text_columns(rows: Rows) -> list[str]:
    named = [column(rows, SYNONYMS[Field.TITLE]), column(rows, SYNONYMS[Field.SITUATION])]
    return [name for name in named if name is not None]


def _numbers(rows: Rows) -> Iterator[str]:
    named = column(rows, _NUMBERS)
    for place, cells in enumerate(rows.cells, start=1):
        yield _number(cells.get(named)) if named else str(place)


def _number(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "").strip()


def _said(cells: Mapping[str, Cell], name: str | None) -> str:
    return _number(cells.get(name)) if name else ""


def _sent(cells: Mapping[str, Cell], name: str | None) -> datetime | None:
    try:
        return moment(cells.get(name)) if name else None
    except Refused:
        return None


def _count(cells: Mapping[str, Cell], name: str | None) -> int:
    number = _said(cells, name)
    return int(number) if number.isdecimal() else 0


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()
