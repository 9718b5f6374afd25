# SPDX-License-Identifier: Apache-2.0
"""Rows of every form, with the numbers a person sees, and refusals that say where."""

import datetime as dt
import json
import lzma
from pathlib import Path

import pytest
import xlsxwriter

from tests.engines.media import samples
from tests.engines.media.conftest import Watch
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.refusals import Reason, Refused
from yizhan.engines.media.rows import column_names, letters
from yizhan.engines.media.tables import read_rows


def written(path: Path, content: bytes | str) -> Path:
    """A file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("form", "sign"), [("csv", ","), ("csv", ";"), ("csv", "\t"), ("csv", "|"), ("tsv", "\t")])
def test_text_table_is_read_in_every_encoding(tmp_path: Path, encoding: str, form: str, sign: str) -> None:
    text = f'编号{sign}内容\n1{sign}"第一行\n第二{sign}行"\n\n2{sign}莫𡐓村\n'
    table = read_rows(written(tmp_path / f"表.{form}", text.encode(encoding)))
    assert table.columns == ("编号", "内容")
    assert [(row.number, row.place, row.cells) for row in table.rows] == [
        (2, "line 2", {"编号": "1", "内容": f"第一行\n第二{sign}行"}),
        (5, "line 5", {"编号": "2", "内容": "莫𡐓村"}),
    ]
    assert (table.source.encoding, table.source.delimiter, table.source.header_row) == (encoding, sign, 1)


def test_line_ends_of_all_systems_are_read_alike(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        table = read_rows(written(tmp_path / "a.csv", f"a,b{end}1,2{end}3,4".encode()))
        assert [(row.number, *row.cells.values()) for row in table.rows] == [(2, "1", "2"), (3, "3", "4")]


def test_short_row_is_filled_and_long_row_is_refused(tmp_path: Path) -> None:
    table = read_rows(written(tmp_path / "a.csv", "a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n"))
    short, long, padded = table.rows
    assert short.cells == {"a": "1", "b": "2", "c": None}
    assert long.refusal is not None
    assert long.refusal.reason is Reason.BROKEN_ROW
    assert long.refusal.parameters == {"name": "a.csv", "where": "line 3: 4 cells under 3 columns"}
    assert padded.cells == {"a": "1", "b": "2", "c": "3"}


def test_overlong_cell_is_a_refused_row_and_the_next_is_read(tmp_path: Path) -> None:
    table = read_rows(written(tmp_path / "a.csv", f"a,b\n1,{'x' * 200_000}\n2,y\n"))
    broken, good = table.rows
    assert broken.refusal is not None
    assert broken.refusal.parameters["where"] == "line 2: field larger than field limit (131072)"
    assert good.cells == {"a": "2", "b": "y"}


@pytest.mark.parametrize(
    ("name", "content", "reason", "where"),
    [
        ("a.csv", b"a,b\n1,\x002\n", Reason.BROKEN, "line 2: a NUL character"),
        ("a.csv", b"a,b\n1,2\n\xff\xff\xff\xff,\n", Reason.BROKEN, "line 3: neither UTF-8, GB 18030 nor UTF-16"),
        ("a.csv", b"\n\n  \n", Reason.NO_ROWS, "blank"),
        ("a.csv", ",".join(map(str, range(501))).encode(), Reason.TOO_MANY_ROWS, "501 columns"),
        ("a.csv", b"", Reason.EMPTY, None),
        ("a.jsonl", b"[1]\n2\n", Reason.NO_ROWS, "no line holds an object"),
        ("a.jsonl", b'{"a": "\x00"}', Reason.BROKEN, "line 1: a NUL character"),
        ("a.xlsx", b"PK\x03\x04 nothing", Reason.BROKEN, "the end of the archive is missing"),
        ("a.xlsx", samples.xlsx(xl__vbaProject_dot_bin=b"x"), Reason.MACROS, "xl/vbaProject.bin"),
        ("a.xls", samples.compound({"EncryptedPackage": b"x"}), Reason.LOCKED, "EncryptedPackage"),
        ("a.xlsx", samples.docx(), Reason.KIND_MISMATCH, None),
        ("a.docx", samples.docx(), Reason.UNKNOWN_KIND, None),
        ("a.csv.xz", b"not packed at all", Reason.BROKEN, "xz"),
        ("a.csv.xz", lzma.compress(b"a,b\n")[:-8], Reason.BROKEN, "the end of the packed file is missing"),
        ("a.csv.xz", lzma.compress(b""), Reason.EMPTY, None),
    ],
)
def test_unreadable_table_is_refused_with_the_place(
    tmp_path: Path, name: str, content: bytes, reason: Reason, where: str | None
) -> None:
    with pytest.raises(Refused) as caught:
        list(read_rows(written(tmp_path / name, content)).rows)
    assert caught.value.reason is reason
    assert (caught.value.parameters["name"], caught.value.parameters.get("where")) == (name, where)


def test_packed_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yizhan.engines.media.tables._MOST_BYTES", 1024 * 1024)
    with pytest.raises(Refused) as caught:
        read_rows(written(tmp_path / "a.csv.xz", lzma.compress(b"a,b\n" * 1_000_000)))
    assert caught.value.reason is Reason.BOMB


def test_objects_are_read_with_all_their_keys(tmp_path: Path) -> None:
    lines = [{"title": "甲", "likes": 3}, {"title": "乙", "tags": ["路", "灯"], "open": True, "none": None}]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    table = read_rows(written(tmp_path / "a.jsonl", text))
    assert table.columns == ("title", "likes", "tags", "open", "none")
    blank = dict.fromkeys(table.columns)
    assert [row.cells for row in table.rows] == [
        blank | {"title": "甲", "likes": 3},
        blank | {"title": "乙", "tags": '["路", "灯"]', "open": True},
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Expecting property name enclosed in double quotes"),
        ("[1, 2]", "not an object"),
        ('{"a": NaN}', "NaN is no number"),
        ('{"a": ' + "[" * 100_000 + "}", "maximum recursion depth exceeded"),
        ('{"a": ' + "9" * 5_000 + "}", "Exceeds the limit"),
    ],
)
def test_broken_line_of_objects_is_a_refused_row(tmp_path: Path, line: str, said: str) -> None:
    table = read_rows(written(tmp_path / "a.jsonl", f'{{"a": 1}}\n\n{line}\n{{"a": 2}}\n'))
    first, broken, last = table.rows
    assert (first.number, broken.number, last.number) == (1, 3, 4)
    assert (first.cells, last.cells) == ({"a": 1}, {"a": 2})
    assert broken.refusal is not None
    assert str(broken.refusal.parameters["where"]).startswith(f"line 3: {said}")


def test_characters_no_database_holds_are_dropped(tmp_path: Path) -> None:
    table = read_rows(written(tmp_path / "a.jsonl", '{"a": "甲\\u0000\\ud800乙\\u0007"}'))
    assert [row.cells for row in table.rows] == [{"a": "甲乙"}]


def workbook(path: Path) -> Path:
    """A workbook with a heading above the column names, dates, blank rows, a hidden and a second sheet."""
    with xlsxwriter.Workbook(path) as book:
        hidden = book.add_worksheet("草稿")
        hidden.write(0, 0, "不要读")
        sheet = book.add_worksheet("汇总")
        sheet.activate()
        hidden.hide()
        other = book.add_worksheet("说明")
        other.write(0, 0, "也不读")
        date = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write(1, 0, "2026年信息上报汇总表")
        sheet.write_row(2, 0, ["编号", "标题", "报送时间", "", "编号"])
        sheet.write_row(3, 0, [188006, "路灯不亮"])
        sheet.write_datetime(3, 2, dt.datetime(2026, 3, 5, 9, 30), date)  # noqa: DTZ001 -- a cell knows no zone
        sheet.write_row(64_000, 0, [1.5, True, "2026年3月5日", "余", "x"])
    return path


def test_workbook_is_read_with_the_numbers_a_person_sees(tmp_path: Path, watch: Watch) -> None:
    table = read_rows(workbook(tmp_path / "汇总.xlsx"))
    assert table.columns == ("编号", "标题", "报送时间", "column D", "编号 (2)")
    first, last = table.rows
    assert (first.number, first.place) == (4, "row 4")
    assert first.cells == {
        "编号": 188006,
        "标题": "路灯不亮",
        "报送时间": dt.datetime(2026, 3, 5, 9, 30),  # noqa: DTZ001 -- a cell knows no zone
        "column D": None,
        "编号 (2)": None,
    }
    assert isinstance(first.cells["编号"], int)
    assert (last.number, *last.cells.values()) == (64_001, 1.5, True, "2026年3月5日", "余", "x")
    assert (table.source.sheet, table.source.other_sheets, table.source.header_row) == ("汇总", ("说明",), 3)
    assert str(table.source) == "汇总.xlsx: xlsx (sheet 汇总; column names in row 3; not read: sheets 说明)"


def test_packed_workbook_is_read_as_it_is(tmp_path: Path) -> None:
    packed = written(tmp_path / "汇总.xlsx.xz", lzma.compress(workbook(tmp_path / "a.xlsx").read_bytes()))
    assert [row.number for row in read_rows(packed).rows] == [4, 64_001]


def test_blank_workbook_has_no_rows(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet()
    with pytest.raises(Refused) as caught:
        read_rows(tmp_path / "a.xlsx")
    assert caught.value.reason is Reason.NO_ROWS


def test_ods_is_read(tmp_path: Path) -> None:
    row = "<table:table-row>{}</table:table-row>"
    cell = '<table:table-cell office:value-type="{}" {}><text:p>{}</text:p></table:table-cell>'
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    rows = row.format(cell.format("string", "", "编号") + cell.format("string", "", "标题"))
    rows += row.format(cell.format("float", 'office:value="7"', "7") + cell.format("string", "", "路灯"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="一">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    path = written(tmp_path / "a.ods", samples.package(parts | {"META-INF/manifest.xml": manifest}))
    table = read_rows(path)
    assert [(row.number, row.cells) for row in table.rows] == [(2, {"编号": 7, "标题": "路灯"})]
    assert table.source.form == Kind.ODS.value


def test_folder_of_documents_is_one_row_each(tmp_path: Path, watch: Watch) -> None:
    folder = tmp_path / "来信"
    (folder / "三月").mkdir(parents=True)
    body = [
        "关于修复老街路灯的建议",
        "反映人：周小满",
        "一、情况",
        "老街的路灯坏了三个月。",
        "二、建议：尽快修复。",
        "并定期巡查。",
    ]
    written(folder / "1.docx", samples.docx("".join(map(samples.paragraph, body))))
    written(folder / "2.txt", "老街的路灯坏了。\n晚上很黑。".encode("gb18030"))
    written(folder / "三月" / "3.doc", samples.doc("井盖松动\r情况：响声很大。\r原因分析\r年久失修。\r"))
    written(folder / "4.pdf", b"%PDF-1.7 cut")
    written(folder / "5.png", samples.png())
    written(folder / ".hidden", b"x")
    written(folder / "~$1.docx", b"x")
    table = read_rows(folder)
    assert table.columns == ("文件", "标题", "反映人", "单位", "情况", "原因", "建议")
    rows = list(table.rows)
    assert [list(row.cells.values()) for row in rows if row.refusal is None] == [
        [
            "1.docx",
            "关于修复老街路灯的建议",
            "周小满",
            None,
            "老街的路灯坏了三个月。",
            None,
            "尽快修复。\n并定期巡查。",
        ],
        ["2.txt", "2", None, None, "老街的路灯坏了。\n晚上很黑。", None, None],
        ["三月/3.doc", "井盖松动", None, None, "响声很大。", "年久失修。", None],
    ]
    assert [(row.place, row.refusal.reason) for row in rows if row.refusal is not None] == [
        ("4.pdf", Reason.BROKEN),
        ("5.png", Reason.NO_TEXT),
    ]


def test_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_rows(tmp_path)
    assert caught.value.reason is Reason.NO_ROWS


def test_missing_table_is_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_rows(tmp_path / "missing.csv")


def test_unnamed_and_repeated_columns_get_names() -> None:
    assert column_names(["a", None, "a", " ", "\n b\t c", None]) == ("a", "column B", "a (2)", "column D", "b c")
    assert [letters(index) for index in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
