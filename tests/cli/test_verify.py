# SPDX-License-Identifier: Apache-2.0
"""`yizhan verify`: sound, damaged, mended; exit codes; words a clerk understands."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.factories import files, items
from tests.factories.network import House
from yizhan.cli import verify
from yizhan.domains.files import queries
from yizhan.domains.items.models import Text
from yizhan.kernel import sealing


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command inside the test's own transaction."""
    monkeypatch.setattr(verify, "open_house", lambda: None)
    return CliRunner()


def test_a_sound_house_ends_with_0_and_names_the_last_seal(house: House, files_folder: Path, runner: CliRunner) -> None:
    files.kept(house)
    sealing.seal()
    done = runner.invoke(verify.command, ["--json"])
    assert done.exit_code == 0, done.output
    result = json.loads(done.stdout)
    assert result["is_sound"]
    assert [part["name"] for part in result["parts"][:4]] == ["journal", "files", "encrypted", "items.item"]
    assert result["parts"][0]["head"] == sealing.head()


def test_damage_ends_with_1_and_only_indexes_are_mended(house: House, files_folder: Path, runner: CliRunner) -> None:
    item = items.submitted(house)
    Text.objects.filter(item=item).update(title="库里被直接改过")
    kept = files.kept(house)
    path = queries.path_of(kept.file)
    path.write_bytes(path.read_bytes()[:-1])
    (files_folder / "ab").mkdir(exist_ok=True)
    (files_folder / "ab" / "abandoned").write_bytes(b"")
    done = runner.invoke(verify.command, [])
    assert done.exit_code == 1
    assert f"✗ 索引 / index items.item: 1\n    与正文不符 / says something else: 1 ({item.pk})" in done.stdout
    assert f"says something else: 1 ({kept.file.digest})" in done.stdout
    assert "belongs to nothing: 1 (abandoned)" in done.stdout
    mended = json.loads(runner.invoke(verify.command, ["--rebuild", "--json"]).stdout)
    assert [part["name"] for part in mended["parts"] if not part["is_sound"]] == ["files"]
    path.unlink()
    gone = json.loads(runner.invoke(verify.command, ["--json"]).stdout)
    assert gone["parts"][1]["counts"] == {"missing": 1, "surplus": 1}
