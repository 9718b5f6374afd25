# SPDX-License-Identifier: Apache-2.0
"""Papers are made, then read back as any other program reads them."""

import dataclasses
import io
import zipfile
from datetime import date

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.engines.media.checks import examine
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.reading import text_of
from yizhan.engines.papers.layout import (
    Article,
    Circulation,
    Head,
    Imprint,
    Paper,
    Section,
    Signature,
    special_report,
)
from yizhan.engines.papers.measures import CHARACTERS, LINE_PITCH, LINES, TYPE_WIDTH
from yizhan.engines.papers.wordprocessing import docx_of

DAY = date(2026, 3, 5)
HEAD = Head(
    series="清河信息",
    year=2026,
    number=12,
    total=348,
    office="清河区政协办公室",
    date=DAY,
    keeping="内部资料，注意保存",
)
LIGHTS = Article(
    title="关于修复老街路灯的建议",
    paragraphs=("老街的路灯坏了三个月。", "一、情况", "（一）范围。东段全部不亮。", "1. 尽快修复。"),
    sources=("清河区老街社区",),
    contributors=("周小满",),
)
PARKING = Article(title="老街停车位不足", paragraphs=("车辆停满两侧。",))
BULLETIN = Paper(
    head=HEAD,
    sections=(Section(name="社情民意", articles=(LIGHTS,)), Section(name="基层动态", articles=(PARKING,))),
    circulation=Circulation(up=("市政协办公室",), level=("区委办公室", "区政府办公室"), down=("各街道工委",)),
    imprint=Imprint(office="清河区政协办公室", date=DAY, copies=120),
)
REPORT = special_report(
    dataclasses.replace(HEAD, series="社情民意专报", keeping=""),
    LIGHTS,
    addressees=("区委", "区政府"),
    signature=Signature(office="政协清河区委员会办公室", date=DAY),
)


def opened(paper: Paper) -> "docx.document.Document":
    """The paper as python-docx reads it."""
    return docx.Document(io.BytesIO(docx_of(paper)))


def part(paper: Paper, name: str) -> "docx.oxml.xmlchemy.BaseOxmlElement":
    """The root element of one part of the file."""
    with zipfile.ZipFile(io.BytesIO(docx_of(paper))) as archive:
        return parse_xml(archive.read(name))


def texts(paper: Paper, style: str) -> list[str]:
    """Texts of the paragraphs of one style, those in tables included."""
    return [
        "".join(_text(run) for run in paragraph.iter(qn("w:r")))
        for paragraph in part(paper, "word/document.xml").iter(qn("w:p"))
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == style
    ]


def _text(run: "docx.oxml.xmlchemy.BaseOxmlElement") -> str:
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return "".join(child.text or "" if child.tag == qn("w:t") else signs.get(child.tag, "") for child in run)


def test_page_is_a4_with_the_margins_of_the_standard() -> None:
    [section] = opened(BULLETIN).sections
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert margins == (Twips(2098), Twips(1984), Twips(1587), Twips(1474))
    assert [round(margin / Mm(1), 1) for margin in margins] == [37.0, 35.0, 28.0, 26.0]


def test_grid_holds_22_lines_of_28_characters() -> None:
    [section] = opened(BULLETIN).sections
    grid = section._sectPr.find(qn("w:docGrid"))
    assert dict(grid.attrib) == {qn("w:type"): "linesAndChars", qn("w:linePitch"): "579", qn("w:charSpace"): "-842"}
    height = section.page_height - section.top_margin - section.bottom_margin
    assert height // Twips(LINE_PITCH) == LINES
    assert height // Pt(29) == LINES - 1
    assert int(TYPE_WIDTH / 20 / (16 - 842 / 4096)) == CHARACTERS


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("公文正文", "仿宋_GB2312", 16),
        ("公文标题", "方正小标宋简体", 22),
        ("heading 1", "黑体", 16),
        ("heading 2", "楷体_GB2312", 16),
        ("栏目", "黑体", 16),
        ("报送发", "仿宋_GB2312", 14),
        ("印发", "仿宋_GB2312", 14),
        ("页码", "宋体", 14),
    ],
)
def test_style_names_its_font_for_chinese_and_latin(style: str, font: str, points: int) -> None:
    # python-docx shows the built-in names of headings with a capital letter.
    found = opened(BULLETIN).styles[style.replace("heading", "Heading")]
    names = found.element.rPr.rFonts
    assert {names.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}
    assert found.font.size == Pt(points)


def test_body_is_indented_by_two_characters() -> None:
    indent = opened(BULLETIN).styles["公文正文"].element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert indent.get(qn("w:firstLine")) == "632"


def test_head_of_a_bulletin_stands_in_order() -> None:
    paragraphs = opened(BULLETIN).paragraphs[:4]
    assert [paragraph.text for paragraph in paragraphs] == [
        "内部资料，注意保存\t",
        "清河信息",
        "2026年第12期（总第348期）",
        "清河区政协办公室\t2026年3月5日",
    ]
    name = paragraphs[1]
    assert name.style.font.color.rgb == RGBColor(255, 0, 0)
    assert name.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    rule = paragraphs[3]._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert (rule.get(qn("w:val")), rule.get(qn("w:color"))) == ("single", "FF0000")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "2026年第12期（总第348期）"),
        ({"total": None}, "2026年第12期"),
        ({"is_supplement": True, "number": 2, "total": None}, "2026年增刊第2期"),
        ({"document_number": "清政协〔2026〕5号"}, "清政协〔2026〕5号"),
    ],
)
def test_number_line_is_written_by_custom(changes: dict[str, object], line: str) -> None:
    assert dataclasses.replace(HEAD, **changes).number_line == line


@pytest.mark.parametrize(
    ("name", "points"), [("清河", 62), ("清河信息", 62), ("清河区社情民意信息", 46.5), ("社" * 40, 26)]
)
def test_name_of_a_series_is_as_large_as_the_line_allows(name: str, points: float) -> None:
    paper = dataclasses.replace(BULLETIN, head=dataclasses.replace(HEAD, series=name))
    [run] = opened(paper).paragraphs[1].runs
    assert run.font.size == Pt(points)


def test_columns_and_entries_stand_in_order() -> None:
    assert texts(BULLETIN, "ColumnName") == ["【社情民意】", "【基层动态】"]
    assert texts(BULLETIN, "ArticleTitle") == ["关于修复老街路灯的建议", "老街停车位不足"]
    assert texts(BULLETIN, "BodyText") == [
        "老街的路灯坏了三个月。",
        "（一）范围。东段全部不亮。",
        "1. 尽快修复。",
        "车辆停满两侧。",
    ]
    assert texts(BULLETIN, "Heading1") == ["一、情况"]
    assert texts(BULLETIN, "Credits") == ["（清河区老街社区供稿\u3000周小满）"]


def test_heading_that_runs_on_into_text_keeps_its_font_to_itself() -> None:
    [paragraph] = [found for found in opened(BULLETIN).paragraphs if found.text.startswith("（一）")]
    heading, text = paragraph.runs
    assert (heading.text, heading._r.rPr.rFonts.get(qn("w:eastAsia"))) == ("（一）范围。", "楷体_GB2312")
    assert (text.text, text._r.rPr.rFonts.get(qn("w:eastAsia"))) == ("东段全部不亮。", None)


def test_contents_list_every_title() -> None:
    paper = dataclasses.replace(BULLETIN, has_contents=True)
    assert texts(paper, "ContentsLine") == ["关于修复老街路灯的建议", "老街停车位不足"]
    assert texts(paper, "ColumnName")[0] == "本期要目"


def test_foot_lists_readers_and_printing_at_the_bottom_of_the_page() -> None:
    assert texts(BULLETIN, "Circulation") == [
        "报：市政协办公室。",
        "送：区委办公室，区政府办公室。",
        "发：各街道工委。",
    ]
    assert texts(BULLETIN, "Imprint") == ["清河区政协办公室\t共印120份\t2026年3月5日印发"]
    [table] = opened(BULLETIN).tables
    place = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    sizes = {border.tag.rpartition("}")[2]: int(border.get(qn("w:sz"))) for border in borders}
    assert sizes == {"top": 8, "bottom": 8, "insideH": 6}


def test_paper_without_readers_and_printing_has_no_foot() -> None:
    assert opened(REPORT).tables == []


def test_page_number_stands_at_the_outer_side() -> None:
    assert opened(BULLETIN).settings.odd_and_even_pages_header_footer is True
    for name, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        root = part(BULLETIN, name)
        [paragraph] = root.iter(qn("w:p"))
        assert "".join(_text(run) for run in paragraph.iter(qn("w:r"))) == "— 1 —"
        assert [code.text for code in paragraph.iter(qn("w:instrText"))] == [" PAGE "]
        assert paragraph.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == side
        assert paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}").get(qn(f"w:{side}")) == "280"


def test_footers_are_bound_to_odd_and_even_pages() -> None:
    references = part(BULLETIN, "word/document.xml").iter(qn("w:footerReference"))
    found = {reference.get(qn("w:type")): reference.get(qn("r:id")) for reference in references}
    targets = {entry.get("Id"): entry.get("Target") for entry in part(BULLETIN, "word/_rels/document.xml.rels")}
    assert {kind: targets[identifier] for kind, identifier in found.items()} == {
        "default": "footer1.xml",
        "even": "footer2.xml",
    }


@pytest.mark.rule("RULE-105")
def test_special_report_has_addressees_and_signature() -> None:
    assert texts(REPORT, "Addressees") == ["区委，区政府："]
    assert texts(REPORT, "Signature") == ["政协清河区委员会办公室", "2026年3月5日"]
    blank_lines = [found.style.name for found in opened(REPORT).paragraphs[3:5]]
    assert blank_lines == ["空行", "空行"]


@pytest.mark.parametrize(
    ("office", "indents"),
    [
        ("政协清河区委员会办公室", [2.0, 5.0]),
        ("区政协", [7.0, 2.0]),
    ],
)
def test_date_begins_two_characters_right_of_the_signature(office: str, indents: list[float]) -> None:
    paper = dataclasses.replace(REPORT, signature=Signature(office=office, date=DAY))
    found = [paragraph for paragraph in opened(paper).paragraphs if paragraph.style.name == "署名和成文日期"]
    assert [paragraph.paragraph_format.right_indent / Twips(316) for paragraph in found] == indents


def test_same_paper_gives_the_same_bytes() -> None:
    assert docx_of(BULLETIN) == docx_of(dataclasses.replace(BULLETIN))
    with zipfile.ZipFile(io.BytesIO(docx_of(BULLETIN))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_paper_passes_our_own_examination_and_can_be_read_back() -> None:
    content = docx_of(BULLETIN)
    assert examine("清河信息.docx", content).kind is Kind.DOCX
    paragraphs = text_of(Kind.DOCX, content).paragraphs
    assert paragraphs[1:5] == (
        "清河信息",
        "2026年第12期（总第348期）",
        "清河区政协办公室\t2026年3月5日",
        "【社情民意】",
    )


HOSTILE = {
    "control characters": ("a\x00b\x08c\x1bd\x7fe", "abcde"),
    "half of a pair": ("甲\ud800乙", "甲乙"),
    "no character": ("甲\ufffe\uffff乙", "甲乙"),
    "rare characters": ("莫𡐓村、喆、㎡", "莫𡐓村、喆、㎡"),
    "faces": ("好👍🏽", "好👍🏽"),
    "Arabic": ("طريق 路", "طريق 路"),
    "turned direction": ("甲\u202e乙\u2066丙", "甲乙丙"),
    "markup": ("<w:p>&amp;]]>\"'", "<w:p>&amp;]]>\"'"),
    "very long word": ("W" * 20_000, "W" * 20_000),
    "line ends": ("甲\r\n\n乙\u2028丙\x0b丁", "甲|乙|丙|丁"),
    "Chinese indent": ("\u3000\u3000甲 乙", "甲 乙"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_never_breaks_the_file(case: str) -> None:
    written, shown = HOSTILE[case]
    article = Article(title=written, paragraphs=(written,), sources=(written,), contributors=(written,))
    assert texts(Paper(head=HEAD, sections=(Section(articles=(article,)),)), "BodyText") == shown.split("|")


anything = st.text(max_size=60)


@given(series=anything, title=anything, body=anything, name=anything, number=st.integers(0, 10**9))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_a_file_that_opens(series: str, title: str, body: str, name: str, number: int) -> None:
    head = Head(series=series, year=2026, number=number, office=name, date=DAY, keeping=body, copy_number=name)
    article = Article(title=title, paragraphs=(body, name), sources=(name,), contributors=(title,))
    paper = Paper(
        head=head,
        sections=(Section(name=name, articles=(article,)),),
        circulation=Circulation(up=(name,)),
        imprint=Imprint(office=body, date=DAY),
        addressees=(title,),
        signature=Signature(office=name, date=DAY),
        has_contents=True,
    )
    found = opened(paper)
    assert found.paragraphs[0].style.name == "保存要求和份号" or not (body or name)
    assert len(found.sections) == 1
