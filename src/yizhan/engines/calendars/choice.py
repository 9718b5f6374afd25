# SPDX-License-Identifier: Apache-2.0
"""Several rules for one deadline: the one that ends first counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yizhan.engines.calendars.caveats import ShortestOf
from yizhan.engines.calendars.deadlines import Deadline


@dataclass(frozen=True, slots=True)
class Choice:
    """The deadline that counts, with a step that says so, and those that would have come later, in order of time."""

    chosen: Deadline
    others: tuple[Deadline, ...]


def shortest(deadlines: Sequence[Deadline]) -> Choice:
    """The deadline that ends first; of several that end together the first in the sequence.

    Each may have its own start: one rule counts from the event, another from first knowledge (RULE-001, RULE-002).
    """
    chosen, *others = sorted(deadlines, key=lambda deadline: deadline.moment)
    if others:
        step = ShortestOf(_label(chosen), tuple(_label(other) for other in others))
        chosen = replace(chosen, why=(step, *chosen.why))
    return Choice(chosen, tuple(others))


def _label(deadline: Deadline) -> str:
    return deadline.term.label or str(deadline.term.duration)
