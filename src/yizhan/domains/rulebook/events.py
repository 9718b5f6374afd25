# SPDX-License-Identifier: Apache-2.0
"""What happens to rules."""

from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RuleSet(Event):
    """A rule has a new whole number from a day on. Written until rules had other kinds of values; journals hold it."""

    name = "rulebook.rule.set"
    key: str
    value: int
    valid_from: str
    instrument: str


@dataclass(frozen=True, kw_only=True)
class ValueSet(Event):
    """A rule has a new value from a day on: any kind of value, as English rules write it, for a scope."""

    name = "rulebook.value.set"
    key: str
    written: str
    valid_from: str
    instrument: str
    scope: str
    strand: str
    ends: bool
