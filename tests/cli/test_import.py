# SPDX-License-Identifier: Apache-2.0
"""`yizhan import` on real files as they are, on wrong ones, and again."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests import homes

SHARED = Path(__file__).resolve().parents[3] / "shared/data"


class Installation:
    """An installation with one station, spoken to through the command."""

    def __init__(self, home: Path) -> None:
        root = Path(__file__).resolve().parents[2]
        plain = {name: value for name, value in os.environ.items() if not name.startswith("YIZHAN_")}
        environment = {**plain, "YIZHAN_HOME": str(homes.empty(home))}
        subprocess.run([sys.executable, "-m", "tests.serving.installation"], cwd=root, env=environment, check=True)
        self.home = home
        self.commands = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.commands"],
            cwd=root,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.code = json.loads(self.yizhan("stations", "--json").stdout)["stations"][-1]["code"]

    def yizhan(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """The command itself."""
        output, complaints = self.home / "output.txt", self.home / "complaints.txt"
        for file in (output, complaints):
            file.unlink(missing_ok=True)
        asked, answered = self.commands.stdin, self.commands.stdout
        assert asked is not None
        assert answered is not None
        asked.write(json.dumps([arguments, str(output), str(complaints)]) + "\n")
        asked.flush()
        code = int(answered.readline())
        return subprocess.CompletedProcess(
            arguments, code, output.read_text(encoding="utf-8"), complaints.read_text(encoding="utf-8")
        )

    def close(self) -> None:
        """Nothing is asked any more."""
        self.commands.communicate()

    def take_in(self, file: Path, *options: str, code: int = 0) -> Any:
        """Import a file; the JSON answer."""
        done = self.yizhan("import", str(file), "--station", self.code, "--json", *options)
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with closing(Installation(tmp_path_factory.mktemp("import"))) as made:
        yield made


def counts(report: Any) -> tuple[int, int, int, int]:
    return report["read"], report["created"], report["unchanged"], len(report["refused"])


@pytest.mark.slow
def test_the_4326_messages_are_taken_as_they_are_and_only_once(installation: Installation) -> None:
    file = SHARED / "taidi2020c/annex3-messages.xlsx"
    assert counts(installation.take_in(file, "--dry-run")) == (4326, 4326, 0, 0)
    assert counts(installation.take_in(file)) == (4326, 4326, 0, 0)
    assert counts(installation.take_in(file)) == (4326, 0, 4326, 0)


def test_the_letters_are_taken_as_they_are_and_only_once(installation: Installation) -> None:
    file = SHARED / "letters/beijing-letters-open.jsonl.xz"
    assert counts(installation.take_in(file)) == (448, 448, 0, 0)
    assert counts(installation.take_in(file)) == (448, 0, 448, 0)


def write(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(content.encode(encoding))
    return file


ROWS = """编号,标题,内容,时间
1,路口积水,逢雨积水,2026-01-05
2,路灯不亮,三盏路灯不亮,2026-02-30
3,停车难,夜间停车难,2026-03-01
"""


def test_one_wrong_row_leaves_the_store_as_it_was(installation: Installation, tmp_path: Path) -> None:
    report = installation.take_in(write(tmp_path, "rows.csv", ROWS), code=1)
    assert counts(report) == (3, 0, 0, 1)
    [refused] = report["refused"]
    assert refused["field"] == "submitted_at"
    assert "2026-02-30" in refused["message"]
    assert counts(installation.take_in(write(tmp_path, "rows.csv", ROWS), "--dry-run", code=1)) == (3, 0, 0, 1)


def test_good_rows_may_be_taken_without_the_wrong_ones(installation: Installation, tmp_path: Path) -> None:
    file = write(tmp_path, "rows.csv", ROWS.replace("\n1,", "\n11,").replace("\n3,", "\n13,"), "gb18030")
    assert counts(installation.take_in(file, "--skip-refused")) == (3, 2, 0, 1)
    assert counts(installation.take_in(file, "--skip-refused")) == (3, 0, 2, 1)


@pytest.mark.parametrize(
    ("content", "field", "words"),
    [
        ("编号,标题,内容\n91,,\n", "title", "空"),
        (f"编号,标题,内容\n92,{'题' * 121},内容\n", "title", "121"),
        ("编号,标题,内容\n93,通知,秘密★1年 某某情况\n", "situation", "秘密"),
        ("编号,标题,内容,时间\n94,标题,内容,2099-01-01\n", "submitted_at", "2099"),
    ],
)
def test_each_refused_row_says_what_is_wrong(
    installation: Installation, tmp_path: Path, content: str, field: str, words: str
) -> None:
    report = installation.take_in(write(tmp_path, "rows.csv", content), code=1)
    [refused] = report["refused"]
    assert refused["field"] == field
    assert words in refused["message"]
    assert refused["place"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--map", "title=没有这一列"), "没有这一列"),
        (("--map", "nothing=标题"), "nothing"),
        (("--map", "title"), "title"),
        (("--station", "nowhere"), "nowhere"),
    ],
)
def test_a_wrong_call_says_what_to_do_and_writes_nothing_on_standard_output(
    installation: Installation, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    file = write(tmp_path, "rows.csv", "编号,标题,内容\n95,标题,内容\n")
    done = installation.yizhan("import", str(file), "--station", installation.code, "--json", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr


def test_a_row_that_came_with_other_content_is_refused(installation: Installation, tmp_path: Path) -> None:
    installation.take_in(write(tmp_path, "a.csv", "编号,标题,内容\n96,标题,第一次\n"))
    report = installation.take_in(write(tmp_path, "b.csv", "编号,标题,内容\n96,标题,第二次\n"), code=1)
    assert [row["code"] for row in report["refused"]] == ["items.intake.changed"]


def test_a_broken_workbook_is_refused_in_words(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    done = installation.yizhan("import", str(tmp_path / "broken.xlsx"), "--station", installation.code, "--json")
    assert done.returncode == 2
    assert "broken.xlsx" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mapping_given_by_hand_wins_over_the_guess(installation: Installation, tmp_path: Path) -> None:
    file = write(tmp_path, "odd.csv", "甲,乙\n路口积水严重,逢雨必涝，影响出行\n")
    report = installation.take_in(file, "--map", "title=甲", "--map", "situation=乙")
    assert report["columns"] == {"title": "甲", "situation": "乙"}
    assert report["created"] == 1
