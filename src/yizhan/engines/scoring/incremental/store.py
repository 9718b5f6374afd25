# SPDX-License-Identifier: Apache-2.0
"""Events that keep coming: the columns of a table with room at the end, found by id, item and contributor."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from yizhan.engines.scoring.events.table import Categories, Column, EventTable, Integers, Numbers, SharedCredits
from yizhan.engines.scoring.findings import refusal

#: Room for so many further events before the columns are copied into longer ones.
ROOM = 65_536


class GrowingColumn:
    """An array with room at the end."""

    def __init__(self, values: NDArray[np.generic]) -> None:
        """Copy the values into a longer array."""
        self._array = np.empty(values.size + ROOM, values.dtype)
        self._array[: values.size] = values
        self.size = values.size

    @property
    def values(self) -> NDArray[np.generic]:
        """What is there so far."""
        return self._array[: self.size]

    def append(self, values: NDArray[np.generic]) -> None:
        """Add at the end; texts longer than any before make the column wider."""
        kind = np.result_type(self._array.dtype, values.dtype)
        if self.size + values.size > self._array.size or kind != self._array.dtype:
            longer = np.empty(self.size + self.size // 4 + values.size + ROOM, kind)
            longer[: self.size] = self.values
            self._array = longer
        self._array[self.size : self.size + values.size] = values
        self.size += values.size


class Places:
    """Rows by a code: those of the start in one sorted array, later ones in lists."""

    def __init__(self, codes: Integers, rows: Integers | None = None) -> None:
        """Sort the rows by their codes."""
        order = np.argsort(codes, kind="stable")
        self._rows = order if rows is None else rows[order]
        self._starts = np.searchsorted(codes[order], np.arange(int(codes.max(initial=-1)) + 2))
        self._later: dict[int, list[int]] = {}

    def add(self, code: int, row: int) -> None:
        """A further row of a code."""
        self._later.setdefault(code, []).append(row)

    def rows(self, codes: Iterable[int]) -> Integers:
        """All rows of these codes."""
        parts = [self._rows[:0]]
        for code in codes:
            if code + 1 < self._starts.size:
                parts.append(self._rows[self._starts[code] : self._starts[code + 1]])
            if code in self._later:
                parts.append(np.array(self._later[code], np.int64))
        return np.concatenate(parts)


class EventStore:
    """An `EventTable` that grows. Rows are never taken out; whether they count is the ledger's business."""

    def __init__(self, table: EventTable) -> None:
        """Copy the table, whose holder codes are those of the register."""
        self._table = table
        self._ids = GrowingColumn(table.ids)
        self._plain = {
            "day": GrowingColumn(table.day),
            "holder": GrowingColumn(table.holder),
            "item": GrowingColumn(table.item),
        }
        self._fields = {name: GrowingColumn(_array(column)) for name, column in table.columns.items()}
        self._texts = {
            name: list(column.values) for name, column in table.columns.items() if isinstance(column, Categories)
        }
        self._items = None if table.item_names is None else {name: code for code, name in enumerate(table.item_names)}
        self._item_names = None if table.item_names is None else list(table.item_names)
        self._role = GrowingColumn(table.role if table.role is not None else np.zeros(len(table), np.int32))
        self._role_names = list(table.role_names)
        self._shared: dict[int, SharedCredits] = {}
        self._id_order = np.argsort(table.ids, kind="stable")
        self._later_ids: dict[str, int] = {}
        self.by_item = Places(table.item)
        self.by_holder = Places(np.concatenate((table.holder, table.shared.holders)), self._credit_rows(table))

    @staticmethod
    def _credit_rows(table: EventTable) -> Integers:
        lengths = np.diff(table.shared.starts)
        return np.concatenate((np.arange(len(table)), np.repeat(table.shared.rows, lengths)))

    def __len__(self) -> int:
        """How many events were ever added."""
        return self._ids.size

    def row_of(self, event: str) -> int | None:
        """The row of an event number."""
        if event in self._later_ids:
            return self._later_ids[event]
        wanted = self._comparable(event)
        if wanted is None:
            return None
        place = int(np.searchsorted(self._table.ids, wanted, sorter=self._id_order))
        if place < self._id_order.size and self._table.ids[self._id_order[place]] == wanted:
            return int(self._id_order[place])
        return None

    def _comparable(self, event: str) -> np.generic | None:
        if np.issubdtype(self._table.ids.dtype, np.integer):
            return np.int64(event) if event.isdecimal() else None
        return np.str_(event)

    def append(self, event: EventTable) -> int:
        """Add the one event of a table with the same fields; holder codes are those of the register."""
        row = len(self)
        event_id = str(event.ids[0])
        self._ids.append(self._id_values(event_id))
        self._plain["day"].append(event.day)
        self._plain["holder"].append(event.holder)
        item = self._item_code(event.item_name(0))
        self._plain["item"].append(np.array([item], np.int32))
        for name, column in event.columns.items():
            self._fields[name].append(self._field_code(name, column))
        self._add_credits(row, event)
        self._later_ids[event_id] = row
        self.by_item.add(item, row)
        for holder in {int(event.holder[0]), *event.shared.holders.tolist()}:
            self.by_holder.add(holder, row)
        return row

    def forget(self, event: str) -> None:
        """Give the number of a refused event free again; its row stays, and never counts."""
        self._later_ids.pop(event, None)

    def _id_values(self, event: str) -> NDArray[np.generic]:
        if np.issubdtype(self._table.ids.dtype, np.integer):
            if not event.isdecimal():
                raise refusal("events.id_kind", f"event numbers are whole numbers here; '{event}' is none", event=event)
            return np.array([int(event)])
        return np.array([event])

    def _item_code(self, name: str) -> int:
        if not name:
            return 0
        if self._items is None or self._item_names is None:
            return int(name)
        if name not in self._items:
            self._items[name] = len(self._item_names)
            self._item_names.append(name)
        return self._items[name]

    def _field_code(self, name: str, column: Column) -> NDArray[np.generic]:
        if isinstance(column, Numbers):
            return column.values
        text = column.values[int(column.codes[0])]
        texts = self._texts[name]
        if text not in texts:
            texts.append(text)
        return np.array([texts.index(text)], np.int32)

    def _add_credits(self, row: int, event: EventTable) -> None:
        role = event.role_names[int(event.role[0])] if event.role is not None else ""
        self._role.append(np.array([self._role_code(role)], np.int32))
        if event.shared.rows.size:
            roles = np.array([self._role_code(event.role_names[code]) for code in event.shared.roles.tolist()])
            self._shared[row] = SharedCredits(
                event.shared.rows, event.shared.starts, event.shared.holders, event.shared.weights, roles
            )

    def _role_code(self, role: str) -> int:
        if role not in self._role_names:
            self._role_names.append(role)
        return self._role_names.index(role)

    def take(self, rows: Integers) -> EventTable:
        """These events as a table."""
        columns: Mapping[str, Column] = {name: self._column(name, rows) for name in self._fields}
        return EventTable(
            ids=self._ids.values[rows],
            day=_integers(self._plain["day"], rows),
            holder=_integers(self._plain["holder"], rows),
            item=_integers(self._plain["item"], rows),
            columns=columns,
            shared=self._credits(rows),
            holder_names=self._table.holder_names,
            item_names=self._item_names,
            role_names=self._role_names,
            role=_integers(self._role, rows),
        )

    def _column(self, name: str, rows: Integers) -> Column:
        codes = _integers(self._fields[name], rows)
        return Categories(codes, self._texts[name]) if name in self._texts else Numbers(codes)

    def _credits(self, rows: Integers) -> SharedCredits:
        """Credits of the start and of later events, renumbered."""
        known = self._table.shared
        found: list[tuple[int, SharedCredits, int]] = []
        if known.rows.size:
            places = np.searchsorted(known.rows, rows)
            is_shared = known.rows[np.minimum(places, known.rows.size - 1)] == rows
            found += [(number, known, int(places[number])) for number in np.flatnonzero(is_shared).tolist()]
        found += (
            [(number, self._shared[row], 0) for number, row in enumerate(rows.tolist()) if row in self._shared]
            if self._shared
            else []
        )
        if not found:
            return SharedCredits.none()
        found.sort(key=lambda each: each[0])
        spans = [
            (credited, slice(int(credited.starts[place]), int(credited.starts[place + 1])))
            for _number, credited, place in found
        ]
        return SharedCredits(
            np.array([number for number, _credited, _place in found]),
            np.concatenate(([0], np.cumsum([span.stop - span.start for _credited, span in spans]))),
            np.concatenate([credited.holders[span] for credited, span in spans]),
            np.concatenate([credited.weights[span] for credited, span in spans]),
            np.concatenate([credited.roles[span] for credited, span in spans]),
        )

    def field(self, name: str) -> tuple[Integers, Sequence[str] | None]:
        """The codes of a field and their texts; numbers have no texts."""
        return _integers(self._fields[name], slice(None)), self._texts.get(name)

    def days(self, rows: Integers) -> Integers:
        """The day of each of these events."""
        return _integers(self._plain["day"], rows)

    def holders(self, rows: Integers) -> Integers:
        """Their lead contributors."""
        return _integers(self._plain["holder"], rows)

    def items(self, rows: Integers) -> Integers:
        """Their items; 0 for none."""
        return _integers(self._plain["item"], rows)

    def rows_alike(self, field: str, rows: Integers) -> Integers:
        """All rows with the same value in a field as one of these."""
        column = _integers(self._fields[field], slice(None))
        return np.flatnonzero(np.isin(column, np.unique(column[rows])))


def _array(column: Column) -> NDArray[np.generic]:
    return column.values if isinstance(column, Numbers) else column.codes.astype(np.int32)


def _integers(column: GrowingColumn, rows: Integers | slice) -> Integers:
    values: Integers = column.values[rows]  # type: ignore[assignment]  # made from integers
    return values
