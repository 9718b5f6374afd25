# SPDX-License-Identifier: Apache-2.0
"""From the rows of a file to arrivals: which column is which field, what a cell means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from yizhan.domains.items.operations.intake import Arrival, Rejection
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.states import Kind
from yizhan.engines.media import columns
from yizhan.engines.media.column_names import Field
from yizhan.engines.media.columns import Match
from yizhan.engines.media.moments import moment
from yizhan.engines.media.refusals import Refused
from yizhan.engines.media.rows import Row, Table
from yizhan.kernel.errors import Invalid

#: Rows whose look helps to guess what a column means.
_SAMPLE = 20

#: Fields of a file that become fields of the wording.
_WORDING = (
    *(Field.TITLE, Field.SITUATION, Field.ANALYSIS, Field.SUGGESTION, Field.SOURCE),
    *(Field.OCCURRENCE, Field.SCOPE, Field.CONSEQUENCE),
)

#: Fields that an item keeps; other columns are named in the report as not used.
KEPT = frozenset(
    {*_WORDING, Field.EXTERNAL_NUMBER, Field.KIND, Field.CONTRIBUTOR, Field.SUBMITTED_AT, Field.LIKES, Field.DISLIKES}
)

_KINDS = {str(label): value for value, label in Kind.choices} | {value: value for value in Kind.values}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person judges before anything is read: the columns, the guess with its grounds, the first rows."""

    columns: tuple[str, ...]
    matches: tuple[Match, ...]
    first: list[Row]


def proposal(table: Table) -> Proposal:
    """Look at the first rows only."""
    seen = list(islice(table.rows, _SAMPLE))
    return Proposal(table.columns, tuple(_guess(table, seen)), seen)


def mapping(
    table: Table, wished: Mapping[str, str], *, is_whole: bool = False
) -> tuple[dict[Field, str], Iterable[Row]]:
    """The mapping in force (the guess, corrected by `wished`: field -> column), and all rows from the first one on.

    With `is_whole` the wish is all of it: somebody has seen the guess and left out what he did not want. Raises
    `Invalid` for a field or a column that does not exist, and when nothing is mapped to the text itself.
    """
    seen = list(islice(table.rows, _SAMPLE))
    taken = {} if is_whole else {match.field: match.column for match in _guess(table, seen)}
    for name, column in wished.items():
        field = _field(name)
        if column not in table.columns:
            raise Invalid("items.intake.no_column", value=column, columns="、".join(table.columns))
        taken = {other: source for other, source in taken.items() if source != column}
        taken[field] = column
    if Field.SITUATION not in taken and Field.TITLE not in taken:
        raise Invalid("items.intake.no_text", columns="、".join(table.columns))
    return taken, chain(seen, table.rows)


def arrivals(rows: Iterable[Row], taken: Mapping[Field, str]) -> tuple[list[Arrival], list[Rejection]]:
    """Every row as an arrival, or as a rejection with where and why."""
    found: list[Arrival] = []
    rejected: list[Rejection] = []
    for row in rows:
        if row.refusal is not None:
            rejected.append(_rejection(row.place, row.refusal))
            continue
        cells = {field: row.cells.get(column) for field, column in taken.items()}
        try:
            found.append(_arrival(row.place, cells))
        except Refused as refused:
            rejected.append(_rejection(row.place, refused, "submitted_at"))
        except ValueError:
            rejected.append(Rejection(row.place, "items.intake.no_count", "likes"))
    return found, rejected


def _guess(table: Table, seen: list[Row]) -> list[Match]:
    guess = columns.guess(table.columns, [row.cells for row in seen if row.refusal is None])
    return [match for match in guess.matches if match.field in KEPT]


def _arrival(place: str, cells: Mapping[Field, Any]) -> Arrival:
    texts = {str(field.value): _text(cells.get(field)) for field in _WORDING if field in cells}
    if not texts.get("situation"):
        texts["situation"] = texts.get("title", "")
    if "title" not in texts:
        texts["title"] = texts["situation"].splitlines()[0][:60] if texts["situation"] else ""
    sent = cells.get(Field.SUBMITTED_AT)
    return Arrival(
        place=place,
        wording=Wording(**texts).stripped(),
        kind=_KINDS.get(_text(cells.get(Field.KIND)), Kind.SOCIAL_OPINION),
        external_number=_text(cells.get(Field.EXTERNAL_NUMBER)),
        contributor=_text(cells.get(Field.CONTRIBUTOR)),
        submitted_at=moment(sent) if _text(sent) else None,
        likes=_count(cells.get(Field.LIKES)),
        dislikes=_count(cells.get(Field.DISLIKES)),
    )


def _field(name: str) -> Field:
    field = next((field for field in KEPT if field.value == name), None)
    if field is None:
        raise Invalid("items.intake.no_field", value=name, fields=", ".join(sorted(field.value for field in KEPT)))
    return field


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _count(cell: Any) -> int:
    return max(0, int(float(_text(cell) or 0)))


def _rejection(place: str, refused: Refused, field: str = "") -> Rejection:
    parameters = {name: str(value) for name, value in refused.parameters.items()}
    return Rejection(place, f"files.file.{refused.reason}", field, dict(parameters))
