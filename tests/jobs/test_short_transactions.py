# SPDX-License-Identifier: Apache-2.0
"""What the worker does besides never holds the writer for long: each transaction writes a bounded number of rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.likeness.models import Word
from yizhan.domains.likeness.operations import words
from yizhan.kernel import checkpoints, outbox, planning, sealing
from yizhan.kernel.actors import system
from yizhan.kernel.models import Counter, Delivery, Entry, Seal


class Transactions:
    """The statements of each outermost transaction that a block opens, and how many rows they wrote."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.statements: list[list[str]] = []
        self._depth = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
        """Count one statement."""
        result = execute(sql, params, many, context)
        if sql.startswith("SAVEPOINT"):
            if not self._depth:
                self.rows.append(0)
                self.statements.append([])
            self._depth += 1
        elif sql.startswith("RELEASE"):
            self._depth -= 1
        elif not sql.startswith(("SELECT", "PRAGMA", "ROLLBACK", "LOCK")):
            assert self._depth, f"written outside a transaction: {sql}"
            self.statements[-1].append(sql)
            self.rows[-1] += max(0, context["cursor"].rowcount)
        return result


@contextmanager
def transactions() -> Iterator[Transactions]:
    """Those of the block; in a test they are savepoints."""
    seen = Transactions()
    with connection.execute_wrapper(seen):
        yield seen


def test_a_seal_is_made_before_the_transaction_that_writes_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    items.released(house)
    monkeypatch.setattr(sealing, "AT_ONCE", 5)
    entries = Entry.objects.count()
    with transactions() as seen:
        assert sealing.seal() == entries
    assert [len(one) for one in seen.statements] == [1] * Seal.objects.count()
    assert len(seen.statements) == -(-entries // 5)


def test_no_seal_passes_over_an_entry_that_came_in_meanwhile(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    items.submitted(house)
    last = Entry.objects.latest("pk")
    above, below = last.pk + 10, last.pk + 5
    _enter(last, above)
    read = sealing._digest_of

    def meanwhile(entry: Entry) -> str:
        monkeypatch.setattr(sealing, "_digest_of", read)
        _enter(last, below)
        return read(entry)

    monkeypatch.setattr(sealing, "_digest_of", meanwhile)
    assert sealing.seal() == 0
    assert sealing.seal() == Entry.objects.count()
    assert list(sealing.findings()) == []


def _enter(like: Entry, key: int) -> None:
    """One more entry, with a key that another transaction was given earlier."""
    entry = Entry.objects.get(pk=like.pk)
    entry.pk = key
    entry.save(force_insert=True)


def test_word_counts_are_written_in_batches(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        items.submitted(house)
    Word.objects.bulk_create([Word(word=f"旧{number}", texts=2) for number in range(7)])
    monkeypatch.setattr(words, "_BATCH", 3)
    with transactions() as seen:
        words.recount(system())
    assert max(seen.rows) <= 3
    assert len(seen.rows) > 3
    assert Word.objects.exists()
    assert not Word.objects.filter(word__startswith="旧").exists()
    with transactions() as again:
        words.recount(system())
    assert len(again.rows) == 1


def test_some_deliveries_share_a_transaction_and_never_all(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        items.submitted(house)
    monkeypatch.setattr(outbox, "_TOGETHER", 2)
    owed = Delivery.objects.filter(done_at__isnull=True).count()
    with transactions() as seen:
        outbox.carry_out()
    assert len(seen.rows) == -(-owed // 2)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts its tables by itself")
def test_each_table_is_counted_by_itself_and_only_when_it_has_outgrown_its_count(house: House) -> None:
    items.submitted(house)
    with transactions() as seen:
        counted = planning.renew_statistics(whole=True)
    assert counted == len(seen.statements) > 5
    assert all(len(one) == 1 and one[0].startswith('ANALYZE "') for one in seen.statements)
    assert planning.renew_statistics() == 0
    for _ in range(4):
        items.submitted(house)
    with transactions() as seen:
        planning.renew_statistics()
    assert ['ANALYZE "items_item"'] in seen.statements


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a process for this")
def test_what_was_committed_is_carried_over_and_no_writer_is_held() -> None:
    Counter.objects.create(scope="test", last=1)
    with connection.execute_wrapper(Transactions()):
        assert checkpoints.carry_over() > 0
