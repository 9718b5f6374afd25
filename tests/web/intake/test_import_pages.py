# SPDX-License-Identifier: Apache-2.0
"""Importing through pages: choose, judge the columns, see what would happen, take in, read the report."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from tests.conftest import Recorded
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.items.models import Intake, Item
from yizhan.domains.items.operations import intake
from yizhan.domains.items.operations.tables import KEPT
from yizhan.domains.network.states import Role
from yizhan.engines.media.columns import Ground
from yizhan.kernel.actors import system
from yizhan.web.intake.words import FIELDS, GROUNDS

SHARED = Path(__file__).resolve().parents[3] / "../shared"

GOOD = "留言编号,留言主题,留言详情,点赞数,备用\n1,路灯不亮,三号路的路灯坏了一周。,3,甲\n2,积水,雨后路口积水。,0,乙\n"
BAD = GOOD + "3,密件,秘密★一年 内部情况。,0,丙\n4,,,0,丁\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


def uploaded(client: Client, content: str | bytes, name: str = "来信.csv") -> Any:
    raw = content.encode() if isinstance(content, str) else content
    return client.post("/items/import/", {"upload": SimpleUploadedFile(name, raw)})


def mapped(client: Client, content: str | bytes = GOOD, name: str = "来信.csv") -> str:
    """An upload whose columns are taken as guessed; answers with the address of its check."""
    url = uploaded(client, content, name)["Location"]
    return str(client.post(url, guessed(client.get(url)))["Location"])


def guessed(page: Any) -> dict[str, str]:
    """The answers of the form of columns as it is shown."""
    names = found(page, "//form[@id='columns']//select/@name")
    return {name: (found(page, f'//select[@name="{name}"]/option[@selected]/@value') or [""])[0] for name in names}


def taken_in(client: Client, check: str, **given: str) -> Any:
    return client.post(check.replace("/check/", "/intake/"), {"act": act(), **given})


def figures(page: Any) -> list[int]:
    return [int(words.replace(",", "")) for words in found(page, '//*[@class="stat-figure"]')]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM, Role.EDITOR, Role.REVIEWER}))
def test_who_may_not_import_sees_no_page(house: House, editor: Client, recorded: Recorded, role: str) -> None:
    check = mapped(editor)
    intake.take_in(house.editor, house.station.pk, source="a.csv", arrivals=[])
    report = f"/items/import/reports/{Intake.objects.get().public_id}/"
    client = visitor(getattr(house, role))
    recorded.clear()
    for url in ("/items/import/", check, check.replace("check/", ""), check.replace("check", "refused"), report):
        assert client.get(url).status_code == 403, url
    assert uploaded(client, GOOD).status_code == 403
    assert taken_in(client, check).status_code == 403
    assert recorded.names == []


def test_upload_of_somebody_else_is_not_known(house: House, editor: Client) -> None:
    check = mapped(editor)
    reviewer = visitor(house.reviewer)
    assert reviewer.get(check).status_code == 404
    assert taken_in(reviewer, check).status_code == 404
    assert Item.objects.count() == 0


def test_import_elsewhere_is_not_known(house: House, elsewhere: House, editor: Client) -> None:
    intake.take_in(elsewhere.editor, elsewhere.station.pk, source="邻区.csv", arrivals=[])
    report = f"/items/import/reports/{Intake.objects.get().public_id}/"
    assert editor.get(report).status_code == 404
    assert editor.get(f"{report}refused/").status_code == 404
    assert "邻区.csv" not in said(editor.get("/items/import/"))


def test_columns_are_guessed_with_reasons_and_first_rows(house: House, editor: Client) -> None:
    page = editor.get(uploaded(editor, GOOD)["Location"])
    assert list(guessed(page).values()) == ["external_number", "title", "situation", "likes", ""]
    rows = found(page, "//tbody/tr")
    assert "列名即此意" in rows[1]
    assert "路灯不亮" in rows[1]
    assert "甲" in rows[4]


def test_good_rows_become_items_and_the_report_says_so(house: House, editor: Client, recorded: Recorded) -> None:
    check = mapped(editor)
    assert figures(editor.get(check)) == [2, 2, 0, 0]
    assert Item.objects.count() == 0
    recorded.clear()
    answer = taken_in(editor, check)
    done = Intake.objects.get()
    assert answer["Location"] == f"/items/import/reports/{done.public_id}/"
    assert recorded.names == ["items.item.taken_in", "items.item.taken_in", "items.intake.finished"]
    assert figures(editor.get(answer["Location"])) == [2, 2, 0, 0]
    assert (done.source, done.post_id) == ("来信.csv", house.editor.post)
    assert list(Item.objects.order_by("pk").values_list("title", "likes")) == [("路灯不亮", 3), ("积水", 0)]


def test_corrected_columns_are_what_counts(house: House, editor: Client) -> None:
    url = uploaded(editor, GOOD)["Location"]
    given = {"column-1": "", "column-2": "title", "column-4": "contributor"}
    check = editor.post(url, given)["Location"]
    assert list(guessed(editor.get(url)).values()) == ["", "", "title", "", "contributor"]
    taken_in(editor, check)
    assert list(Item.objects.order_by("pk").values_list("title", "authors", "likes")) == [
        ("三号路的路灯坏了一周。", "甲", 0),
        ("雨后路口积水。", "乙", 0),
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"column-3": "likes"}, "没有哪一列被当作正文或标题"),
        ({"column-1": "title", "column-4": "title"}, "“留言主题”和“备用”不能都作为这一项"),
        ({"column-1": "password"}, "password"),
    ],
)
def test_columns_that_make_no_item_are_shown_again(
    house: House, editor: Client, given: dict[str, str], words: str
) -> None:
    url = uploaded(editor, GOOD)["Location"]
    page = editor.post(url, given)
    assert page.status_code == 422
    assert words in said(page)
    assert editor.get(f"{url}check/")["Location"] == url


def test_bad_rows_stop_the_import_and_are_named(house: House, editor: Client, recorded: Recorded) -> None:
    check = mapped(editor, BAD)
    page = editor.get(check)
    assert figures(page) == [4, 2, 0, 2]
    rows = found(page, "//tbody/tr")
    assert rows[0].startswith("第 4 行")
    assert "秘密" in rows[0]
    assert rows[1].startswith("第 5 行标题")
    recorded.clear()
    assert taken_in(editor, check).status_code == 422
    assert (recorded.names, Item.objects.count()) == ([], 0)


def test_refused_rows_stand_in_the_order_of_the_file(house: House, editor: Client) -> None:
    table = "留言主题,留言详情,点赞数\n密件,秘密★一年 内部情况。,0\n积水,雨后积水。,许多\n,,0\n"
    places = found(editor.get(mapped(editor, table)), "//tbody/tr/td[1]/text()")
    assert places == ["第 2 行", "第 3 行", "第 4 行"]


def test_good_rows_are_taken_without_the_bad_ones(house: House, editor: Client) -> None:
    answer = taken_in(editor, mapped(editor, BAD), skip="1")
    report = editor.get(answer["Location"])
    assert figures(report) == [4, 2, 0, 2]
    assert "第 4 行" in said(report)
    assert Item.objects.count() == 2


def test_refused_rows_come_as_a_file(house: House, editor: Client) -> None:
    check = mapped(editor, BAD)
    before = editor.get(check.replace("/check/", "/refused/"))
    report = taken_in(editor, check, skip="1")["Location"]
    after = editor.get(f"{report}refused/")
    for page in (before, after):
        lines = list(csv.reader(io.StringIO(b"".join(page.streaming_content).decode("utf-8-sig"))))
        assert lines[0] == ["位置", "字段", "问题", "处理办法"]
        assert [line[0] for line in lines[1:]] == ["第 4 行", "第 5 行"]


def test_pressing_twice_imports_once_and_shows_the_same_report(house: House, editor: Client) -> None:
    check, key = mapped(editor), act()
    first, second = (taken_in(editor, check, act=key)["Location"] for _ in range(2))
    assert first == second
    assert (Item.objects.count(), Intake.objects.count()) == (2, 1)
    assert editor.get(check)["Location"] == first
    assert editor.get(check.replace("check/", ""))["Location"] == first


def test_same_file_again_changes_nothing(house: House, editor: Client) -> None:
    taken_in(editor, mapped(editor))
    check = mapped(editor)
    page = editor.get(check)
    assert figures(page) == [2, 0, 2, 0]
    assert "没有新的信息" in said(page)
    assert Item.objects.count() == 2


def test_earlier_imports_are_listed(house: House, editor: Client) -> None:
    taken_in(editor, mapped(editor, BAD), skip="1")
    intake.take_in(system(house.station.pk), house.station.pk, source="命令.csv", arrivals=[])
    rows = found(editor.get("/items/import/"), "//tbody/tr")
    assert rows[0].startswith("命令.csv0000命令行")
    assert rows[1].startswith("来信.csv4202")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.csv", "文件是空的"),
        (b"MZ\x90\x00", "program.exe", "是程序文件"),
        (b"not a workbook", "broken.xlsx", "扩展名与内容不符"),
        (b"%PDF-1.4", "paper.pdf", "已损坏或不完整"),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_words(
    house: House, editor: Client, home: Path, content: bytes, name: str, words: str
) -> None:
    page = uploaded(editor, content, name)
    assert page.status_code == 422
    assert words in said(page)
    assert list(home.glob("incoming/*")) == []


def test_file_of_bad_rows_only_offers_nothing_to_press(house: House, editor: Client) -> None:
    page = editor.get(mapped(editor, "留言主题,留言详情\n密件,秘密★一年 内部情况。\n"))
    assert figures(page) == [1, 0, 0, 1]
    assert "没有一行可以导入" in said(page)
    assert found(page, '//form[@class="step-form"]//button') == []


def test_no_file_is_asked_for(house: House, editor: Client) -> None:
    page = editor.post("/items/import/", {})
    assert page.status_code == 422
    assert "请先选择文件" in said(page)


def test_documents_are_imported_one_item_each(house: House, editor: Client) -> None:
    files = []
    for title in ("关于路灯的建议", "关于积水的建议"):
        content = io.BytesIO()
        document = Document()
        document.add_heading(title)
        document.add_paragraph("三号路的路灯坏了一周，居民夜间出行不便。")
        document.save(content)
        files.append(SimpleUploadedFile(f"{title}.docx", content.getvalue()))
    url = editor.post("/items/import/", {"upload": files})["Location"]
    check = editor.post(url, guessed(editor.get(url)))["Location"]
    taken_in(editor, check)
    assert sorted(Item.objects.values_list("title", flat=True)) == ["关于积水的建议", "关于路灯的建议"]


@pytest.mark.slow
def test_real_messages_work_through_the_pages(house: House, editor: Client) -> None:
    """All 4,326 messages of the third annex: guessed, checked, taken in, and known the second time."""
    content = (SHARED / "data/taidi2020c/annex3-messages.xlsx").read_bytes()
    check = mapped(editor, content, "附件3.xlsx")
    assert figures(editor.get(check)) == [4326, 4326, 0, 0]
    assert figures(editor.get(taken_in(editor, check)["Location"])) == [4326, 4326, 0, 0]
    assert Item.objects.filter(station=house.station).count() == 4326
    assert figures(editor.get(mapped(editor, content, "附件3.xlsx"))) == [4326, 0, 4326, 0]


def test_every_field_and_ground_has_words() -> None:
    assert set(FIELDS) == set(KEPT)
    assert set(GROUNDS) == set(Ground)


def test_queries_do_not_grow_with_imports(house: House, editor: Client) -> None:
    def count() -> int:
        editor.get("/items/import/")
        with CaptureQueriesContext(connection) as captured:
            editor.get("/items/import/")
        return len(captured)

    intake.take_in(house.editor, house.station.pk, source="a.csv", arrivals=[])
    one = count()
    for name in ("b.csv", "c.csv"):
        intake.take_in(house.editor, house.station.pk, source=name, arrivals=[])
    assert count() == one
