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


@dataclass(frozen=True, kw_only=True)
class DraftPrepared(Event):
    """Somebody began to prepare changes of rules."""

    name = "rulebook.draft.prepared"
    title: str
    changes: int


@dataclass(frozen=True, kw_only=True)
class ChangeProposed(Event):
    """A change was put into a draft, or took the place of an earlier one there."""

    name = "rulebook.change.proposed"
    key: str
    valid_from: str


@dataclass(frozen=True, kw_only=True)
class ChangeDropped(Event):
    """A change was taken out of a draft."""

    name = "rulebook.change.dropped"
    key: str
    valid_from: str


@dataclass(frozen=True, kw_only=True)
class DraftHandedOver(Event):
    """A draft was handed to who decides about it."""

    name = "rulebook.draft.handed_over"
    title: str
    changes: int


@dataclass(frozen=True, kw_only=True)
class DraftSentBack(Event):
    """A draft was given back to who prepared it."""

    name = "rulebook.draft.sent_back"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DraftPutInForce(Event):
    """Everything a draft held was laid down."""

    name = "rulebook.draft.put_in_force"
    title: str
    changes: int


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event):
    """A draft was given up."""

    name = "rulebook.draft.discarded"
    title: str


@dataclass(frozen=True, kw_only=True)
class TextEntered(Event):
    """A text that rules come from was entered in the register."""

    name = "rulebook.text.entered"
    title: str


@dataclass(frozen=True, kw_only=True)
class TextSuperseded(Event):
    """Another text took the place of a registered one."""

    name = "rulebook.text.superseded"
    title: str
    successor: str
    superseded_on: str
