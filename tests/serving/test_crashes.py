# SPDX-License-Identifier: Apache-2.0
"""kill -9 at random moments during 200 submissions: every acknowledged one is there, exactly once (REL-20, REL-27)."""

import http.client
import json
import random
import sqlite3
import threading
import time
import uuid
from contextlib import closing
from pathlib import Path

import pytest

from tests.serving.server import Server

SEED = 20261123
SUBMISSIONS = 200
USERS = 4


class Author(threading.Thread):
    """Hands in its items one after the other; without an answer it sends the same request again."""

    def __init__(self, port: int, key: str, ids: list[uuid.UUID], stopped: threading.Event) -> None:
        super().__init__(daemon=True)
        self.port, self.key, self.ids, self.stopped = port, key, ids, stopped
        self.acknowledged: dict[uuid.UUID, str] = {}
        self.repeated = 0

    def run(self) -> None:
        """Until every item is acknowledged."""
        for one in self.ids:
            while one not in self.acknowledged and not self.stopped.is_set():
                try:
                    self.acknowledged[one] = self._hand_in(one)
                except (OSError, http.client.HTTPException):
                    self.repeated += 1
                    time.sleep(0.05)

    def _hand_in(self, one: uuid.UUID) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        wording = {"title": f"停车难{one.hex[:6]}", "situation": "夜间停车难。" * 20, "source": "走访"}
        body = {"id": str(one), "kind": "social_opinion", "wording": wording, "is_truthful": True}
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Idempotency-Key": str(one),
            "Content-Type": "application/json",
        }
        with closing(connection):
            connection.request("POST", "/api/v1/items", json.dumps(body), headers)
            answer = connection.getresponse()
            content = answer.read()
            if answer.status == 500:
                raise http.client.HTTPException("the server is going down")
            assert answer.status == 201, content.decode()
            return str(json.loads(content)["number"])


@pytest.mark.slow
def test_every_acknowledged_submission_survives_exactly_once(tmp_path: Path) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    server = Server(tmp_path)
    keys = json.loads(server.run("-m", "tests.serving.installation"))
    server.start()
    stopped = threading.Event()
    ids = [uuid.UUID(int=chance.getrandbits(128), version=4) for _ in range(SUBMISSIONS)]
    authors = [Author(server.port, keys["member"], ids[number::USERS], stopped) for number in range(USERS)]
    kills = 0
    try:
        for author in authors:
            author.start()
        while any(author.is_alive() for author in authors):
            time.sleep(chance.uniform(0.02, 0.35))
            if kills < 25:
                server.kill()
                kills += 1
                server.start()
            assert kills <= 25
    finally:
        stopped.set()
        server.kill()
    acknowledged = {one: number for author in authors for one, number in author.acknowledged.items()}
    repeated = sum(author.repeated for author in authors)
    print(f"{kills} kills, {repeated} requests sent again")
    assert kills >= 5
    assert set(acknowledged) == set(ids)
    _check(tmp_path / "yizhan.sqlite3", acknowledged)


def _check(database: Path, acknowledged: dict[uuid.UUID, str]) -> None:
    with closing(sqlite3.connect(database)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        stored = dict(raw.execute("SELECT public_id, number FROM items_item").fetchall())
        assert stored == {one.hex: number for one, number in acknowledged.items()}
        numbers = sorted(int(number.rpartition("-")[2]) for number in stored.values())
        assert numbers == list(range(1, SUBMISSIONS + 1))
        for table in ("items_text", "items_contribution"):
            assert raw.execute(f"SELECT count(*), count(DISTINCT item_id) FROM {table}").fetchone() == (
                SUBMISSIONS,
                SUBMISSIONS,
            )
        entries = raw.execute(
            "SELECT count(*), count(DISTINCT subject) FROM kernel_entry WHERE event = 'items.item.submitted'"
        )
        assert entries.fetchone() == (SUBMISSIONS, SUBMISSIONS)
        found = raw.execute("SELECT count(*) FROM items_fulltext WHERE tokens MATCH '\"夜间 间停 停车\"'").fetchone()
        assert found == (SUBMISSIONS,)
