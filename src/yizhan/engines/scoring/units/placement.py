# SPDX-License-Identifier: Apache-2.0
"""Which account each event belongs to: names to units, events of units that ended to their successor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from yizhan.engines.scoring.calculation.slots import date_of, day_number
from yizhan.engines.scoring.events.table import EventTable, Integers, SharedCredits
from yizhan.engines.scoring.findings import Findings, Place, nearest
from yizhan.engines.scoring.units.register import Register

_FOREVER = np.iinfo(np.int32).max


def place_events(table: EventTable, register: Register, findings: Findings) -> EventTable:
    """The same events with holder codes of the register; unknown and ended units go to `findings`."""
    codes = _codes_of_names(table.holder_names, register, findings)
    if (codes < 0).any():
        return table
    shared = table.shared
    holder = codes[table.holder]
    shared_holders = codes[shared.holders] if shared.holders.size else shared.holders
    if register.has_dates:
        holder = _after_the_end(holder, table.day, table.ids, register, findings)
        days = np.repeat(table.day[shared.rows], np.diff(shared.starts))
        shared_holders = _after_the_end(
            shared_holders, days, np.repeat(table.ids[shared.rows], np.diff(shared.starts)), register, findings
        )
    moved = SharedCredits(shared.rows, shared.starts, shared_holders, shared.weights, shared.roles)
    return replace(table, holder=holder, shared=moved, holder_names=register.names)


def _codes_of_names(names: Sequence[str], register: Register, findings: Findings) -> Integers:
    codes = np.full(max(1, len(names)), -1, np.int32)
    for number, name in enumerate(names):
        if name in register.codes:
            codes[number] = register.codes[name]
            if name != register.holders[int(codes[number])].name:
                now = register.holders[int(codes[number])].name
                findings.note(
                    "units.former_name",
                    f"'{name}' is the former name of '{now}'; its events count for '{now}'",
                    unit=name,
                    now=now,
                )
        else:
            near = nearest(name, register.codes)
            hint = f"; did you mean '{near}'?" if near else ""
            findings.error("units.unknown", f"'{name}' is not in the units file{hint}", unit=name, near=near)
    return codes if names else np.zeros(1, np.int32)


def _after_the_end(
    holder: Integers, day: Integers, ids: NDArray[np.generic], register: Register, findings: Findings
) -> Integers:
    """Events that name a unit after its end: its only successor gets them; without one, or with several, an error."""
    events = _Dated(holder.copy(), day, ids)
    ends = np.array([day_number(unit.end) if unit.end else _FOREVER for unit in register.holders], np.int64)
    for _generation in range(len(register)):
        late = np.flatnonzero(day > ends[events.holder])
        unsettled = [
            _succeed(code, late[events.holder[late] == code], events, register, findings)
            for code in np.unique(events.holder[late]).tolist()
        ]
        if not late.size or any(unsettled):
            break
    _refuse_early(events, register, findings)
    return events.holder


@dataclass(frozen=True, slots=True)
class _Dated:
    holder: Integers
    day: Integers
    ids: NDArray[np.generic]

    def place(self, row: int) -> Place:
        return Place(f"event {self.ids[row]}")


def _succeed(code: int, rows: Integers, events: _Dated, register: Register, findings: Findings) -> bool:
    """Hand events on to the successor; true if that cannot be decided."""
    unit, first, count = register.holders[code], int(rows[0]), int(rows.size)
    if len(unit.successors) != 1:
        names = ", ".join(register.holders[each.holder].name for each in unit.successors) or "none"
        sentence = (
            f"'{unit.name}' ended on {unit.end}; say which unit the event of {date_of(int(events.day[first]))} "
            f"belongs to (successors: {names})"
        )
        known = {"unit": unit.name, "end": str(unit.end), "successors": names}
        findings.error("units.ended", sentence, events.place(first), **known, events=count)
        return True
    successor = unit.successors[0].holder
    now = register.holders[successor].name
    sentence = f"{count} events after {unit.end} name '{unit.name}'; they count for '{now}'"
    findings.note("units.succeeded", sentence, events.place(first), unit=unit.name, now=now, events=count)
    events.holder[rows] = successor
    return False


def _refuse_early(events: _Dated, register: Register, findings: Findings) -> None:
    starts = np.array([day_number(unit.start) if unit.start else -_FOREVER for unit in register.holders], np.int64)
    early = np.flatnonzero(events.day < starts[events.holder])
    if early.size:
        first = int(early[0])
        unit = register.holders[int(events.holder[first])]
        sentence = f"'{unit.name}' began on {unit.start}, but an event is dated {date_of(int(events.day[first]))}"
        known = {"unit": unit.name, "start": str(unit.start)}
        findings.error("units.not_yet", sentence, events.place(first), **known, events=int(early.size))
