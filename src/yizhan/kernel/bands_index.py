# SPDX-License-Identifier: Apache-2.0
"""A table of band keys together with what belongs into it: `verify` compares every row, and makes it anew."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from yizhan.kernel import bands
from yizhan.kernel.bands import Banded
from yizhan.kernel.indexes import Fault, Finding

#: Rows read and compared at a time; shingles take fifty times the room of their text.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class BandsIndex:
    """One table of `kernel.bands`.

    `rows` are the rows that must be findable, `keys_of` answers with the keys of those among the given ones that exist,
    `version` names how keys are made now.
    """

    name: str
    table: str
    rows: Callable[[], "QuerySet[Model]"]
    keys_of: Callable[[Sequence[int]], Mapping[int, Sequence[int]]]
    version: str

    def count(self) -> int:
        """How many rows must be findable."""
        return self.rows().count()

    def is_unfilled(self) -> bool:
        """Whether the keys were made by another version of the engine, or never, although there are rows."""
        return bands.version(self.table) != self.version and self.rows().exists()

    def rebuild(self) -> int:
        """Make all keys anew; answers with the number of rows."""
        bands.make_anew(self.table, self._banded(), version=self.version)
        return self.count()

    def findings(self) -> Iterator[Finding]:
        """Rows that lack keys, or all of them. Keys too many are harmless: what they find is checked exactly."""
        for keys in self._batches():
            wanted = [Banded(row, made) for row, made in self.keys_of(keys).items()]
            present = bands.present(self.table, wanted)
            for one in wanted:
                has = present.get(one.owner, 0)
                if has < len(set(one.keys)):
                    yield Finding(one.owner, Fault.STALE if has else Fault.MISSING)

    def _banded(self) -> Iterator[Banded]:
        for keys in self._batches():
            yield from (Banded(row, made) for row, made in self.keys_of(keys).items())

    def _batches(self) -> Iterator[list[int]]:
        """By key and not by one long cursor: on SQLite a reader must not lie open under its own writes."""
        last = 0
        while keys := list(self.rows().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
            yield keys
            last = keys[-1]
