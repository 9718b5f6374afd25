# SPDX-License-Identifier: Apache-2.0
"""Events from files: what is understood, and which cell is to blame when something is not."""

import codecs
from pathlib import Path

import pytest
import xlsxwriter

from tests.engines.scoring.written import scheme
from yizhan.engines.scoring.appraising import appraise
from yizhan.engines.scoring.events.reading import read_events
from yizhan.engines.scoring.events.table import Categories
from yizhan.engines.scoring.findings import Refused

SCHEME = scheme('[[rule]]\nid = "r"\nname = "采用"\nwhen = { kind = "采用" }\npoints = 5\n')
HEADS = "编号,日期,单位,稿件,kind,channel,level,form,late,repost,words,topic"


def written(path: Path, *rows: str, heads: str = HEADS, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join([heads, *rows]).encode(encoding))
    return path


def mistakes(path: Path) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(Refused) as refused:
        read_events(path, SCHEME)
    return [
        (finding.code, finding.place.line, finding.place.column) if finding.place else (finding.code, None, None)
        for finding in refused.value.findings
        if finding.severity == "error"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_dates_titles_and_blanks_as_people_write_them(tmp_path: Path, encoding: str) -> None:
    path = written(
        tmp_path / "e.csv",
        "1,2026-07-01,甲镇,S1,采用,《要情》,,,,,,",
        '2,2026/7/2,甲镇；乙镇,S1,采用,要情,市,单篇,是,否,"1,200",防汛',
        "",
        "3,2026年7月3日, 乙镇 ,,采用,,,,√,,12.5,",
        encoding=encoding,
    )
    table, notes = read_events(path, SCHEME)
    assert (notes, len(table), list(table.holder_names)) == ((), 3, ["甲镇", "乙镇"])
    channel, late = table.columns["channel"], table.columns["late"]
    assert isinstance(channel, Categories)
    assert isinstance(late, Categories)
    assert [channel.values[code] for code in channel.codes] == ["要情", "要情", ""]
    assert late.codes.tolist() == [0, 1, 1]
    assert table.shared.holders.tolist() == [0, 1]
    assert appraise(SCHEME, table).points.tolist() == [750, 750]


def test_every_mistake_has_its_cell(tmp_path: Path) -> None:
    path = written(
        tmp_path / "e.csv",
        "1,2026-02-30,甲镇,,采用,要情,,,,,,",
        "2,2026-02-03,甲镇,,采纳,要情,,,,,,",
        "3,2026-02-03,甲镇,,采用,要情,,,也许,,,",
        "4,2026-02-03,甲镇,,采用,要情,,,,,十,",
        '5,2026-02-03,甲镇,,采用,要情,,,,,"=SUM(A1:A9)",',
        "6,2026-02-03,甲镇;甲镇,,采用,要情,,,,,,",
        "7,2026-02-03,甲镇;;乙镇,,采用,要情,,,,,,",
    )
    assert sorted(mistakes(path), key=lambda each: each[1] or 0) == [
        ("events.date", 2, "B2 日期"),
        ("events.value_unknown", 3, "E3 kind"),
        ("events.yes_no", 4, "I4 late"),
        ("events.number", 5, "K5 words"),
        ("events.formula", 6, "K6 words"),
        ("events.holder_twice", 7, "C7 单位"),
        ("events.holder_list", 8, "C8 单位"),
    ]


def test_blank_holder_blank_id_and_repeated_id(tmp_path: Path) -> None:
    path = written(
        tmp_path / "e.csv",
        "1,2026-02-03,,,采用,,,,,,,",
        ",2026-02-03,甲镇,,采用,,,,,,,",
        "1,2026-02-03,甲镇,,采用,,,,,,,",
    )
    assert mistakes(path) == [
        ("events.id_blank", 3, None),
        ("events.id_twice", 4, None),
        ("events.holder_blank", 2, None),
    ]


def test_line_numbers_count_cells_of_several_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "e.csv", '1,2026-02-03,甲镇,,采用,,,,,,,"两\n行"', "2,2026-13-03,甲镇,,采用,,,,,,,")
    assert mistakes(path) == [("events.date", 4, "B4 日期")]


def test_missing_and_ignored_columns(tmp_path: Path) -> None:
    path = written(tmp_path / "e.csv", "1,甲镇", heads="编号,单位")
    assert {code for code, _line, _column in mistakes(path)} == {"events.column_missing"}
    path = written(tmp_path / "f.csv", "1,2026-02-03,甲镇,,采用,,,,,,,,无", heads=HEADS + ",备注")
    _table, (note,) = read_events(path, SCHEME)
    assert (note.code, note.severity, note.parameters["columns"]) == ("events.columns_ignored", "note", ("备注",))


def test_without_event_numbers_rows_are_numbered(tmp_path: Path) -> None:
    path = written(tmp_path / "e.csv", "2026-02-03,甲镇,,采用,,,,,,,", heads=HEADS.removeprefix("编号,"))
    table, _notes = read_events(path, SCHEME)
    assert table.ids.tolist() == [1]


def test_event_numbers_order_as_numbers(tmp_path: Path) -> None:
    rows = [f"{number},2026-02-03,甲镇,,采用,,,,,,," for number in (10, 9)]
    assert read_events(written(tmp_path / "e.csv", *rows), SCHEME)[0].ids.tolist() == [10, 9]
    rows.append("009,2026-02-03,甲镇,,采用,,,,,,,")
    assert read_events(written(tmp_path / "e.csv", *rows), SCHEME)[0].ids.tolist() == ["10", "9", "009"]


@pytest.mark.parametrize(
    ("corrections", "left"),
    [
        ([], ["1"]),
        (["2,2026-02-04,,,,,,,,,,,1,"], []),
        (["2,2026-02-04,,,,,,,,,,,1,", "3,2026-02-05,,,,,,,,,,,2,"], ["1"]),
        (["2,2026-02-04,乙镇,,采用,,,,,,,,,1"], ["2"]),
        (["2,2026-02-04,乙镇,,采用,,,,,,,,,1", "3,2026-02-05,,,,,,,,,,,2,"], ["1"]),
        (["2,2026-02-04,,,,,,,,,,,1,", "3,2026-02-04,,,,,,,,,,,1,"], []),
    ],
)
def test_corrections_in_a_file(tmp_path: Path, corrections: list[str], left: list[str]) -> None:
    path = written(tmp_path / "e.csv", "1,2026-02-03,甲镇,,采用,,,,,,,,,", *corrections, heads=HEADS + ",撤销,更正")
    table, _notes = read_events(path, SCHEME)
    assert [str(each) for each in table.ids] == left


def test_corrections_that_lead_nowhere(tmp_path: Path) -> None:
    heads = HEADS + ",撤销,更正"
    path = written(tmp_path / "e.csv", "1,2026-02-03,甲镇,,采用,,,,,,,,9,", heads=heads)
    assert mistakes(path) == [("events.correction_unknown", 2, None)]
    path = written(
        tmp_path / "f.csv", "1,2026-02-03,甲镇,,采用,,,,,,,,2,", "2,2026-02-03,甲镇,,采用,,,,,,,,1,", heads=heads
    )
    assert [code for code, _line, _column in mistakes(path)] == ["events.correction_circle"]


def workbook(path: Path, *, formula: bool) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("七月")
    sheet.write_row(0, 0, HEADS.split(","))
    sheet.write_row(1, 0, [1, "2026-07-01", "甲镇", "S1", "采用", "要情", "", "", "", "", 1200, ""])
    if formula:
        sheet.write_formula(1, 10, "=600*2", None, 1200)
    book.close()
    return path


def test_spreadsheet_events(tmp_path: Path) -> None:
    table, _notes = read_events(workbook(tmp_path / "e.xlsx", formula=False), SCHEME)
    assert appraise(SCHEME, table).points.tolist() == [500]


def test_formula_in_a_spreadsheet_cell_is_named(tmp_path: Path) -> None:
    assert mistakes(workbook(tmp_path / "e.xlsx", formula=True)) == [("events.formula", 2, "K2")]


@pytest.mark.parametrize(
    ("name", "content"),
    [("e.xlsx", b"PK\x03\x04nonsense"), ("e.csv", codecs.BOM_UTF16_LE + "编号".encode("utf-16-le"))],
)
def test_files_that_are_something_else(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused):
        read_events(tmp_path / name, SCHEME)


def test_empty_file(tmp_path: Path) -> None:
    assert {code for code, _line, _column in mistakes(written(tmp_path / "e.csv", heads=""))} == {
        "events.column_missing"
    }
