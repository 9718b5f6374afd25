# SPDX-License-Identifier: Apache-2.0
"""Rows of the lists behind the figures, and of the table of people, as strings."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from yizhan.domains.items.queries.listing import Listed
from yizhan.domains.items.states import Kind
from yizhan.web import chart_marks
from yizhan.web.items import addresses
from yizhan.web.items.rows import when
from yizhan.web.items.standing import for_staff
from yizhan.web.statistics.drawing import Address, shown
from yizhan.web.statistics.tables import Cell, Sheet

_NUMBER = ' class="cell-number"'

_ITEM = """\
<tr data-keys-row><td class="cell-main"><a href="{url}" data-keys-open>{title}</a></td><td class="cell-short">{number}\
</td><td class="cell-short">{kind}</td><td>{authors}</td><td>{unit}</td><td class="cell-short">{state}</td>\
<td class="cell-short">{at}</td></tr>"""


def item_rows(items: Iterable[Listed]) -> SafeString:
    """Items that somebody who reads statistics may open."""
    kinds = {kind.value: escape(str(kind.label)) for kind in Kind}
    return SafeString(
        "".join(
            _ITEM.format(
                url=escape(addresses.item(item.public_id)),
                title=escape(item.title),
                number=escape(item.number),
                kind=kinds[item.kind],
                authors=escape(item.authors),
                unit=escape(item.unit or ""),
                state=escape(str(for_staff(item.state).word)),
                at=when(item.submitted_at),
            )
            for item in items
        )
    )


def figure_rows(sheet: Sheet, address: Address, *, has_bars: bool = False) -> SafeString:
    """The rows of a table of figures; each number opens its list and says on a phone which column it stands in.

    Bars draw the first number of each row beside its name, all on one scale.
    """
    firsts = [next((int(cell.number) for cell in row if isinstance(cell, Cell)), 0) for row in sheet.rows]
    drawn = [_bar(value, max(firsts)) if has_bars else "" for value in firsts]
    labels = [escape(head) for head in sheet.heads]
    return SafeString("".join(_figures(row, labels, address, bar) for row, bar in zip(sheet.rows, drawn, strict=True)))


def _figures(row: list[str | Cell], labels: list[str], address: Address, bar: str) -> str:
    cells = "".join(
        f'<td{_NUMBER if isinstance(cell, Cell) else ""} data-label="{label}">{shown(cell, address)}</td>'
        for cell, label in zip(row[1:], labels[1:], strict=True)
    )
    return f'<tr><th scope="row" class="cell-main">{shown(row[0], address)}</th>{bar}{cells}</tr>'


def _bar(value: int, most: int) -> str:
    width = chart_marks.percent(value, most)
    return (
        '<td class="cell-bar" aria-hidden="true"><svg class="bar-cell">'
        f'<rect class="series-1" width="{width:.1f}%" height="100%" rx="2"/></svg></td>'
    )
