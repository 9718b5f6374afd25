# SPDX-License-Identifier: Apache-2.0
"""Which account each event belongs to: names to units, events of units that ended to their successor."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

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
    holder: Integers,
    day: Integers,
    ids: np.ndarray[tuple[int], np.dtype[np.generic]],
    register: Register,
    findings: Findings,
) -> Integers:
    """Events that name a unit after its end: its only successor gets them; without one, or with several, an error."""
    ends = np.array([day_number(unit.end) if unit.end else _FOREVER for unit in register.holders], np.int64)
    starts = np.array([day_number(unit.start) if unit.start else -_FOREVER for unit in register.holders], np.int64)
    holder = holder.copy()
    for _generation in range(len(register)):
        late = np.flatnonzero(day > ends[holder])
        if not late.size:
            break
        for code in np.unique(holder[late]).tolist():
            rows = late[holder[late] == code]
            unit = register.holders[code]
            first = Place(f"event {ids[rows[0]]}")
            if len(unit.successors) != 1:
                names = ", ".join(register.holders[each.holder].name for each in unit.successors) or "none"
                sentence = (
                    f"'{unit.name}' ended on {unit.end}; say which unit the event of {date_of(day[rows[0]])} "
                    f"belongs to (successors: {names})"
                )
                findings.error(
                    "units.ended",
                    sentence,
                    first,
                    unit=unit.name,
                    end=str(unit.end),
                    successors=names,
                    events=int(rows.size),
                )
                return holder
            successor = unit.successors[0].holder
            now = register.holders[successor].name
            sentence = f"{rows.size} events after {unit.end} name '{unit.name}'; they count for '{now}'"
            findings.note("units.succeeded", sentence, first, unit=unit.name, now=now, events=int(rows.size))
            holder[rows] = successor
    early = np.flatnonzero(day < starts[holder])
    if early.size:
        unit = register.holders[int(holder[early[0]])]
        sentence = f"'{unit.name}' began on {unit.start}, but an event is dated {date_of(day[early[0]])}"
        findings.error(
            "units.not_yet",
            sentence,
            Place(f"event {ids[early[0]]}"),
            unit=unit.name,
            start=str(unit.start),
            events=int(early.size),
        )
    return holder
