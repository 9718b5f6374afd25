# SPDX-License-Identifier: Apache-2.0
"""What happens to rules."""

from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RuleSet(Event):
    """A rule has a new value from a day on."""

    name = "rulebook.rule.set"
    key: str
    value: int
    valid_from: str
    instrument: str
