# SPDX-License-Identifier: Apache-2.0
"""A table as a value: rows whose columns are values of other kinds, such as points by adopting level."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yizhan.domains.rulebook.rules.kinds import Kind, Text
from yizhan.kernel.errors import Invalid

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table(Kind[tuple[Row, ...]]):
    """Rows in the institution's own order. `columns` maps a column to its kind, `titles` to what people read."""

    columns: Mapping[str, Kind[Any]]
    titles: Mapping[str, Text]
    most: int = 200

    def parse(self, plain: object) -> tuple[Row, ...]:
        """A list of rows, or lines with commas between the columns, in their order."""
        rows = list(self._lines(plain)) if isinstance(plain, str) else plain
        if not isinstance(rows, Sequence) or len(rows) > self.most:
            raise Invalid("rulebook.table.rows", field="value", most=self.most)
        return tuple(self._row(number, row) for number, row in enumerate(rows, start=1))

    def check(self, value: tuple[Row, ...]) -> tuple[Row, ...]:
        """Every cell as its own kind."""
        return tuple({name: kind.check(row[name]) for name, kind in self.columns.items()} for row in value)

    def plain(self, value: tuple[Row, ...]) -> list[dict[str, Any]]:
        """The rows with plain values."""
        return [{name: kind.plain(row[name]) for name, kind in self.columns.items()} for row in value]

    def in_words(self, value: tuple[Row, ...]) -> str:
        """The rows in one line; pages lay them out."""
        return _("; ").join(" ".join(self.cells(row)) for row in value) or _("none")

    def cells(self, row: Row) -> list[str]:
        """One row as people read it."""
        return [kind.in_words(row[name]) for name, kind in self.columns.items()]

    def written(self, value: tuple[Row, ...]) -> str:
        """One row to a line, commas between the columns."""
        out = io.StringIO()
        rows = ([kind.written(row[name]) for name, kind in self.columns.items()] for row in value)
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    def hint(self) -> str:
        """How a line is written."""
        return _("One row to a line, with commas between: %(columns)s.") % {
            "columns": ", ".join(str(self.titles.get(name, name)) for name in self.columns)
        }

    def _lines(self, text: str) -> list[dict[str, str]]:
        lines = csv.reader(io.StringIO(text.replace("，", ",")))
        return [dict(zip(self.columns, map(str.strip, line), strict=False)) for line in lines if any(line)]

    def _row(self, number: int, row: object) -> Row:
        if not isinstance(row, Mapping) or set(row) != set(self.columns):
            raise Invalid("rulebook.table.columns", field="value", row=number, columns=", ".join(self.columns))
        return {name: kind.parse(row[name]) for name, kind in self.columns.items()}
