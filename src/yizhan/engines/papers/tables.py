# SPDX-License-Identifier: Apache-2.0
"""A table below the text of a paper: its title above it, the heads again on every page, figures centred."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from yizhan.engines.papers import measures, styles
from yizhan.engines.papers.layout import Table
from yizhan.engines.papers.markup import element, paragraph, run
from yizhan.engines.papers.wording import printable

#: The column of names takes as much room as so many columns of figures.
_NAMES = 3


def table(given: Table) -> Iterator[Element]:
    """Title and table; nothing for a table without rows, which no reader misses."""
    if not given.rows:
        return
    widths = _widths(len(given.heads))
    yield paragraph(styles.TABLE_TITLE, run(printable(given.title)))
    yield element(
        "tbl",
        bordered(),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        _row(given.heads, widths, is_head=True),
        *(_row(row, widths) for row in given.rows),
    )


def _widths(columns: int) -> list[int]:
    unit = measures.TYPE_WIDTH // (columns - 1 + _NAMES)
    return [measures.TYPE_WIDTH - unit * (columns - 1), *[unit] * (columns - 1)]


def _row(texts: tuple[str, ...], widths: list[int], *, is_head: bool = False) -> Element:
    properties = [element("cantSplit")]
    if is_head:
        properties.append(element("tblHeader"))
    cells = (
        _cell(styles.TABLE_HEAD if is_head else styles.TABLE_NAME if place == 0 else styles.TABLE_FIGURE, text, width)
        for place, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return element("tr", element("trPr", *properties), *cells)


def _cell(style: str, text: str, width: int) -> Element:
    return element("tc", element("tcPr", element("tcW", w=width, type_="dxa")), paragraph(style, run(printable(text))))


def bordered() -> Element:
    """The properties of a table as wide as the text, with thin rules around every cell."""
    rules = (
        element(side, val="single", sz=measures.THIN_RULE, space=0, color="000000")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return element(
        "tblPr",
        element("tblW", w=measures.TYPE_WIDTH, type_="dxa"),
        element("tblBorders", *rules),
        element("tblLayout", type_="fixed"),
    )
