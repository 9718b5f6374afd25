# SPDX-License-Identifier: Apache-2.0
"""Text of every readable kind, and what happens to a reader that wants too much."""

import io
from pathlib import Path

import pytest
import xlsxwriter

from tests.engines.media import samples
from tests.engines.media.conftest import Watch
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.reading import READABLE, Extracted, text_of
from yizhan.engines.media.refusals import Reason, Refused

STATEMENT = Path(__file__).resolve().parents[3] / "../shared/data/taidi2020c/problem-statement.pdf"


def workbook(*rows: tuple[object, ...], at: int = 0) -> bytes:
    """A workbook of one sheet whose rows begin at row `at`, counted from zero."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("汇总")
        for number, row in enumerate(rows):
            sheet.write_row(at + number, 0, row)
    return buffer.getvalue()


TABLE = "<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{1}</w:tc></w:tr></w:tbl>"
TAB_STOPS = (
    '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>'
)
TEXT_BOX = (
    "<w:p><w:r><mc:AlternateContent xmlns:mc='mc'><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice>"
    "<mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>外</w:t></w:r></w:p>"
)
DELETED = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"

TEXTS = {
    "docx": (
        Kind.DOCX,
        samples.docx(samples.paragraph("路灯不亮") + samples.paragraph("  请修")),
        ["路灯不亮", "请修"],
    ),
    "docx with a table": (
        Kind.DOCX,
        samples.docx(TABLE.format(samples.paragraph("甲"), samples.paragraph("乙"))),
        ["甲", "乙"],
    ),
    "docx with tab stops": (Kind.DOCX, samples.docx(TAB_STOPS), ["甲\t乙"]),
    "docx with a text box": (Kind.DOCX, samples.docx(TEXT_BOX.format(samples.paragraph("内"))), ["内", "外"]),
    "docx with tracked changes": (Kind.DOCX, samples.docx(DELETED), ["新"]),
    "docx with line breaks": (
        Kind.DOCX,
        samples.docx("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"),
        ["甲", "乙"],
    ),
    "docx with rare characters": (Kind.DOCX, samples.docx(samples.paragraph("莫𡐓村 喆")), ["莫𡐓村 喆"]),
    "doc": (Kind.DOC, samples.doc("路灯不亮\r请修𡐓\r"), ["路灯不亮", "请修𡐓"]),
    "rtf": (Kind.RTF, samples.RTF, ["你好", "世界"]),
    "rtf beyond the basic plane": (
        Kind.RTF,
        samples.RTF_FONTS + b"\\f0 \\u-10187?\\u-9216?}",
        ["\ud835\udc00".encode("utf-16", "surrogatepass").decode("utf-16")],
    ),
    "pdf": (Kind.PDF, samples.text_pdf("One line.", "Another line."), ["One line.", "Another line."]),
    "txt": (Kind.TXT, "甲\r\n\r\n　　乙\x0b丙\r丁".encode("gb18030"), ["甲", "　　乙", "丙", "丁"]),
    "xlsx": (Kind.XLSX, workbook(("编号", "标题"), (1, "路灯"), at=3), ["编号\t标题", "1\t路灯"]),
    "pptx": (
        Kind.PPTX,
        samples.pptx(
            ppt__slides__slide10_dot_xml="<s xmlns:a='a'><a:p><a:r><a:t>末页</a:t></a:r></a:p></s>",
            ppt__slides__slide2_dot_xml="<s xmlns:a='a'><a:p><a:r><a:t>次页</a:t></a:r></a:p></s>",
        ),
        ["次页", "末页"],
    ),
    "ofd": (
        Kind.OFD,
        samples.ofd(
            samples.ofd_line("关于路灯的通知")
            + samples.ofd_line("各街道", top=50)
            + samples.ofd_line("：", top=50, x=20),
            samples.ofd_line("第二页"),
        ),
        ["关于路灯的通知", "各街道：", "第二页"],
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_text_is_read_paragraph_by_paragraph(case: str, watch: Watch) -> None:
    kind, content, paragraphs = TEXTS[case]
    assert text_of(kind, content) == Extracted(tuple(paragraphs), is_truncated=False)


def test_chinese_text_of_a_pdf_is_put_together_to_paragraphs() -> None:
    extracted = text_of(Kind.PDF, STATEMENT)
    assert extracted.paragraphs[1:4] == (
        "第八届“泰迪杯”数据挖掘挑战赛——",
        "C 题：“智慧政务”中的文本挖掘应用",
        "一、问题背景",
    )
    assert extracted.paragraphs[4].startswith("近年来，随着微信、微博、市长信箱、阳光热线等网络问政平台逐步成为")
    assert extracted.paragraphs[4].endswith("具有极大的推动作用。")


def test_text_longer_than_allowed_is_cut() -> None:
    extracted = text_of(Kind.TXT, "一二三\n四五六\n七八九".encode(), characters=5)
    assert extracted == Extracted(("一二三", "四五"), is_truncated=True)
    assert extracted.text == "一二三\n四五"


def test_text_of_exactly_the_allowed_length_is_whole() -> None:
    assert text_of(Kind.TXT, "一二三\n四五六".encode(), characters=6) == Extracted(
        ("一二三", "四五六"), is_truncated=False
    )


@pytest.mark.parametrize("kind", sorted(set(Kind) - READABLE))
def test_kind_without_text_is_refused(kind: Kind) -> None:
    with pytest.raises(Refused) as caught:
        text_of(kind, b"")
    assert caught.value.reason is Reason.NO_TEXT


@pytest.mark.parametrize("kind", sorted(READABLE))
@pytest.mark.parametrize(
    "content", [b"", b"\x00\xd8\xff" * 300, b"PK\x03\x04" + bytes(40)], ids=["empty", "bytes", "zip"]
)
def test_broken_content_is_refused_or_holds_no_text(kind: Kind, content: bytes) -> None:
    try:
        found = text_of(kind, content).text
    except Refused as refusal:
        found = refusal.reason
    assert found in {"", Reason.BROKEN}


def test_reader_that_wants_too_much_time_is_killed() -> None:
    with pytest.raises(Refused) as caught:
        text_of(Kind.DOCX, samples.docx(), seconds=0.001)
    assert caught.value.reason is Reason.TOO_LABORIOUS
    assert caught.value.parameters["where"] == "more than 0.001 seconds"


def test_reader_that_wants_too_much_memory_is_refused() -> None:
    """One cell in the farthest corner: a reader that holds the sheet as one block would need 400 GB."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet().write(1_048_575, 16_383, "远")
        book.get_worksheet_by_name("Sheet1").write(0, 0, "近")
    with pytest.raises(Refused) as caught:
        text_of(Kind.XLSX, buffer.getvalue(), megabytes=512)
    assert caught.value.reason is Reason.TOO_LABORIOUS
    assert caught.value.parameters["where"] == "more than 512 MB of memory"


def test_locked_pdf_is_refused_as_locked() -> None:
    trailer = b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O(%b)/U(%b)>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
    with pytest.raises(Refused) as caught:
        text_of(Kind.PDF, samples.pdf(trailer=trailer))
    assert caught.value.reason is Reason.LOCKED


def test_ofd_that_names_a_missing_page_is_refused() -> None:
    content = samples.ofd("x").replace(b"Page_0/", b"Page_9/", 1)
    with pytest.raises(Refused) as caught:
        text_of(Kind.OFD, content)
    assert caught.value.reason is Reason.BROKEN
