# SPDX-License-Identifier: Apache-2.0
"""Tables as files: readable in a spreadsheet program, and never calculated by it."""

import csv
import io

import pytest

from yizhan.web.downloads import csv_lines, plain, streamed_csv


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_looks_like_a_formula_becomes_text(cell: str) -> None:
    assert plain(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["正文", "1+1", "", 5, -5, None])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert plain(cell) == cell


def test_lines_can_be_read_back() -> None:
    text = "".join(csv_lines(["名称", "条数"], [["第一局，二科", 3], ['他说"好"\n第二行', 0]]))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [["名称", "条数"], ["第一局，二科", "3"], ['他说"好"\n第二行', "0"]]


def test_file_has_its_name_in_any_script() -> None:
    answer = streamed_csv("统计 2026.csv", ["a"], [])
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E7%BB%9F%E8%AE%A1%202026.csv"
