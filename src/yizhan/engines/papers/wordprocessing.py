# SPDX-License-Identifier: Apache-2.0
"""A paper as a Word document: `docx_of`."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from yizhan.engines.papers import measures, styles
from yizhan.engines.papers.bundle import docx
from yizhan.engines.papers.foot import foot
from yizhan.engines.papers.layout import Article, Head, Paper, Signature
from yizhan.engines.papers.markup import element, line_break, paragraph, run, tab
from yizhan.engines.papers.tables import table
from yizhan.engines.papers.wording import Level, chinese_date, leveled, paragraphs, printable, title_lines

#: Blank lines between the red rule and a title right below it (7.3.1).
_LINES_BELOW_RULE = 2
_HEADINGS = {Level.FIRST: styles.HEADING_1, Level.SECOND: styles.HEADING_2}
_HEADING_FONTS = {Level.FIRST: measures.HEI, Level.SECOND: measures.KAI}


def docx_of(paper: Paper) -> bytes:
    """The bytes of a .docx; the same paper always gives the same bytes.

    Page, grid, fonts and places of the elements follow GB/T 9704-2012 (clauses are named where they are set); head and
    foot of a bulletin follow custom. Characters that no file may hold are left out, whatever the text.
    """
    title = f"{printable(paper.head.series)} {printable(paper.head.number_line)}"
    return docx(list(_body(paper)), title=title, author=printable(paper.head.office), day=paper.head.date)


def _body(paper: Paper) -> Iterator[Element]:
    yield from _head(paper.head)
    if paper.has_contents:
        yield from _contents(paper)
    for section in paper.sections:
        if section.name:
            yield paragraph(styles.COLUMN, run(f"【{printable(section.name)}】"))
        for article in section.articles:
            yield from _article(article, paper)
    if paper.signature is not None:
        yield from _signature(paper.signature)
    yield from foot(paper.circulation, paper.imprint)


def _head(head: Head) -> Iterator[Element]:
    """Name red and centred (7.2.4), number below it (7.2.5), office and date on one line above the red rule (7.2.7)."""
    if head.keeping or head.copy_number:
        yield _two_sided(styles.MARGINALIA, head.keeping, head.copy_number)
    name = printable(head.series)
    yield paragraph(styles.NAME, run(name, size=measures.name_size(name)), properties=[element("snapToGrid", val="0")])
    yield paragraph(styles.NUMBER, run(printable(head.number_line)))
    yield _two_sided(styles.ISSUER, head.office, chinese_date(head.date), is_ruled=True)


def _two_sided(style: str, left: str, right: str, *, is_ruled: bool = False) -> Element:
    """A line with something at each edge of the type area, on request with the red rule below it."""
    properties = []
    if is_ruled:
        rule = element("bottom", val="single", sz=measures.RED_RULE, space=4, color=measures.RED)
        properties.append(element("pBdr", rule))
    properties.append(element("tabs", element("tab", val="right", pos=measures.TYPE_WIDTH)))
    return paragraph(style, run(printable(left)), tab(), run(printable(right)), properties=properties)


def _contents(paper: Paper) -> Iterator[Element]:
    yield paragraph(styles.COLUMN, run("本期要目"))
    for article in paper.articles:
        yield paragraph(styles.CONTENTS, run("".join(title_lines(article.title))))


def _article(article: Article, paper: Paper) -> Iterator[Element]:
    """Title centred in size 2 (7.3.1), addressees flush left (7.3.2), text (7.3.3), who supplied it."""
    is_alone = article is paper.articles[0] and not paper.sections[0].name and not paper.has_contents
    for _ in range(_LINES_BELOW_RULE if is_alone else 1):
        yield paragraph(styles.BLANK)
    yield _title(article.title)
    yield paragraph(styles.BLANK)
    if paper.addressees:
        yield paragraph(styles.ADDRESSEES, run(f"{'，'.join(map(printable, paper.addressees))}："))
    for text in paragraphs(article.paragraphs):
        yield _paragraph(text)
    for each in article.tables:
        yield from table(each)
    credit = _credit(article)
    if credit:
        yield paragraph(styles.CREDITS, run(credit))


def _title(title: str) -> Element:
    content: list[Element] = []
    for number, line in enumerate(title_lines(title)):
        if number:
            content.append(line_break())
        content.append(run(line))
    return paragraph(styles.TITLE, *content)


def _paragraph(text: str) -> Element:
    """A heading alone has its style; one that runs on into text has only its own words in the heading's font."""
    found = leveled(text)
    if found.level in _HEADINGS and not found.text:
        return paragraph(_HEADINGS[found.level], run(found.heading))
    if found.level in _HEADING_FONTS:
        return paragraph(styles.BODY, run(found.heading, font=_HEADING_FONTS[found.level]), run(found.text))
    return paragraph(styles.BODY, run(text))


def _credit(article: Article) -> str:
    """（清河区老街社区供稿  周小满）"""
    sources, names = ("、".join(filter(None, map(printable, part))) for part in (article.sources, article.contributors))
    said = "\u3000".join(filter(None, [f"{sources}供稿" if sources else "", names]))
    return f"（{said}）" if said else ""


def _signature(signature: Signature) -> Iterator[Element]:
    """Name one blank line below the text, date below it, its first character two to the right of the name's (7.3.5.2).

    Normally the name ends two characters from the edge; where the date is longer, the date does.
    """
    office, day = printable(signature.office), chinese_date(signature.date)
    office_width, day_width = measures.width(office), measures.width(day)
    office_in = max(2.0, 4.0 + day_width - office_width)
    day_in = max(office_in + office_width - 2.0 - day_width, 0.0)
    yield paragraph(styles.BLANK)
    for text, indent in ((office, office_in), (day, day_in)):
        right = round(indent * measures.ONE_CHARACTER)
        yield paragraph(styles.SIGNATURE, run(text), properties=[element("ind", right=right)])
