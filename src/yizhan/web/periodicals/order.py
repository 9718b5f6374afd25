# SPDX-License-Identifier: Apache-2.0
"""The order of an issue as its page carries it: one list of entries with the columns between them.

An entry belongs to the column whose head stands before it, so moving it past a head moves it into that column. The page
sends the keys in sequence: `entry:<id>` and `column:<id>`.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.domains.periodicals.models import Column
from yizhan.web.periodicals.sheets import Sheet, SheetEntry

_ENTRY, _COLUMN = "entry:", "column:"

Order = list[tuple[uuid.UUID, uuid.UUID | None]]


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the list: an entry, or the head of a column."""

    key: str
    title: str
    entry: SheetEntry | None = None
    column: str = ""


def places(sheet: Sheet, columns: Sequence[Column]) -> list[Place]:
    """The lines: first what leads without a column, then every column in use, the empty ones too, then ended ones."""
    by_name = {section.name: section.entries for section in sheet.sections}
    names = [column.name for column in columns]
    ended = [name for name in by_name if name and name not in names]
    lines = [_entry(one, "") for one in by_name.get("", ())]
    for name, key in [*((column.name, str(column.public_id)) for column in columns), *((name, "") for name in ended)]:
        lines.append(Place(f"{_COLUMN}{key}", name))
        lines += [_entry(one, key) for one in by_name.get(name, ())]
    return lines


def moved(keys: Sequence[str], move: str) -> list[str]:
    """The keys after one of them went up or down by one (`move` is `<key>:up` or `<key>:down`)."""
    key, _colon, way = move.rpartition(":")
    kept = list(keys)
    if key not in kept:
        return kept
    place = kept.index(key)
    target = max(0, min(len(kept) - 1, place + (1 if way == "down" else -1)))
    kept.insert(target, kept.pop(place))
    return kept


def order_of(keys: Sequence[str], chosen: dict[str, str] | None = None) -> Order:
    """The entries in sequence, each with its column. `chosen` puts entries into columns by name of their select."""
    found: Order = []
    column = ""
    for key in keys:
        if key.startswith(_COLUMN):
            column = key.removeprefix(_COLUMN)
        elif key.startswith(_ENTRY):
            entry = key.removeprefix(_ENTRY)
            found += _pair(entry, (chosen or {}).get(entry, column))
    return found


def _pair(entry: str, column: str) -> Order:
    """Nothing for ids that are none; the operation then misses the entry and says so."""
    try:
        return [(uuid.UUID(entry), uuid.UUID(column) if column else None)]
    except ValueError:
        return []


def _entry(one: SheetEntry, column: str) -> Place:
    return Place(f"{_ENTRY}{one.public_id}", one.title, one, column)
