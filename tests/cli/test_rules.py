# SPDX-License-Identifier: Apache-2.0
"""`yizhan rules`: out, in, compared; wrong files name their lines and nothing is taken in."""

from pathlib import Path
from typing import Any

import orjson
from click.testing import CliRunner

from tests.factories.network import House
from yizhan.cli import rules
from yizhan.domains.items.rules import REVIEW_LEVELS
from yizhan.domains.rulebook import queries
from yizhan.domains.rulebook.models import Draft, Rule
from yizhan.domains.rulebook.operations import laying_down
from yizhan.kernel import clock
from yizhan.kernel.actors import system


def run(house: House, *arguments: str, code: int = 0) -> dict[str, Any]:
    """What the command answers as JSON; nothing for a wrong call."""
    result = CliRunner().invoke(rules.command, [*arguments, "--station", house.station.code, "--json"])
    assert result.exit_code == code, result.output
    return orjson.loads(result.stdout) if result.stdout else {}


def test_what_is_exported_is_taken_in_and_compares_as_the_same(house: House, tmp_path: Path) -> None:
    laying_down.set_rule(
        system(), house.station.pk, key=REVIEW_LEVELS.key, value=3, valid_from=clock.today(), instrument="制度"
    )
    file = tmp_path / "rules.toml"
    assert run(house, "export", "--file", str(file))["rules"] == 1
    assert run(house, "compare", str(file))["differences"] == []
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value = 3", "value = 1"), encoding="utf-8")
    [difference] = run(house, "compare", str(file), code=1)["differences"]
    assert (difference["key"], difference["before"], difference["after"]) == (REVIEW_LEVELS.key, 3, 1)
    assert run(house, "import", str(file), "--dry-run")["draft"] is None
    assert Draft.objects.count() == 0
    made = run(house, "import", str(file))["draft"]
    assert str(Draft.objects.get().public_id) == made
    assert queries.value(house.station.pk, REVIEW_LEVELS) == 3
    run(house, "import", str(file), "--put-in-force")
    assert queries.value(house.station.pk, REVIEW_LEVELS) == 1
    assert run(house, "export")["document"] == file.read_text(encoding="utf-8")


def test_a_set_of_the_house_is_taken_in(house: House) -> None:
    assert run(house, "import", "--set", "district-cppcc", "--put-in-force")["rules"] > 5
    yesterday = "2025-12-31"
    assert run(house, "compare", "--before", yesterday, "--after", str(clock.today()), code=1)["differences"]


def test_wrong_files_name_their_lines_and_wrong_calls_say_so(house: House, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('title = "x"\n\n[[rule]]\nkey = "no.rule"\nvalue = 1\nfrom = 2026-01-01\ninstrument = "x"\n')
    for arguments in (("import", str(file)), ("import", str(file), "--put-in-force"), ("compare", str(file))):
        [mistake] = run(house, *arguments, code=1)["mistakes"]
        assert (mistake["line"], mistake["code"]) == (4, "rulebook.rule.unknown")
    assert (Draft.objects.count(), Rule.objects.count()) == (0, 0)
    file.write_bytes(b"\xff\xfe")
    for arguments in (("import", str(file)), ("import",), ("import", "--set", "moon"), ("compare",)):
        assert run(house, *arguments, code=2) == {}
    unknown = CliRunner().invoke(rules.command, ["export", "--station", "nowhere"])
    assert unknown.exit_code == 2
