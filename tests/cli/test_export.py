# SPDX-License-Identifier: Apache-2.0
"""`yizhan export`: all that a post may read and no more, as lines, as a workbook, as a folder; and in again."""

import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.cli.test_import import Installation, counts
from tests.factories import files, items, network
from tests.factories.items import IN_STATE
from tests.factories.network import House
from yizhan.cli import export_items, import_items
from yizhan.cli.exports import rows, writing
from yizhan.domains.files import queries as stored
from yizhan.domains.items import access
from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.operations import editing
from yizhan.domains.network.models import Post
from yizhan.domains.network.operations import posts
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor, system

FORMULA = "=HYPERLINK('http://x.example','点')"


@pytest.fixture(autouse=True)
def inside_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands inside the test's own transaction."""
    monkeypatch.setattr(export_items, "open_house", lambda: None)
    monkeypatch.setattr(import_items, "open_house", lambda: None)


def post_of(actor: Actor) -> str:
    return str(Post.objects.get(pk=actor.post).public_id)


def export(house: House, target: Path, *options: str, by: Actor | None = None, code: int = 0) -> Any:
    arguments = [str(target), "--station", house.station.code, "--post", post_of(by or house.editor), "--json"]
    done = CliRunner().invoke(export_items.command, [*arguments, *options])
    assert done.exit_code == code, done.output
    return orjson.loads(done.stdout)


def lines(file: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in file.read_bytes().splitlines()]


def wordings(station: int) -> list[tuple[Any, ...]]:
    """What the items of a station say now, with what an import keeps beside the words."""
    fields = ("title", "situation", "analysis", "suggestion", "source", "occurrence", "scope", "consequence")
    found = []
    for item in Item.objects.filter(station_id=station).order_by("submitted_at", "pk"):
        text = Text.objects.get(item=item, number=item.text_number)
        found.append((item.kind, item.authors, *(getattr(text, field) for field in fields)))
    return sorted(found)


def test_every_item_in_every_state_is_taken_into_an_empty_installation(
    house: House, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for make in IN_STATE.values():
        make(house)
    items.submitted(house, kind="problem", occurrence="入汛以来", scope="老城区", consequence=FORMULA)
    made = Item.objects.filter(station=house.station).count()
    report = export(house, tmp_path / "items.jsonl")
    assert (report["items"], report["missing"], report["cut"]) == (made, [], [])
    with closing(Installation(tmp_path_factory.mktemp("taken"))) as other:
        taken = other.take_in(tmp_path / "items.jsonl")
    assert counts(taken) == (made, made, 0, 0)
    assert {field: column for field, column in taken["columns"].items() if field != column} == {}


@pytest.mark.parametrize("ending", [".jsonl", ".xlsx"])
def test_what_is_taken_in_again_says_the_same(house: House, elsewhere: House, tmp_path: Path, ending: str) -> None:
    items.released(house)
    items.submitted(house, kind="problem", occurrence="入汛以来", scope="老城区", consequence=FORMULA)
    file = tmp_path / f"items{ending}"
    export(house, file)
    done = CliRunner().invoke(import_items.command, [str(file), "--station", elsewhere.station.code, "--json"])
    assert done.exit_code == 0, done.output
    assert wordings(elsewhere.station.pk) == wordings(house.station.pk)


def test_staff_export_all_that_belongs_to_an_item(house: House, files_folder: Path, tmp_path: Path) -> None:
    item = items.registered(house)
    editing.edit(house.editor, item.public_id, wording=items.wording(title="改过的标题"), note="压缩")
    files.handed_in(house, subject=item.public_id)
    export(house, tmp_path / "items.jsonl", "--language", "en")
    [line] = lines(tmp_path / "items.jsonl")
    holder = Post.objects.select_related("person").get(pk=house.editor.post).person.name
    assert (line["external_number"], line["title"], line["state"]) == (item.number, "改过的标题", "registered")
    assert [(text["number"], text["by"] == holder, text["note"]) for text in line["texts"]] == [
        (1, False, ""),
        (2, True, "压缩"),
    ]
    assert [entry["event"] for entry in line["journal"]][:3] == [
        "items.item.submitted",
        "items.item.registered",
        "items.item.edited",
    ]
    assert all(entry["sentence"] and "%(" not in entry["sentence"] for entry in line["journal"])
    assert [one["percent"] for one in line["shares"]] == [100]
    assert [set(one) for one in line["attachments"]] == [{"name", "kind", "bytes", "sha256"}]


def test_an_author_exports_his_own_words_and_what_he_was_told(house: House, elsewhere: House, tmp_path: Path) -> None:
    item = items.registered(house, title="原来的标题")
    editing.edit(house.editor, item.public_id, wording=items.wording(title="办公室的草稿"))
    items.submitted(house, by=house.officer)
    items.submitted(elsewhere)
    assert export(house, tmp_path / "own.jsonl", by=house.member)["items"] == 1
    [line] = lines(tmp_path / "own.jsonl")
    assert [line["title"], *(text["title"] for text in line["texts"])] == ["原来的标题", "原来的标题"]
    assert "办公室的草稿" not in (tmp_path / "own.jsonl").read_text(encoding="utf-8")
    assert {entry["event"] for entry in line["journal"]} <= {
        "items.item.submitted",
        "items.item.registered",
        "items.item.edited",
    }
    assert {entry["by"] for entry in line["journal"]} == {""}
    for nobody in (elsewhere.editor, house.handler, house.leader):
        assert export(house, tmp_path / f"{nobody.post}.jsonl", by=nobody)["items"] == 0


def test_no_cell_becomes_a_formula_and_what_does_not_fit_is_told(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = items.submitted(house, title=FORMULA, situation="长" * 200)
    monkeypatch.setattr(writing, "_CELL", 100)
    report = export(house, tmp_path / "items.xlsx", code=1)
    assert set(report["cut"]) == {item.number}
    book = CalamineWorkbook.from_path(tmp_path / "items.xlsx")
    assert book.sheet_names == [
        "信息 items",
        "份额 shares",
        "文本 texts",
        "经过 journal",
        "附件 attachments",
    ]
    heads, values = book.get_sheet_by_index(0).to_python()
    assert (heads[:3], values[:2]) == (["编号", "标题", "情况"], [item.number, FORMULA])
    with zipfile.ZipFile(tmp_path / "items.xlsx") as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert [sheet for sheet in sheets if b"<f>" in sheet or b"hyperlink" in sheet] == []
    monkeypatch.setattr(writing, "_SHEET", 1)
    done = CliRunner().invoke(
        export_items.command,
        [str(tmp_path / "more.xlsx"), "--station", house.station.code, "--post", post_of(house.editor)],
    )
    assert (done.exit_code, sorted(path.name for path in tmp_path.iterdir())) == (2, ["items.xlsx"])


def test_a_folder_holds_the_files_and_tells_what_is_gone(house: House, files_folder: Path, tmp_path: Path) -> None:
    item = items.submitted(house)
    attached = files.handed_in(house, subject=item.public_id)
    assert export(house, tmp_path / "all")["attachments"] == 1
    [line] = lines(tmp_path / "all/items.jsonl")
    [file] = line["attachments"]
    assert file["file"] == f"files/{item.number}/1 {attached.name}"
    content = stored.path_of(attached.file)
    assert (tmp_path / "all" / file["file"]).read_bytes() == content.read_bytes()
    content.unlink()
    report = export(house, tmp_path / "again", code=1)
    assert report["missing"] == [f"{item.number} {attached.name}"]
    assert lines(tmp_path / "again/items.jsonl")[0]["attachments"][0]["file"] == ""


def test_days_narrow_what_is_exported(house: House, tmp_path: Path) -> None:
    items.submitted(house)
    assert export(house, tmp_path / "before.jsonl", "--to", "2020-01-01")["items"] == 0
    assert export(house, tmp_path / "since.jsonl", "--from", "2020-01-01")["items"] == 1


@pytest.mark.parametrize("who", ["editor", "leader"])
def test_cost_does_not_grow_with_what_is_exported(house: House, who: str) -> None:
    actor = getattr(house, who)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            found = list(rows.exported(actor, access.visible(actor)))
        assert found
        return len(captured)

    items.released(house)
    first = asked()
    for _ in range(2):
        items.released(house)
    assert asked() == first


@pytest.mark.parametrize(
    ("target", "changes", "words"),
    [
        ("there.jsonl", {}, "is not overwritten"),
        ("nowhere/items.jsonl", {}, "There is no folder"),
        ("items.csv", {}, "ends in .jsonl or .xlsx"),
        ("items.jsonl", {"--station": "nowhere"}, "There is no station nowhere"),
        ("items.jsonl", {"--post": "niemand"}, "niemand"),
        ("items.jsonl", {"--post": "5f1c0c4e-7a52-4d39-8ff5-0d7a3b0d9c11"}, "5f1c0c4e"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_leaves_nothing(
    house: House, tmp_path: Path, target: str, changes: dict[str, str], words: str
) -> None:
    (tmp_path / "there.jsonl").write_text("earlier")
    given = {"--station": house.station.code, "--post": post_of(house.editor), **changes}
    arguments = [part for option in given.items() for part in option]
    done = CliRunner().invoke(export_items.command, [str(tmp_path / target), *arguments])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert words in done.stderr
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("there.jsonl", "earlier")]


def test_several_posts_of_one_person_are_told_apart(house: House, tmp_path: Path) -> None:
    editor = Post.objects.select_related("person").get(pk=house.editor.post)
    posts.open_account(system(), person=editor.person_id, sign_in_name="hai.yan")
    call = ["--station", house.station.code, "--post", "hai.yan"]
    assert CliRunner().invoke(export_items.command, [str(tmp_path / "one.jsonl"), *call]).exit_code == 0
    network.post(house.office, Role.SUPERVISOR, holder=editor.person)
    done = CliRunner().invoke(export_items.command, [str(tmp_path / "two.jsonl"), *call])
    assert done.exit_code == 2
    assert post_of(house.editor) in done.stderr
