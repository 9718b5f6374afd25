# SPDX-License-Identifier: Apache-2.0
"""`yizhan audit` as a clerk calls it."""

import json
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from yizhan.cli.main import main

ROWS = [("甲镇", 20, 8, "40%"), ("乙镇", 15, 5, "33.3%"), ("丙局", 12, 4, "33.3%"), ("合计", 47, 17, "36.2%")]
HEADS = ("单位", "报送", "采用", "采用率")


def call(*arguments: object, language: str = "zh_CN.UTF-8") -> Result:
    return CliRunner().invoke(
        main, ["audit", *map(str, arguments)], env={"LANG": language, "LC_ALL": "", "LC_MESSAGES": ""}
    )


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in (HEADS, *ROWS)), encoding="gb18030")
    return path


def test_table_that_agrees(table: Path) -> None:
    result = call(table)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "核对 6 个数,全部相符。",
        "✓ [合计] 合计 = Σ 报送  1/1",
        "✓ [合计] 合计 = Σ 采用  1/1",
        "✓ [比率] 采用率 = 采用 ÷ 报送 (1 位小数,四舍五入)  4/4",
    ]


def test_wrong_total_and_wrong_rate(table: Path) -> None:
    text = table.read_text(encoding="gb18030")
    table.write_text(text.replace("合计,47", "合计,49").replace("8,40%", "8,44%"), encoding="gb18030")
    result = call(table, language="en_GB.UTF-8")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:3] == [
        "6 figures checked: 3 agree, 0 are explained by rounding, 3 do not agree.",
        "✗ [total] 合计 = Σ 报送  0/1",
        "    ✗ B5 合计 报送: printed 49, computed 47, off by +2",
    ]


def test_json_names_cells_differences_and_roundings(table: Path) -> None:
    text = table.read_text(encoding="gb18030").replace("合计,47,17,36.2%", "合计,47,18,36.17%")
    table.write_text(text, encoding="gb18030")
    result = call(table, "--json", "--check", "sum(采用) = 17")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["agrees"], found["differ"]) == (1, False, 2)
    assert found["findings"][0] == {
        "kind": "column_total",
        "relation": "合计 = Σ 采用",
        "cell": "C5",
        "row": "合计",
        "column": "采用",
        "stated": "18",
        "computed": "17",
        "difference": "1",
        "verdict": "differs",
        "explained_by": None,
    }


def test_spreadsheet_with_formulas_is_checked_by_its_stored_values(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS[:3])
    for number, row in enumerate(ROWS[:3], start=1):
        sheet.write_row(number, 0, row[:3])
    sheet.write(4, 0, "合计")
    sheet.write_formula(4, 1, "=SUM(B2:B4)", None, 47)
    sheet.write_formula(4, 2, "=SUM(C2:C3)", None, 13)
    book.close()
    result = call(path)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "核对 2 个数:1 个相符,0 个由舍入解释,1 个不符。",
        "✓ [合计] 合计 = Σ 报送  1/1",
        "✗ [合计] 合计 = Σ 采用  0/1",
        "    ✗ C5 合计 采用:印 13,算 17,差 -4",
        f"{path}: 2 个格子里是公式,核对的是随文件保存的数值:B5、C5。",
    ]


def test_nothing_to_check_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("单位,采用\n甲镇,3\n乙镇,5\n", encoding="utf-8")
    result = call(tmp_path / "t.csv")
    assert (result.exit_code, result.stdout) == (0, "没有找到可以核对的合计、比率或名次;可用 --check 写明关系。\n")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfe\x00", "table.encoding"), ("单位\n甲镇\n".encode(), "table.empty"), (b"", "table.empty")],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    result = call(tmp_path / "t.csv", "--json")
    assert result.exit_code == 2
    assert [finding["code"] for finding in json.loads(result.stdout)["findings"]] == [code]
