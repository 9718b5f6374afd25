# SPDX-License-Identifier: Apache-2.0
"""The paragraph styles of a paper: one for each element of the standard, so that a program can tell them apart."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from yizhan.engines.papers import measures
from yizhan.engines.papers.markup import element, fonts, named, serialised

BODY = "BodyText"
NUMBER = "NumberLine"
NAME = "SeriesName"
MARGINALIA = "Marginalia"
ISSUER = "IssuerLine"
COLUMN = "ColumnName"
TITLE = "ArticleTitle"
ADDRESSEES = "Addressees"
HEADING_1, HEADING_2 = "Heading1", "Heading2"
CREDITS = "Credits"
CONTENTS = "ContentsLine"
SIGNATURE = "Signature"
CIRCULATION = "Circulation"
IMPRINT = "Imprint"
PAGE_NUMBER = "PageNumber"
BLANK = "BlankLine"
LABEL = "FactLabel"
FACT = "Fact"
TABLE_TITLE = "TableTitle"
TABLE_HEAD = "TableHead"
TABLE_FIGURE = "TableFigure"
TABLE_NAME = "TableName"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One paragraph style. `clause` is where GB/T 9704-2012 sets it; without one it is custom."""

    id: str
    name: str
    clause: str = ""
    font: str = measures.FANG_SONG
    size: int = measures.SIZE_3
    colour: str = ""
    align: str = "both"
    first_line: int = 0
    line: int = 0
    before: int = 0
    after: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    keeps_next: bool = False
    outline: int | None = None


_TWO, _ONE_SMALL = measures.TWO_CHARACTERS, measures.SIZE_4 * 10
STYLES = (
    Style(id=BODY, name="公文正文", clause="7.3.3", first_line=_TWO),
    Style(id=BLANK, name="空行", clause="3.2"),
    Style(
        id=NAME,
        name="报头名称",
        clause="7.2.4",
        font=measures.SONG_TITLE,
        colour=measures.RED,
        align="center",
        before=240,
        after=120,
    ),
    Style(id=MARGINALIA, name="保存要求和份号", clause="7.2.1", font=measures.HEI),
    Style(id=NUMBER, name="期号", clause="7.2.5", align="center"),
    Style(id=ISSUER, name="编印单位和日期", align="left"),
    Style(id=COLUMN, name="栏目", font=measures.HEI, align="center", keeps_next=True, before=200, after=100),
    Style(
        id=TITLE,
        name="公文标题",
        clause="7.3.1",
        font=measures.SONG_TITLE,
        size=measures.SIZE_2,
        align="center",
        line=measures.TITLE_LINE,
        keeps_next=True,
        outline=0,
    ),
    Style(id=ADDRESSEES, name="主送机关", clause="7.3.2", align="left"),
    Style(
        id=HEADING_1, name="heading 1", clause="7.3.3", font=measures.HEI, first_line=_TWO, keeps_next=True, outline=1
    ),
    Style(
        id=HEADING_2, name="heading 2", clause="7.3.3", font=measures.KAI, first_line=_TWO, keeps_next=True, outline=2
    ),
    Style(id=CREDITS, name="供稿", font=measures.KAI, align="right", right=measures.ONE_CHARACTER),
    Style(id=CONTENTS, name="要目", align="left", left=measures.ONE_CHARACTER),
    Style(id=SIGNATURE, name="署名和成文日期", clause="7.3.5.2", align="right"),
    Style(
        id=CIRCULATION,
        name="报送发",
        clause="7.4.2",
        size=measures.SIZE_4,
        align="left",
        left=3 * _ONE_SMALL,
        right=_ONE_SMALL,
        hanging=2 * _ONE_SMALL,
    ),
    Style(
        id=IMPRINT, name="印发", clause="7.4.3", size=measures.SIZE_4, align="left", left=_ONE_SMALL, right=_ONE_SMALL
    ),
    Style(
        id=PAGE_NUMBER,
        name="页码",
        clause="7.5",
        font=measures.SONG,
        size=measures.SIZE_4,
        line=measures.PAGE_NUMBER_LINE,
    ),
    Style(id=LABEL, name="回执项目", font=measures.HEI, align="left"),
    Style(id=FACT, name="回执内容", align="left"),
    Style(id=TABLE_TITLE, name="表题", font=measures.HEI, align="center", keeps_next=True, before=200, after=100),
    Style(id=TABLE_HEAD, name="表头", font=measures.HEI, size=measures.SIZE_4, align="center"),
    Style(id=TABLE_FIGURE, name="表内数字", size=measures.SIZE_4, align="center"),
    Style(id=TABLE_NAME, name="表内名称", size=measures.SIZE_4, align="left"),
)


def styles_part() -> bytes:
    """The part `word/styles.xml`; its defaults are size-3 FangSong in black (clauses 5.2.2 and 5.2.4)."""
    defaults = element("rPr", fonts(measures.FANG_SONG), *_sizes(measures.SIZE_3))
    defaults.append(element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    normal = element("style", element("name", val="Normal"), element("qFormat"), _normal_paragraph(), type="paragraph")
    normal.set(named("default"), "1")
    normal.set(named("styleId"), "Normal")
    root = element("styles", element("docDefaults", element("rPrDefault", defaults), element("pPrDefault")), normal)
    root.extend(map(_style, STYLES))
    return serialised(root)


def _normal_paragraph() -> Element:
    """Long Latin words may break anywhere: a web address must not leave a hole or run out of the page."""
    return element("pPr", element("widowControl", val="0"), element("wordWrap", val="0"), element("jc", val="both"))


def _sizes(size: int) -> list[Element]:
    return [element("sz", val=size), element("szCs", val=size)]


def _style(style: Style) -> Element:
    paragraph = element("pPr")
    if style.keeps_next:
        paragraph.append(element("keepNext"))
    if style.line:
        paragraph.append(element("snapToGrid", val="0"))
    paragraph.append(_spacing(style))
    paragraph.append(_indent(style))
    paragraph.append(element("jc", val=style.align))
    if style.outline is not None:
        paragraph.append(element("outlineLvl", val=style.outline))
    characters = element("rPr", fonts(style.font))
    if style.colour:
        characters.append(element("color", val=style.colour))
    characters.extend(_sizes(style.size))
    head = [element("name", val=style.name), element("basedOn", val="Normal"), element("qFormat")]
    made = element("style", *head, paragraph, characters, type="paragraph")
    made.set(named("styleId"), style.id)
    return made


def _spacing(style: Style) -> Element:
    spacing = element("spacing", before=style.before, after=style.after)
    if style.line:
        spacing.set(named("line"), str(style.line))
        spacing.set(named("lineRule"), "exact")
    return spacing


def _indent(style: Style) -> Element:
    """Indents; that of the first line is also given in characters, which Word prefers where a grid is set."""
    if style.first_line:
        return element("ind", firstLineChars=200, firstLine=style.first_line)
    indent = element("ind", left=style.left, right=style.right)
    if style.hanging:
        indent.set(named("hanging"), str(style.hanging))
    return indent
