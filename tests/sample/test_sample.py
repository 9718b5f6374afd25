# SPDX-License-Identifier: Apache-2.0
"""The sample district: what it holds, and the platform's figures against a count by other means (plain SQL)."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from yizhan.sample import places

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def run(home: Path, *command: str) -> Any:
    """A command in the installation; its JSON answer."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YIZHAN_")}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**environment, "YIZHAN_HOME": str(home)},
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample installation, made once for this module."""
    folder = tmp_path_factory.mktemp("sample")
    run(folder, "-c", "from yizhan.cli.main import main; main()", "init", "--sample", "--json")
    return folder


@pytest.fixture(scope="module")
def figures(home: Path) -> dict[str, Any]:
    """What the platform says."""
    answer: dict[str, Any] = run(home, "-m", "tests.sample.figures")
    return answer


@pytest.fixture
def raw(home: Path) -> Iterator[sqlite3.Connection]:
    """The store itself, read without the platform."""
    with closing(sqlite3.connect(f"file:{home / 'yizhan.sqlite3'}?mode=ro", uri=True)) as connection:
        yield connection


def one(raw: sqlite3.Connection, statement: str) -> int:
    return int(raw.execute(statement).fetchone()[0])


OWN = "(SELECT id FROM network_station WHERE code = 'lanxi')"
#: What was handed in or came from elsewhere, each fact once: neither what the office made nor what was said twice.
RECEIVED = (
    "i.channel NOT IN ('synthesis', 'split')"
    " AND NOT EXISTS (SELECT 1 FROM items_part p WHERE p.item_id = i.id AND p.is_repeat)"
)
#: Every item of the district with itself and with everything that was made of it elsewhere; of a synthesis the whole.
FAMILY = f"""
    SELECT i.id AS own, i.id AS member FROM items_item i WHERE i.station_id = {OWN} AND i.state <> 'absorbed'
    UNION SELECT i.id, d.item_id FROM items_item i JOIN items_descent d ON d.ancestor_id = i.id
    WHERE i.station_id = {OWN} AND i.state <> 'absorbed'
"""


def test_the_district_has_the_size_of_a_real_one(raw: sqlite3.Connection) -> None:
    bodies = f"SELECT count(*) FROM network_organization WHERE station_id = {OWN} AND kind = "
    posts = f"SELECT count(*) FROM network_post WHERE station_id = {OWN} AND role = "
    assert one(raw, bodies + "'township'") == len(places.TOWNSHIPS) == 10
    assert one(raw, bodies + "'department'") == len(places.DEPARTMENTS) == 20
    assert one(raw, bodies + "'sector'") == len(places.SECTORS) == 17
    assert one(raw, posts + "'member'") == 228
    assert one(raw, posts + "'officer' AND officer_kind <> 'invited'") == 18
    assert 550 <= one(raw, f"SELECT count(*) FROM items_item WHERE station_id = {OWN}") <= 650


def test_the_funnel_equals_a_count_by_other_means(raw: sqlite3.Connection, figures: dict[str, Any]) -> None:
    assert figures["funnel"] == {
        "collected": one(raw, f"SELECT count(*) FROM items_item i WHERE i.station_id = {OWN} AND {RECEIVED}"),
        "issued": one(
            raw,
            "SELECT count(DISTINCT e.matter) FROM kernel_entry e JOIN items_item i ON i.public_id = e.matter"
            f" WHERE e.event = 'items.item.released' AND i.station_id = {OWN}",
        ),
        "reported": one(
            raw, f"SELECT count(DISTINCT item_id || ':' || target_id) FROM reporting_report WHERE station_id = {OWN}"
        ),
        "adopted": one(
            raw,
            "SELECT count(DISTINCT f.own) FROM reporting_adoption a"
            f" JOIN ({FAMILY}) f ON f.member = a.item_id WHERE a.state = 'recorded'",
        ),
        "adoptions": one(
            raw,
            "SELECT count(*) FROM (SELECT DISTINCT f.own, a.body_name, a.level FROM reporting_adoption a"
            f" JOIN ({FAMILY}) f ON f.member = a.item_id WHERE a.state = 'recorded')",
        ),
    }
    assert figures["funnel"]["adoptions"] > figures["funnel"]["adopted"] > 0


def test_units_add_up_to_the_whole(raw: sqlite3.Connection, figures: dict[str, Any]) -> None:
    counted = dict(
        raw.execute(
            "SELECT o.name, count(*) FROM items_item i JOIN network_organization o ON o.id = i.organization_id"
            f" WHERE i.station_id = {OWN} AND {RECEIVED} GROUP BY o.name"
        ).fetchall()
    )
    assert {name: number for name, number in figures["by_unit"].items() if number} == counted
    assert sum(counted.values()) == figures["funnel"]["collected"]


def test_a_body_counts_once_per_item(raw: sqlite3.Connection, figures: dict[str, Any]) -> None:
    counted = dict(
        raw.execute(
            "SELECT body_name, count(*) FROM (SELECT DISTINCT f.own, a.body_name, a.level FROM reporting_adoption a"
            f" JOIN ({FAMILY}) f ON f.member = a.item_id WHERE a.state = 'recorded') GROUP BY body_name"
        ).fetchall()
    )
    assert {name: number for name, number in figures["bodies"].items() if number} == counted
    assert len(counted) >= 4


@pytest.mark.rule("RULE-097")
def test_every_instructed_item_is_followed_and_cases_stand_everywhere(
    raw: sqlite3.Connection, figures: dict[str, Any]
) -> None:
    standing = f"FROM supervision_instruction WHERE station_id = {OWN} AND state = 'given'"
    assert figures["instructed"]["instructions"] == one(raw, f"SELECT count(*) {standing}")
    assert figures["instructed"]["items"] == one(raw, f"SELECT count(DISTINCT item_id) {standing}")
    without = f"SELECT count(*) {standing} AND item_id NOT IN (SELECT item_id FROM supervision_case)"
    assert one(raw, without) == 0
    assert set(figures["cases"]) >= {"instructed", "accepted", "told", "concluded"}


def test_shares_of_every_item_add_up(raw: sqlite3.Connection) -> None:
    wrong = "SELECT item_id FROM items_contribution GROUP BY item_id HAVING sum(share) <> 10000"
    assert raw.execute(wrong).fetchall() == []


def test_items_are_put_together_and_apart_and_parts_add_up(raw: sqlite3.Connection) -> None:
    made = dict(raw.execute("SELECT change, count(*) FROM items_composition GROUP BY change").fetchall())
    assert made["composed"] >= 3
    assert made["shared"] >= 1
    wrong = "SELECT synthesis_id FROM items_part GROUP BY synthesis_id HAVING sum(share) <> 10000"
    assert raw.execute(wrong).fetchall() == []
    assert one(raw, "SELECT count(*) FROM items_item WHERE state = 'dissolved'") >= 1
    lost = "SELECT count(*) FROM items_item WHERE state = 'absorbed' AND id NOT IN (SELECT item_id FROM items_part)"
    assert one(raw, lost) == 0


def test_numbers_have_no_gap(raw: sqlite3.Connection) -> None:
    for (year,) in raw.execute(
        "SELECT DISTINCT substr(number, 7, 5) FROM items_item WHERE number LIKE 'LANXI-%'"
    ).fetchall():
        numbers = [
            int(number.rpartition("-")[2])
            for (number,) in raw.execute("SELECT number FROM items_item WHERE number LIKE ?", (f"LANXI-{year[:4]}%",))
        ]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_the_store_is_sound(raw: sqlite3.Connection) -> None:
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
