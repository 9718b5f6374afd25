# SPDX-License-Identifier: Apache-2.0
"""The chain over the journal: every change, removal, insertion and swap below the last seal is found and located."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import items
from tests.factories.network import House
from yizhan.kernel import sealing
from yizhan.kernel.models import Entry, Seal
from yizhan.kernel.sealing import Damage, Finding


@pytest.fixture
def keys(house: House, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A journal under several seals; the keys of its entries."""
    monkeypatch.setattr(sealing, "AT_ONCE", 4)
    items.released(house)
    sealed = sealing.seal()
    found = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    assert sealed == len(found)
    assert sealing.unsealed() == 0
    assert Seal.objects.count() == -(-len(found) // 4)
    assert list(sealing.findings()) == []
    return found


def tamper(statement: str, *values: object) -> None:
    """What somebody does who owns the database file: take the triggers off, then write."""
    with connection.cursor() as cursor:
        for table in ("entry", "seal"):
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE kernel_{table} DISABLE TRIGGER USER")
            else:
                for act in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS kernel_{table}_no_{act}")
        cursor.execute(statement, values)


@pytest.mark.rule("REL-22")
@pytest.mark.parametrize(
    "column", ["event = 'x'", "role = 'x'", "post = 999", "before = 'x'", "act = subject", "matter = NULL"]
)
def test_a_changed_entry_is_located(keys: list[int], column: str) -> None:
    key = Entry.objects.filter(event="items.item.registered").values_list("pk", flat=True).get()
    tamper(f"UPDATE kernel_entry SET {column} WHERE id = %s", key)
    assert list(sealing.findings()) == [Finding(Damage.CHANGED, key)]


@pytest.mark.rule("REL-22")
def test_one_letter_of_a_fact_and_one_microsecond_are_noticed(keys: list[int]) -> None:
    entry = Entry.objects.get(event="items.item.verified")
    facts = dict(entry.facts) | {"note": entry.facts["note"] + "。"}
    with transaction.atomic():
        tamper("SELECT 1")
        Entry.objects.filter(pk=entry.pk).update(facts=facts)
    assert list(sealing.findings()) == [Finding(Damage.CHANGED, entry.pk)]
    Entry.objects.filter(pk=entry.pk).update(facts=entry.facts)
    assert list(sealing.findings()) == []
    Entry.objects.filter(pk=entry.pk).update(at=entry.at.replace(microsecond=(entry.at.microsecond + 1) % 1_000_000))
    assert list(sealing.findings()) == [Finding(Damage.CHANGED, entry.pk)]


@pytest.mark.rule("REL-22")
def test_a_removed_entry_and_one_put_in_its_place_are_located(keys: list[int]) -> None:
    middle = keys[len(keys) // 2]
    tamper("DELETE FROM kernel_delivery WHERE entry_id = %s", middle)
    entry = Entry.objects.get(pk=middle)
    Entry.objects.filter(pk=middle).delete()
    assert list(sealing.findings()) == [Finding(Damage.REMOVED, middle)]
    entry.role = "leader"
    entry.save(force_insert=True)
    assert list(sealing.findings()) == [Finding(Damage.CHANGED, middle)]
    Entry.objects.filter(pk=middle).delete()
    entry.pk = -5
    entry.save(force_insert=True)
    assert Finding(Damage.REMOVED, middle) in list(sealing.findings())


@pytest.mark.rule("REL-22")
def test_a_seal_made_to_fit_betrays_itself_by_the_next_one(keys: list[int]) -> None:
    first = Seal.objects.get(number=1)
    tamper("UPDATE kernel_entry SET role = 'x' WHERE id = %s", keys[0])
    digests = {entry.pk: sealing._digest_of(entry) for entry in Entry.objects.filter(pk__lte=first.last).order_by("pk")}
    marks = [[key, digest[: sealing._MARK]] for key, digest in digests.items()]
    Seal.objects.filter(number=1).update(marks=marks, digest=sealing._digest("", list(digests.values())))
    assert list(sealing.findings()) == [Finding(Damage.SEAL_BROKEN, 2)]


@pytest.mark.rule("REL-22")
def test_a_removed_seal_is_noticed_and_the_head_differs_when_the_end_is_cut_off(keys: list[int]) -> None:
    head = sealing.head()
    tamper("DELETE FROM kernel_seal WHERE number = %s", 2)
    assert Finding(Damage.SEAL_REMOVED, 2) in list(sealing.findings())
    Seal.objects.filter(number__gte=2).delete()
    assert sealing.head() != head


def test_seals_cannot_be_changed_and_later_entries_go_under_the_next_one(keys: list[int], house: House) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Seal.objects.update(digest="")
    items.submitted(house)
    assert sealing.unsealed() > 0
    sealing.seal()
    assert (sealing.unsealed(), sealing.seal(), list(sealing.findings())) == (0, 0, [])
