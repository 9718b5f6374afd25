# SPDX-License-Identifier: Apache-2.0
"""Handing in a printed table: which figures do not agree, marked in the table; what is no table; nothing remains

unless somebody wants it kept.
"""

import hashlib
import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.conftest import Recorded
from tests.factories.network import House
from tests.web.items.visits import found, said, visitor
from yizhan.domains.bulletins.models import Audit
from yizhan.domains.network.states import Role
from yizhan.engines.scoring.audit.confined import audit_confined
from yizhan.engines.scoring.findings import Refused
from yizhan.kernel.ids import new_id

URL = "/bulletins/audit/"
GOOD = "单位,报送,采用,采用率\n甲镇,20,8,40%\n乙镇,15,5,33.3%\n丙局,12,4,33.3%\n合计,47,17,36.2%\n"
#: The total is two too high; one rate is cut off where the others are rounded half up.
BAD = (
    GOOD.replace("合计,47", "合计,49")
    .replace("15,5,33.3%", "17,11,64.7%")
    .replace("20,8", "18,2")
    .replace("40%", "11.1%")
)


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


def handed_in(client: Client, content: bytes, name: str = "通报.csv", stated: str = "", **more: str) -> Any:
    return client.post(URL, {"table": SimpleUploadedFile(name, content), "stated": stated, **more})


def workbook() -> bytes:
    """A sheet whose totals are formulas, one of them over too few rows."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([("单位", "报送", "采用"), ("甲镇", 20, 8), ("乙镇", 15, 5), ("丙局", 12, 4)]):
            sheet.write_row(number, 0, row)
        sheet.write(4, 0, "合计")
        sheet.write_formula(4, 1, "=SUM(B2:B4)", None, 47)
        sheet.write_formula(4, 2, "=SUM(C2:C3)", None, 13)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_table_that_agrees(editor: Client, recorded: Recorded, encoding: str) -> None:
    page = handed_in(editor, GOOD.encode(encoding))
    assert page.status_code == 200
    assert found(page, '//*[@class="callout-title"]') == ["核对了 6 个数，全部相符。"]
    assert found(page, '//td[starts-with(@class, "audited-")]/@id') == [
        "cell-D2", "cell-D3", "cell-D4", "cell-B5", "cell-C5", "cell-D5",
    ]  # fmt: skip
    assert found(page, "//ol[@class='audit-findings']/li") == []
    assert recorded.names == []


def test_findings_point_at_their_cells(editor: Client) -> None:
    page = handed_in(editor, BAD.encode("gb18030"))
    findings = found(page, "//ol[@class='audit-findings']/li")
    assert findings[0] == "B5 合计 · 报送：印的是 49，按“合计 = Σ 报送”算得 47，多 2。"
    assert found(page, "//ol[@class='audit-findings']/li[1]/a/@href") == ["#cell-B5"]
    assert found(page, '//td[@id="cell-B5"]') == ["49 ✗1"]
    assert found(page, '//td[@id="cell-B5"]/a/@href') == ["#finding-1"]
    assert found(page, '//td[@id="cell-B5"]/@class') == ["audited-differs"]


def test_formulas_are_named_and_a_stated_relation_is_checked(house: House) -> None:
    page = handed_in(
        visitor(house.editor, language="en"), workbook(), "bulletin.xlsx", "sum(采用) = 17\nsum(报送) = 48"
    )
    assert found(page, '//*[@class="callout-title"]') == ["2 of 4 figures do not agree."]
    assert found(page, "//ol[@class='audit-findings']/li") == [
        "C5 合计 · 采用: 13 is printed; 合计 = Σ 采用 gives 17. 4 too few.",
        "Σ · sum(报送): 48 is printed; sum(报送) = 48 gives 47. 1 too many.",
    ]
    assert "2 cells hold formulas; the values saved with them were checked: B5, C5." in said(page)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "文件是空的。"),
        (GOOD.encode(), "a.docx", "“a.docx”不是表格，请交 .xlsx、.xls、.ods、.csv 或 .tsv 文件。"),
        ("单位\n甲镇\n".encode(), "a.csv", "表里没有数据。"),
        (b"MZ\x90\x00" + b"\x00" * 100, "a.xlsx", "没有保存"),
        (b"x" * (5 * 1024 * 1024 + 1), "a.csv", "5 MB"),
        (f"秘密★1年\n{GOOD}".encode(), "a.csv", "秘密"),
        ("单位,采用\n甲,3\n".encode() * 14_000, "a.csv", "一次最多核对 40000 个"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(editor: Client, content: bytes, name: str, words: str) -> None:
    page = handed_in(editor, content, name)
    assert page.status_code == 422
    assert words in said(page)


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("采用 = 县级", "没有“县级”这一栏"),
        ("采用", "“采用”不是等式"),
        ("采用 = 报送\n" * 21, "一次最多写 20 条关系。"),
    ],
)
def test_relation_that_cannot_be_read_is_refused_at_its_field(editor: Client, stated: str, words: str) -> None:
    page = handed_in(editor, GOOD.encode(), stated=stated)
    assert page.status_code == 422
    assert words in " ".join(found(page, "//div[contains(@class, 'field-invalid')]"))
    assert found(page, '//textarea[@name="stated"]')[0].startswith(stated.partition("\n")[0])


def test_text_of_a_cell_is_never_markup(editor: Client) -> None:
    page = handed_in(editor, b"unit,adopted\na <b>x</b> & <i>,3\nb,4\ntotal,7\n")
    assert page.status_code == 200
    assert found(page, "//table[@class='audit-grid']//b") == []
    assert found(page, "//table[@class='audit-grid']//td[.='a <b>x</b> & <i>']") == ["a <b>x</b> & <i>"]


def test_nothing_of_the_table_remains(editor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert handed_in(editor, workbook(), "通报.xlsx").status_code == 200
    assert handed_in(editor, b"\xd0\xcf\x11\xe0 broken", "通报.xls").status_code == 422
    assert list(tmp_path.iterdir()) == []
    assert Audit.objects.count() == 0


def test_a_result_that_is_kept_is_read_again_listed_and_printed(
    house: House, recorded: Recorded, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    editor, leader = visitor(house.editor), visitor(house.leader, language="en")
    wanted = {"audit": found(editor.get(URL), "//input[@name='audit']/@value")[0], "is_kept": "on"}
    recorded.clear()
    answer = handed_in(editor, BAD.encode(), stated="sum(采用) = 17", **wanted)
    row = Audit.objects.get()
    url = f"/bulletins/audits/{row.public_id}/"
    assert (answer.status_code, answer["Location"], recorded.names) == (302, url, ["bulletins.audit.kept"])
    assert (row.digest, row.differing, row.checked) == (hashlib.sha256(BAD.encode()).hexdigest(), 2, 7)
    # The same form sent twice keeps it once.
    assert handed_in(editor, BAD.encode(), **wanted).status_code == 409
    page = leader.get(url)
    assert found(page, "//ol[@class='audit-findings']/li[1]/a/@href") == ["#cell-B5"]
    assert row.digest[:8] in said(page)
    paper = Document(io.BytesIO(leader.get(f"{url}docx/").content))
    assert any(row.digest in one.text for one in paper.paragraphs)
    assert [cell.text for cell in paper.tables[0].rows[0].cells] == ["What was checked", "Kind", "Agree"]
    once = queries_of(lambda: leader.get("/bulletins/audits/"))
    for content in (GOOD, "单位,采用\n甲镇,3\n乙镇,4\n"):
        handed_in(editor, content.encode(), **{**wanted, "audit": str(new_id())})
    assert queries_of(lambda: leader.get("/bulletins/audits/")) == once
    assert found(leader.get("/bulletins/audits/"), "//tbody/tr/td[2]") == [
        "nothing to check", "all 6 agree", "2 of 7 do not agree",
    ]  # fmt: skip
    for stranger in (visitor(house.neighbour.editor), visitor(house.member)):
        assert stranger.get(url).status_code == 404
    assert visitor(house.member).get("/bulletins/audits/").status_code == 403


def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        audit_confined(path, seconds=0)
    assert [finding.code for finding in refused.value.findings] == ["audit.too_laborious"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_who_reads_statistics_may_check_tables(house: House, role: str) -> None:
    may = {Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.LEADER, Role.SUPERVISOR}
    assert visitor(getattr(house, role)).get(URL).status_code == (200 if role in may else 403)


def test_form_needs_a_file(editor: Client) -> None:
    page = editor.post(URL, {"stated": ""})
    assert page.status_code == 422
    assert "请先选择文件。" in said(page)
