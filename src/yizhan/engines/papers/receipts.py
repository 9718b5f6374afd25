# SPDX-License-Identifier: Apache-2.0
"""The receipt a person takes away: what arrived, how to prove it, what happens next."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from yizhan.engines.papers import measures, styles
from yizhan.engines.papers.bundle import docx
from yizhan.engines.papers.layout import Receipt
from yizhan.engines.papers.markup import element, paragraph, run
from yizhan.engines.papers.tables import bordered
from yizhan.engines.papers.wording import chinese_date, printable, title_lines

#: A digest is compared by eye: groups of four are found again.
_GROUP = 4
_LABEL_WIDTH = 5 * measures.ONE_CHARACTER + 200


def receipt_docx_of(receipt: Receipt) -> bytes:
    """One page with number, facts, digest and next steps; the same receipt always gives the same bytes."""
    title = f"回执 {printable(receipt.number)}"
    return docx(list(_body(receipt)), title=title, author=printable(receipt.office), day=receipt.date)


def _body(receipt: Receipt) -> Iterator[Element]:
    yield paragraph(styles.TITLE, *(run(line) for line in title_lines("回\u3000执")))
    yield paragraph(styles.BLANK)
    facts = (("编号", receipt.number), *receipt.facts, (f"{receipt.digest_name}校验值", grouped(receipt.digest)))
    yield element("tbl", bordered(), _grid(), *(_row(label, value) for label, value in facts))
    yield paragraph(styles.HEADING_1, run("接下来"))
    for number, step in enumerate(receipt.steps, 1):
        until = f"（{printable(step.until)}）" if step.until else ""
        yield paragraph(styles.BODY, run(f"{number}. {printable(step.what)}{until}"))
    yield paragraph(styles.BODY, run(printable(receipt.look_up)))
    yield paragraph(styles.SIGNATURE, run(printable(receipt.office)))
    yield paragraph(styles.SIGNATURE, run(chinese_date(receipt.date)))


def grouped(digest: str) -> str:
    """A hexadecimal digest in groups of four."""
    plain = printable(digest)
    return " ".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def _grid() -> Element:
    widths = (_LABEL_WIDTH, measures.TYPE_WIDTH - _LABEL_WIDTH)
    return element("tblGrid", *(element("gridCol", w=width) for width in widths))


def _row(label: str, value: str) -> Element:
    cells = ((styles.LABEL, label, _LABEL_WIDTH), (styles.FACT, value, measures.TYPE_WIDTH - _LABEL_WIDTH))
    return element("tr", *(_cell(style, text, width) for style, text, width in cells))


def _cell(style: str, text: str, width: int) -> Element:
    return element("tc", element("tcPr", element("tcW", w=width, type_="dxa")), paragraph(style, run(printable(text))))
