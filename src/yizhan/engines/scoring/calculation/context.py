# SPDX-License-Identifier: Apache-2.0
"""What every step of a calculation looks at: the scheme, the events, the units and the time."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from yizhan.engines.scoring.calculation.money import Minor
from yizhan.engines.scoring.calculation.slots import Slots
from yizhan.engines.scoring.events.table import EventTable, Integers
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.units.register import Register


@dataclass(frozen=True)
class Context:
    """`table` has only effective events up to the end of the period; its holder codes are those of `register`."""

    scheme: Scheme
    table: EventTable
    register: Register
    slots: Slots

    @cached_property
    def slot(self) -> Integers:
        """Slot of each event; `slots.count` for events before the window, which only lend their properties to items."""
        return self.slots.slots_of(self.table.day)

    @cached_property
    def cell(self) -> Integers:
        """Holder and slot of each event in one number; events outside the window have a slot of their own."""
        cells: Integers = self.table.holder * np.int32(self.slots.count + 1) + self.slot
        return cells

    @cached_property
    def minor(self) -> Minor:
        """The smallest unit of the scheme and how it rounds."""
        return Minor(self.scheme.head.decimals, self.scheme.head.rounding)

    @cached_property
    def rule_numbers(self) -> dict[str, int]:
        """Place of each rule in the scheme."""
        return {rule.id: number for number, rule in enumerate(self.scheme.rules)}

    def rules_in(self, rule_ids: frozenset[str]) -> Integers:
        """Places of these rules."""
        return np.array(sorted(self.rule_numbers[each] for each in rule_ids), np.int64)
