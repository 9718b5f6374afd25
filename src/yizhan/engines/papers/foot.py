# SPDX-License-Identifier: Apache-2.0
"""The foot of a paper (版记, 报尾): who gets it, who printed it, at the bottom of the last page (clause 7.4)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from yizhan.engines.papers import measures, styles
from yizhan.engines.papers.layout import Circulation, Imprint
from yizhan.engines.papers.markup import element, paragraph, run, tab
from yizhan.engines.papers.wording import chinese_date, printable

_SMALL = measures.SIZE_4 * 10


def foot(circulation: Circulation, imprint: Imprint | None) -> Iterator[Element]:
    """A table that floats at the lower edge of the type area, so that its last rule ends the page (7.4.1)."""
    lists = [
        paragraph(styles.CIRCULATION, run(f"{label}：{'，'.join(map(printable, names))}。"))
        for label, names in (("报", circulation.up), ("送", circulation.level), ("发", circulation.down))
        if names
    ]
    rows = [_row(*lists)] if lists else []
    if imprint is not None:
        rows.append(_row(_imprint_line(imprint)))
    if rows:
        yield element("tbl", _table_properties(), element("tblGrid", element("gridCol", w=measures.TYPE_WIDTH)), *rows)
        yield paragraph(styles.BLANK)


def _imprint_line(imprint: Imprint) -> Element:
    """Printing office at the left, date with 印发 at the right (7.4.3), by custom the number of copies between them."""
    printed = f"{chinese_date(imprint.date)}印发"
    stops = [element("tab", val="right", pos=measures.TYPE_WIDTH - _SMALL)]
    content = [run(printable(imprint.office)), tab(), run(printed)]
    if imprint.copies is not None:
        stops.insert(0, element("tab", val="center", pos=measures.TYPE_WIDTH // 2))
        content[1:1] = [tab(), run(f"共印{imprint.copies}份")]
    return paragraph(styles.IMPRINT, *content, properties=[element("tabs", *stops)])


def _row(*content: Element) -> Element:
    width = element("tcW", w=measures.TYPE_WIDTH, type_="dxa")
    return element("tr", element("trPr", element("cantSplit")), element("tc", element("tcPr", width), *content))


def _table_properties() -> Element:
    """Outer rules thick, inner ones thin, as wide as the type area (7.4.1)."""
    return element(
        "tblPr",
        element(
            "tblpPr", leftFromText=0, rightFromText=0, vertAnchor="margin", horzAnchor="margin", tblpYSpec="bottom"
        ),
        element("tblOverlap", val="never"),
        element("tblW", w=measures.TYPE_WIDTH, type_="dxa"),
        element(
            "tblBorders",
            element("top", val="single", sz=measures.THICK_RULE, space=0, color="000000"),
            element("bottom", val="single", sz=measures.THICK_RULE, space=0, color="000000"),
            element("insideH", val="single", sz=measures.THIN_RULE, space=0, color="000000"),
        ),
        element("tblLayout", type_="fixed"),
        element("tblCellMar", element("left", w=0, type_="dxa"), element("right", w=0, type_="dxa")),
    )
