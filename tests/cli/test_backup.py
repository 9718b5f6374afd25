# SPDX-License-Identifier: Apache-2.0
"""`yizhan backup` and `yizhan restore`: the same house again in an empty home; nothing else is ever written."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests import homes
from tests.homes import ROOT

#: Account numbers that the installation holds, and that nobody may find in any of its files but by the keys (DJ-15).
PLANTED = [f"6222{number:010d}" for number in range(1000, 1100)]

#: Makes a house with an attached file, a hundred bank accounts and a sealed journal.
_WORK = """
from yizhan.cli.house import open_house
open_house()
from tests.factories import files, items
from tests.factories.network import House
from yizhan.domains.rewards.operations.payees import Account, enter_own
from yizhan.kernel import sealing
from yizhan.kernel.ids import new_id
house, key = House.build(), new_id()
files.kept(house, subject=key, content="渠边堆放垃圾。".encode())
items.submitted(house, public_id=key)
for number in range(1000, 1100):
    enter_own(house.member, account=Account(holder="某某", bank="岚溪农商银行", account_number=f"6222{number:010d}"))
sealing.seal()
"""


def call(home: Path, *command: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """A Python command in an installation."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YIZHAN_")}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**environment, "YIZHAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def yizhan(home: Path, *arguments: str, code: int = 0) -> Any:
    """What the command answers; its complaint where it refuses."""
    done = call(home, "-c", "from yizhan.cli.main import main; main()", *arguments, code=code)
    return json.loads(done.stdout) if code == 0 else done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation in which somebody has worked."""
    folder = homes.empty(tmp_path_factory.mktemp("home"))
    call(folder, "-c", _WORK)
    return folder


def rows(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the installation."""
    with closing(sqlite3.connect(home / "yizhan.sqlite3")) as store:
        tables = store.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        return {name: store.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables.fetchall()}


def contents(home: Path) -> dict[str, bytes]:
    """Stored files and keys."""
    places = [home / "secret.key", *sorted((home / "files").glob("??/*"))]
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in places}


def readable(folder: Path) -> list[tuple[Path, str]]:
    """Account numbers that stand in the clear in any file, the database and its log among them."""
    read = ((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file())
    return [(path, number) for path, content in read for number in PLANTED if number.encode() in content]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["backup.tar", "backup"])
def test_a_backup_taken_while_somebody_writes_becomes_the_same_house(home: Path, tmp_path: Path, name: str) -> None:
    target, fresh = tmp_path / "kept" / name, tmp_path / "fresh"
    planned = yizhan(home, "backup", str(target), "--dry-run", "--json")
    assert (planned["files"], target.exists()) == (2, False)
    before = rows(home)
    with closing(sqlite3.connect(home / "yizhan.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE items_item SET title = 'not committed yet'")
        made = yizhan(home, "backup", str(target), "--json")
        other.execute("ROLLBACK")
    assert made["files"] == 3
    assert target.stat().st_mode & 0o077 == 0
    assert list(target.parent.iterdir()) == [target]
    trial = yizhan(fresh, "restore", str(target), "--dry-run", "--json")
    assert trial["head"] == made["head"] != ""
    restored = yizhan(fresh, "restore", str(target), "--json")
    assert restored["head_found"]
    assert rows(fresh) == before
    assert contents(fresh) == contents(home)
    assert not (fresh / "field.keys").exists()
    assert [readable(folder) for folder in (home, target.parent, fresh)] == [[], [], []]
    shutil.copyfile(home / "field.keys", fresh / "field.keys")
    assert yizhan(fresh, "verify", "--json")["is_sound"]
    assert not list(fresh.glob(".restore-*"))
    assert "Not empty" in yizhan(fresh, "restore", str(target), code=2)
    assert "exists already" in yizhan(home, "backup", str(target), code=2)


@pytest.mark.slow
def test_a_damaged_or_strange_backup_is_refused_and_nothing_is_written(home: Path, tmp_path: Path) -> None:
    whole, fresh = tmp_path / "whole", tmp_path / "fresh"
    yizhan(home, "backup", str(whole), "--json")
    [stored] = (whole / "files").glob("??/*")

    def damaged(name: str) -> Path:
        return Path(shutil.copytree(whole, tmp_path / name))

    changed, shortened, without, led_out = map(damaged, ("changed", "shortened", "without", "led_out"))
    (changed / stored.relative_to(whole)).write_bytes(stored.read_bytes()[:-1] + b"!")
    (shortened / stored.relative_to(whole)).unlink()
    (without / "manifest.json").unlink()
    manifest = json.loads((led_out / "manifest.json").read_bytes())
    manifest["members"]["home/../../evil"] = manifest["members"]["home/secret.key"]
    (led_out / "manifest.json").write_text(json.dumps(manifest))
    strange = tmp_path / "strange.tar"
    with tarfile.open(strange, "w") as archive:
        archive.add(__file__, "../../evil")
    nothing = tmp_path / "nothing.tar"
    nothing.write_bytes(b"no archive")
    for source in (changed, shortened, without, led_out, strange, nothing):
        assert "Not a sound backup" in yizhan(fresh, "restore", str(source), code=2), source
        assert not list((fresh / "files").glob("??/*"))
    assert not (tmp_path / "evil").exists()
    assert yizhan(fresh, "restore", str(whole), "--json")["head_found"]
