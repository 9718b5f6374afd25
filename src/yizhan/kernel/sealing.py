# SPDX-License-Identifier: Apache-2.0
"""The chain over the journal: every seal covers the entries since the one before, and that one's digest (REL-22).

Entries are sealed after commit, by the worker, so that no submission waits for another one's hash. Whoever changes,
removes or adds an entry below the last seal has to make every later seal anew, and then its digest differs from the one
that was printed, mailed or kept with a backup.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import orjson
from django.db import connection, transaction

from yizhan.kernel import clock
from yizhan.kernel.inserting import insert
from yizhan.kernel.models import Entry, Seal

#: Entries of one seal at most.
AT_ONCE = 1000

#: What an entry's digest covers: everything it says.
_SAID = ("id", "event", "subject", "matter", "station", "act", "post", "role", "facts", "before", "after")

#: Smaller than any key, even one that somebody chose.
_BEFORE_ALL = -(1 << 62)

#: Signs of an entry's digest that are kept with the seal, to tell which entry differs.
_MARK = 32


class Damage(StrEnum):
    """What can be wrong with the journal."""

    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    SEAL_BROKEN = "seal_broken"
    SEAL_REMOVED = "seal_removed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage; `key` is the entry's, or the number of the seal."""

    damage: Damage
    key: int


def seal() -> int:
    """Seal what has come in since the last seal; answers with the number of entries."""
    sealed = 0
    while entries := seal_some():
        sealed += entries
        if entries < AT_ONCE:
            break
    return sealed


def seal_some() -> int:
    """Add one seal over what came in first; answers with the number of its entries.

    Entries are read and digested before the transaction, which only makes sure that this is still all there is.
    """
    former = Seal.objects.order_by("-number").first()
    last = former.last if former else 0
    entries = list(Entry.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE])
    if not entries:
        return 0
    digests = [_digest_of(entry) for entry in entries]
    seal = Seal(
        number=former.number + 1 if former else 1,
        last=entries[-1].pk,
        marks=[[entry.pk, digest[:_MARK]] for entry, digest in zip(entries, digests, strict=True)],
        digest=_digest(former.digest if former else "", digests),
        at=clock.now(),
    )
    with transaction.atomic():
        if not _covers(seal, since=last, entries=len(entries)):
            return 0
        insert(seal)
    return len(entries)


def head() -> str:
    """The digest of the last seal: who keeps it elsewhere can prove later that nothing before it was changed."""
    return Seal.objects.order_by("-number").values_list("digest", flat=True).first() or ""


def has_seal(digest: str) -> bool:
    """Whether the digest that somebody kept is that of a seal; an empty one was kept before there was any."""
    return not digest or Seal.objects.filter(digest=digest).exists()


def unsealed() -> int:
    """How many entries came in since the last seal."""
    return Entry.objects.filter(pk__gt=_last()).count()


def findings() -> Iterator[Finding]:
    """Everything in the sealed part of the journal that is not as it was when it was sealed."""
    before, last, expected = "", _BEFORE_ALL, 1
    for one in Seal.objects.order_by("number").iterator(chunk_size=20):
        yield from (Finding(Damage.SEAL_REMOVED, number) for number in range(expected, one.number))
        entries = Entry.objects.filter(pk__gt=last, pk__lte=one.last).order_by("pk")
        digests = {entry.pk: _digest_of(entry) for entry in entries}
        found = list(_compared(digests, dict(one.marks)))
        yield from found
        if not found and one.digest != _digest(before, list(digests.values())):
            yield Finding(Damage.SEAL_BROKEN, one.number)
        before, last, expected = one.digest, one.last, one.number + 1


def _compared(digests: Mapping[int, str], marks: dict[int, str]) -> Iterator[Finding]:
    for key, digest in digests.items():
        mark = marks.pop(key, None)
        if mark is None:
            yield Finding(Damage.ADDED, key)
        elif mark != digest[:_MARK]:
            yield Finding(Damage.CHANGED, key)
    yield from (Finding(Damage.REMOVED, key) for key in marks)


def _covers(seal: Seal, *, since: int, entries: int) -> bool:
    """Whether the seal still follows the last one and no entry came in between; if not, the next round sees to it.

    On PostgreSQL writers wait for this a moment: what commits later must not stand below the seal.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE kernel_seal IN EXCLUSIVE MODE")
            cursor.execute("LOCK TABLE kernel_entry IN SHARE MODE")
    return _last() == since and Entry.objects.filter(pk__gt=since, pk__lte=seal.last).count() == entries


def _last() -> int:
    return Seal.objects.order_by("-number").values_list("last", flat=True).first() or 0


def _digest(before: str, digests: Sequence[str]) -> str:
    whole = hashlib.sha256(before.encode())
    for digest in digests:
        whole.update(digest.encode())
    return whole.hexdigest()


def _digest_of(entry: Entry) -> str:
    said = {name: getattr(entry, name) for name in _SAID} | {"at": entry.at.isoformat()}
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()
