# SPDX-License-Identifier: Apache-2.0
"""From occasions to the events of one scheme: the words of the records become the words of the scheme."""

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from yizhan.domains.appraisal.queries.terms import Terms
from yizhan.domains.appraisal.queries.vocabulary import ATTRIBUTES, FURTHER, LEAD
from yizhan.domains.appraisal.states import Holder
from yizhan.engines.scoring.events.records import EventRecord, FieldValue
from yizhan.engines.scoring.language.declared_fields import DeclaredField
from yizhan.engines.scoring.language.scheme import Scheme


class Row(NamedTuple):
    """The columns of an occasion that count."""

    pk: int
    public_id: uuid.UUID
    day: datetime.date
    thread: str
    fields: dict[str, Any]
    holders: list[dict[str, Any]]
    replaces: uuid.UUID | None
    is_cancellation: bool


ROW = ("pk", "public_id", "day", "thread", "fields", "holders", "replaces__public_id", "is_cancellation")

#: Whom an account belongs to: `organization`, `below` or `person`, and the key.
Key = tuple[str, int]


class Translation:
    """Turns occasions into events of one scheme."""

    def __init__(self, scheme: Scheme, terms: Terms, names: Mapping[Key, str]) -> None:
        """`names` are what accounts are called in the calculation."""
        self._scheme, self._terms, self._names = scheme, terms, names

    def event(self, row: Row) -> EventRecord | None:
        """The event, or None when it concerns nobody who has an account or is of a kind that the scheme ignores."""
        shares: dict[str, int] = {}
        for key, share in holders_of(row.holders, self._scheme.head.holder):
            shares[self._names[key]] = shares.get(self._names[key], 0) + share
        fields = self.fields(row.fields)
        if not shares or ("kind" in self._scheme.fields and fields["kind"] is None):
            return None
        roles = (LEAD, *(FURTHER for _ in range(len(shares) - 1)))
        weights = [Decimal(share) / 100 for share in shares.values()]
        return EventRecord(row.public_id.hex, row.day, list(shares), row.thread, fields, roles, weights)

    def fields(self, recorded: Mapping[str, Any]) -> dict[str, FieldValue]:
        """The fields that the scheme declares, in its words; None where the records have no word that it knows."""
        return {name: self._value(name, declared, recorded) for name, declared in self._scheme.fields.items()}

    def _value(self, name: str, declared: DeclaredField, recorded: Mapping[str, Any]) -> FieldValue:
        attribute = name if name in recorded else ATTRIBUTES.get(declared.column or name, name)
        told = recorded.get(attribute)
        if isinstance(told, bool):
            return told
        words = [str(word) for word in told or ()]
        if declared.type == "number":
            return Decimal(words[0]) if words else None
        if declared.type == "text":
            return words[0] if words else None
        if declared.type == "yes_no":
            return None
        if attribute == "kind":
            # Records of members name the genre where others name what happened to an item.
            words += [str(word) for word in recorded.get("genre", ())]
        return self._listed(name, declared, words)

    def _listed(self, name: str, declared: DeclaredField, words: list[str]) -> str | None:
        recorded = self._terms.words.get(name, {})
        for word in words:
            meant = recorded.get(word, word)
            if meant in declared.values:
                return meant
        return None


def holders_of(holders: list[dict[str, Any]], holder: str) -> list[tuple[Key, int]]:
    """Whose accounts an occasion touches, with the shares; people or units, as the scheme counts."""
    kinds = ("organization", "below") if holder == Holder.UNIT else ("person",)
    return [((kind, one[kind]), one["share"]) for one in holders for kind in kinds if one.get(kind) is not None]
