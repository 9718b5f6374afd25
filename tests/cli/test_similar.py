# SPDX-License-Identifier: Apache-2.0
"""`yizhan similar` in an installation with items: a text, a file, standard input, and what is wrong."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_import import Installation

SAID = "柳荫里电梯停运\n青石街道柳荫里3号楼电梯停运三个月，42户居民上下楼困难，物业称维修基金不足。"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    table = tmp_path_factory.mktemp("table") / "旧稿.csv"
    title, text = SAID.split("\n")
    table.write_text(f"标题,情况\n{title},{text}居民有意见。\n灌溉水渠失修,松岭村水渠渗漏。\n", encoding="utf-8")
    with closing(Installation(tmp_path_factory.mktemp("similar"))) as made:
        made.take_in(table)
        yield made


def similar(installation: Installation, *options: str, code: int = 0) -> Any:
    done = installation.yizhan("similar", "--json", *options)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def test_a_text_a_file_and_a_station_find_the_same(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "新稿.txt"
    file.write_text(SAID, encoding="utf-8")
    first = similar(installation, "--text", SAID)
    assert [(one["title"], one["verdict"]) for one in first["found"]] == [("柳荫里电梯停运", "same text")]
    assert first["found"][0]["figures"] == ["3个月", "42户"]
    assert similar(installation, str(file))["found"] == first["found"]
    assert similar(installation, "--text", SAID, "--station", installation.code)["found"] == first["found"]


@pytest.mark.parametrize("text", ["", "水", "图书馆延长开放时间的建议", "🚰" * 9, "长" * 30_000])
def test_nothing_alike_is_an_answer(installation: Installation, text: str) -> None:
    assert similar(installation, "--text", text, code=1)["found"] == []


def test_a_wrong_call_says_what_is_wrong(installation: Installation, tmp_path: Path) -> None:
    picture = tmp_path / "图.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    for options in ([], ["--text", SAID, "--station", "nowhere"], [str(picture)], ["nowhere.txt"]):
        done = installation.yizhan("similar", *options)
        assert (done.returncode, bool(done.stderr)) == (2, True)
        assert "Traceback" not in done.stderr
