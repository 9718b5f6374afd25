# SPDX-License-Identifier: Apache-2.0
"""The journal is append-only, whoever asks, on the schema as it is shipped."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import items
from tests.factories.network import House
from yizhan.kernel.models import Entry


def test_an_entry_cannot_be_changed(house: House) -> None:
    items.submitted(house)
    entry = Entry.objects.latest("pk")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(role="editor")
    assert Entry.objects.get(pk=entry.pk).role == "member"


def test_a_fresh_sqlite_installation_refuses_to_delete_entries(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "YIZHAN_DATABASE_URL"}
    command = [sys.executable, "-c", "from yizhan.cli.main import main; main()", "stations", "--json"]
    subprocess.run(command, env={**environment, "YIZHAN_HOME": str(tmp_path)}, check=True, capture_output=True)
    with closing(sqlite3.connect(tmp_path / "yizhan.sqlite3")) as raw:
        raw.execute(
            "INSERT INTO kernel_entry(event, subject, act, role, facts, before, after, at)"
            " VALUES ('x', '00', '00', 'editor', '{}', '', '', '2026-01-01')"
        )
        for statement in ("DELETE FROM kernel_entry", "UPDATE kernel_entry SET role = 'leader'"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                raw.execute(statement)


def test_reading_the_story_of_an_item_takes_one_query(house: House) -> None:
    item = items.released(house)
    with CaptureQueriesContext(connection) as queries:
        names = [entry.event for entry in Entry.objects.filter(matter=item.public_id).order_by("id")]
    assert len(queries) == 1
    assert names == [
        "items.item.submitted",
        "items.item.registered",
        "items.item.sent_to_review",
        "items.review.passed",
        "items.review.passed",
        "items.item.verified",
        "items.item.signed",
        "items.item.released",
    ]
