# SPDX-License-Identifier: Apache-2.0
"""What is kept beside the data so that it is found, and can be made again from it: full text, bands of look-alikes.

Which indexes there are is one table, `config/indexes.py`, handed over at start with `connect`. `yizhan verify` asks
each of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.db import transaction


class Fault(StrEnum):
    """How a row of an index can be wrong."""

    MISSING = "missing"
    STALE = "stale"
    SURPLUS = "surplus"


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of an index that does not say what the data say; `row` is the key of what it stands for."""

    row: int
    fault: Fault


class Index(Protocol):
    """What a room registers. `name` is `<room>.<thing>`, as an operator reads it."""

    @property
    def name(self) -> str:
        """Where it belongs and what it finds."""
        ...

    def count(self) -> int:
        """How many rows of data it should hold."""
        ...

    def is_unfilled(self) -> bool:
        """Whether it holds nothing at all although there is something to hold, as after an upgrade that made it."""
        ...

    def findings(self) -> Iterator[Finding]:
        """Every row that is missing, says something else than the data, or stands for nothing."""
        ...

    def rebuild(self) -> int:
        """Make it anew from the data, in the running transaction; answers with the number of rows."""
        ...


_indexes: list[Index] = []


def connect(table: Sequence[Index]) -> None:
    """Take over the table of indexes."""
    _indexes[:] = table


def indexes() -> Sequence[Index]:
    """All indexes of the house, in the order of the table."""
    return tuple(_indexes)


def rebuild(index: Index) -> int:
    """Make one index anew, or leave it as it was if that fails; answers with the number of rows."""
    with transaction.atomic():
        return index.rebuild()


def fill_new() -> None:
    """Fill the indexes that an upgrade has just made; costs two small queries for each that is in use."""
    for index in indexes():
        if index.is_unfilled():
            rebuild(index)
