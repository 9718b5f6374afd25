# SPDX-License-Identifier: Apache-2.0
"""Uploads between two pages: bound to a post, gone after use or after a day, under a name that harms nobody."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.network import House
from yizhan.domains.network.models import Post
from yizhan.kernel.errors import Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.intake import incoming


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def post(house: House) -> Post:
    return Post.objects.get(pk=house.editor.post)


def kept(post: Post, *names: str) -> incoming.Incoming:
    return incoming.keep(post, [SimpleUploadedFile(name, b"x") for name in names or ("table.csv",)])


def test_upload_is_found_by_its_post_and_nobody_else(house: House, post: Post) -> None:
    waiting = kept(post)
    assert incoming.find(post, waiting.key) == waiting
    for other, key in ((Post.objects.get(pk=house.reviewer.post), waiting.key), (post, new_id())):
        with pytest.raises(NotFound):
            incoming.find(other, key)


def test_folder_is_the_owner_s_alone(home: Path, post: Post) -> None:
    waiting = kept(post)
    assert (home / "incoming").stat().st_mode & 0o077 == 0
    assert waiting.folder.parent == home / "incoming"


def test_mapping_and_outcome_are_noted(post: Post) -> None:
    waiting, done = kept(post), new_id()
    waiting = incoming.map_columns(waiting, {"title": "标题"})
    assert incoming.find(post, waiting.key).about.mapping == {"title": "标题"}
    incoming.use_up(waiting, done)
    assert incoming.find(post, waiting.key).about.intake == str(done)
    assert sorted(path.name for path in waiting.folder.iterdir()) == ["about.json"]


def test_one_table_is_a_file_and_anything_else_a_folder(post: Post) -> None:
    assert kept(post, "来信.xlsx").path.name == "来信.xlsx"
    assert kept(post, "来信.csv.xz").path.name == "来信.csv.xz"
    assert kept(post, "来信.docx").path.is_dir()
    both = kept(post, "来信.docx", "来信.docx")
    assert sorted(path.name for path in both.path.iterdir()) == ["0001-来信.docx", "0002-来信.docx"]


@pytest.mark.parametrize("name", ["../../evil.csv", "..\\evil.csv", "." * 3 + "csv", "汉" * 250 + ".csv"])
def test_name_leads_nowhere_and_fits_the_file_system(post: Post, name: str) -> None:
    waiting = kept(post, name)
    [path] = (waiting.folder / "files").iterdir()
    assert len(path.name.encode()) < 255
    assert path.read_bytes() == b"x"


def test_too_large_an_upload_is_refused_before_it_is_kept(
    home: Path, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST_MEGABYTES", 0)
    with pytest.raises(Invalid, match=r"files\.file\.too_large"):
        kept(post)
    assert list((home / "incoming").iterdir()) == []


def test_what_waited_for_more_than_a_day_goes_with_the_next_upload(post: Post) -> None:
    old, young = kept(post), kept(post)
    for waiting, hours in ((old, 25), (young, 23)):
        moment = waiting.folder.stat().st_mtime - hours * 3600
        os.utime(waiting.folder, (moment, moment))
    kept(post)
    assert (old.folder.exists(), young.folder.exists()) == (False, True)


def test_upload_that_is_no_use_is_thrown_away(post: Post) -> None:
    waiting = kept(post)
    incoming.throw_away(waiting)
    assert not waiting.folder.exists()
