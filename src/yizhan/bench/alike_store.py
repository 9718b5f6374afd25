# SPDX-License-Identifier: Apache-2.0
"""Our index at size: fill an installation and find the exact truth in the same pass; then ask it in a fresh process.

python -m yizhan.bench.alike_store fill|ask FOLDER COUNT QUERIES [without-words]
"""

import itertools
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from yizhan.bench import alike_corpus
from yizhan.bench.alike_corpus import Asked
from yizhan.bench.percentiles import in_ms
from yizhan.cli.house import open_house
from yizhan.engines.text.shingles import shingles

#: Likeness from which a stored text is part of the truth: the shipped threshold of the same text.
THRESHOLD = 0.5

_BATCH = 2_000


def fill(folder: Path, count: int, queries: int, *, has_words: bool) -> dict[str, Any]:
    """Write items, full text (unless left out) and bands; answer with the truth and what it took."""
    open_house()
    from django.db import transaction  # noqa: PLC0415 -- models exist only once the house is open

    from yizhan.domains.items.models import BANDS_TABLE  # noqa: PLC0415
    from yizhan.engines.text.signatures import STORE  # noqa: PLC0415
    from yizhan.kernel import bands  # noqa: PLC0415

    sentences = read_sentences(folder)
    begun = time.perf_counter()
    station = _station()
    for start in range(0, count, _BATCH):
        texts = [alike_corpus.text_of(number, sentences) for number in range(start, min(count, start + _BATCH))]
        _enter(station, start, texts, has_words=has_words)
    entered = time.perf_counter()
    exact = Exact(list(alike_corpus.asked(queries, count, sentences)))
    with transaction.atomic():
        bands.make_anew(BANDS_TABLE, _banded(count, sentences, exact), version=STORE.version)
    _settle()
    return {
        "fill_s": round(entered - begun, 1),
        "bands_s": round(time.perf_counter() - entered - exact.seconds, 1),
        "brute_force_ms": round(exact.seconds / queries * 1000, 1),
        "truth": exact.like,
    }


class Exact:
    """For each new text the stored ones that are like it, by comparing it with every one of them: no index."""

    def __init__(self, new: Sequence[Asked]) -> None:
        self.sets = [shingles(one.said) for one in new]
        self.like: list[list[int]] = [[] for _ in new]
        self.seconds = 0.0
        self._holders: dict[str, list[int]] = {}
        for place, signature in enumerate(self.sets):
            for shingle in signature:
                self._holders.setdefault(shingle, []).append(place)

    def compare(self, number: int, own: frozenset[str]) -> None:
        """One stored text with all new ones."""
        begun = time.perf_counter()
        shared = Counter(place for shingle in own if shingle in self._holders for place in self._holders[shingle])
        for place, times in shared.items():
            if times / (len(own) + len(self.sets[place]) - times) >= THRESHOLD:
                self.like[place].append(number)
        self.seconds += time.perf_counter() - begun


def _banded(count: int, sentences: Sequence[str], exact: Exact) -> Iterator[Any]:
    from yizhan.engines.text.signatures import band_keys  # noqa: PLC0415 -- loaded with the house
    from yizhan.kernel.bands import Banded  # noqa: PLC0415

    for start in range(0, count, _BATCH):
        numbers = range(start, min(count, start + _BATCH))
        sets = [shingles("\n".join(alike_corpus.text_of(number, sentences))) for number in numbers]
        for number, own, keys in zip(numbers, sets, band_keys(sets).tolist(), strict=True):
            exact.compare(number, own)
            yield Banded(number + 1, keys)


def ask(folder: Path, count: int, queries: int, *, has_words: bool) -> dict[str, Any]:
    """Look each new text up by bands and exact check, then with reasons and the same matter; search as pages do."""
    # The store has its form from the step before; opening it as a command does would fill what was left out.
    open_house(migrate=False)
    from yizhan.domains.likeness import queries as likeness  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.likeness.operations import words  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415

    sentences = read_sentences(folder)
    new = list(alike_corpus.asked(queries, count, sentences))
    words.recount(system())
    editor = _editor()
    scope, limits = _scope(editor), likeness.thresholds(editor.station or 0)
    likeness.same_text(scope(), new[0].said, THRESHOLD)
    before = anonymous_mib()
    found, by_bands = _timed(lambda one: likeness.same_text(scope(), one.said, THRESHOLD), new)
    memory = anonymous_mib() - before
    answer: dict[str, Any] = {
        "found": [[item - 1 for item in items] for items in found],
        "bands": in_ms(by_bands),
        "memory_mib": round(memory, 1),
        "disk_mib": _disk_mib(folder, count),
    }
    if has_words:
        _all, in_full = _timed(lambda one: likeness.alike(scope(), one.said, limits), new)
        answer |= {"with_reasons": in_ms(in_full), "search": _search(scope, sentences, queries)}
    return answer


def read_sentences(folder: Path) -> list[str]:
    """What the texts are put together from."""
    sentences: list[str] = orjson.loads((folder / "sentences.json").read_bytes())
    return sentences


def anonymous_mib() -> float:
    """Memory of this process that is no mapped file."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _timed(look: Any, new: Sequence[Asked]) -> tuple[list[Any], list[float]]:
    answers, seconds = [], []
    for one in new:
        begun = time.perf_counter()
        answers.append(look(one))
        seconds.append(time.perf_counter() - begun)
    return answers, seconds


def _station() -> Any:
    from yizhan.domains.network.operations import tree  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.network.states import Level, Line  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415

    tree.found_installation(system())
    return tree.found_station(
        system(), code="bench", name="测速区政协", short_name="测速区", level=Level.COUNTY, line=Line.CPPCC
    )


def _enter(station: Any, start: int, texts: Sequence[tuple[str, str]], *, has_words: bool) -> None:
    """Items as an import leaves them, without their journal: what is measured does not read it. Keys count from 1."""
    from django.db import transaction  # noqa: PLC0415 -- models exist only once the house is open

    from yizhan.domains.items.models import FULLTEXT_TABLE, Item, Text  # noqa: PLC0415
    from yizhan.domains.items.operations import writing  # noqa: PLC0415
    from yizhan.domains.items.states import Channel, Kind, State  # noqa: PLC0415
    from yizhan.kernel import clock, fulltext  # noqa: PLC0415
    from yizhan.kernel.ids import new_id  # noqa: PLC0415

    now = clock.now()
    common = {"station": station, "state": State.REGISTERED, "kind": Kind.SOCIAL_OPINION, "channel": Channel.IMPORT}
    item, text = Item(submitted_at=now, digest="", **common), Text(number=1, at=now)
    numbered = list(enumerate(texts, start + 1))
    named = [{"id": key, "public_id": new_id(), "number": str(key), "title": title} for key, (title, _) in numbered]
    worded = [{"id": key, "item": key, "title": title, "situation": body} for key, (title, body) in numbered]
    with transaction.atomic():
        _insert(item, named)
        _insert(text, worded)
        if has_words:
            items = [Item(pk=key, number=str(key)) for key, _ in numbered]
            made = [Text(item_id=key, title=title, situation=body) for key, (title, body) in numbered]
            documents = (writing.indexed(item, text) for item, text in zip(items, made, strict=True))
            fulltext.enter(FULLTEXT_TABLE, *documents)


def _insert(like: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Rows that are all like one but for some fields; Django would make an object of each."""
    from django.db import connection  # noqa: PLC0415 -- models exist only once the house is open

    fields = {field.name: field for field in like._meta.local_concrete_fields}
    common = {
        name: field.get_db_prep_save(field.pre_save(like, add=True), connection) for name, field in fields.items()
    }
    columns = ", ".join(f'"{field.column}"' for field in fields.values())
    places = ", ".join("%s" for _ in fields)
    values = [
        [fields[name].get_db_prep_save(one[name], connection) if name in one else common[name] for name in fields]
        for one in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{like._meta.db_table}" ({columns}) VALUES ({places})', values)  # noqa: S608 -- tables are ours


def _settle() -> None:
    """Write the log back and let the database count, as it does by itself in time."""
    from django.db import connection  # noqa: PLC0415 -- models exist only once the house is open

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")


def _editor() -> Any:
    from yizhan.domains.items.models import Item  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.kernel.actors import Actor  # noqa: PLC0415

    return Actor(role="editor", post=1, person=1, organization=1, station=Item.objects.first().station_id)  # type: ignore[union-attr]  # the store was filled


def _scope(editor: Any) -> Any:
    from yizhan.domains.items import access  # noqa: PLC0415 -- models exist only once the house is open

    return lambda: access.visible(editor)


def _disk_mib(folder: Path, count: int) -> dict[str, float]:
    """The whole database; and what its bands take by themselves, from a table of the same shape."""
    from django.db import connection  # noqa: PLC0415 -- models exist only once the house is open

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database()), pg_total_relation_size('items_band')")
            whole, bands = cursor.fetchone()
        else:
            whole = (folder / "home" / "yizhan.sqlite3").stat().st_size
            cursor.execute("SELECT count(*) FROM items_band")
            bands = cursor.fetchone()[0] * 18
    return {"database": round(whole / 2**20), "bands": round(bands / 2**20), "texts": count}


def _search(scope: Any, sentences: Sequence[str], queries: int) -> dict[str, Any]:
    """The newest fifty for phrases of the texts: as a page asks, and by the bare statement on the same index."""
    from django.db import connection  # noqa: PLC0415 -- models exist only once the house is open

    from yizhan.domains.items.queries import finding, listing  # noqa: PLC0415

    wanted = list(_phrases(sentences, queries))
    pages: list[float] = []
    bare: list[float] = []
    for words in wanted:
        begun = time.perf_counter()
        listing.listed(finding.search(scope(), words), size=50)
        pages.append(time.perf_counter() - begun)
        if connection.vendor == "sqlite":
            begun = time.perf_counter()
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT rowid FROM items_fulltext WHERE items_fulltext MATCH %s ORDER BY rowid DESC LIMIT 50",
                    [f'"{" ".join(finding.phrase(words).tokens)}"'],
                )
                cursor.fetchall()
            bare.append(time.perf_counter() - begun)
    return {"page": in_ms(pages), "bare": in_ms(bare) if bare else None, "database": connection.vendor}


def _phrases(sentences: Sequence[str], count: int) -> Iterator[str]:
    """Two to six characters from the middle of sentences."""
    spread = sentences[:: max(1, len(sentences) // count)]
    for place, sentence in enumerate(itertools.islice(spread, count)):
        words = "".join(letter for letter in sentence if letter.isalnum())
        if len(words) > 8:
            yield words[2 : 4 + place % 5]


if __name__ == "__main__":
    step = {"fill": fill, "ask": ask}[sys.argv[1]]
    result = step(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), has_words=sys.argv[5:] != ["without-words"])
    sys.stdout.buffer.write(orjson.dumps(result))
