# SPDX-License-Identifier: Apache-2.0
"""What the interface takes and answers about items."""

import datetime
import uuid
from typing import Any

from ninja import Schema

from yizhan.domains.items.operations.writing import Contributor, Wording
from yizhan.domains.network import queries as network


class WordingIn(Schema):
    """What an item says."""

    title: str
    situation: str
    analysis: str = ""
    suggestion: str = ""
    source: str = ""
    occurrence: str = ""
    scope: str = ""
    consequence: str = ""

    def wording(self) -> Wording:
        """As the operations take it."""
        return Wording(**self.dict())


class ContributorIn(Schema):
    """Somebody with a share, in per cent: a person or unit by public id, or a name."""

    percent: float
    person: uuid.UUID | None = None
    organization: uuid.UUID | None = None
    name: str = ""


class SubmissionIn(Schema):
    """A new item. The client makes the id; handing in the same id and content again is the same act."""

    id: uuid.UUID
    kind: str
    wording: WordingIn
    contributors: list[ContributorIn] = []
    is_truthful: bool
    is_urgent: bool = False


class SeenIn(Schema):
    """A step that needs nothing but the decision; `seen` is the version it was decided on."""

    seen: int | None = None


class ReasonIn(SeenIn):
    """A step with a reason."""

    reason: str


class TakingBackIn(SeenIn):
    """Taking a step back; `act` is the Idempotency-Key of the request that took it, if only that one is meant."""

    act: uuid.UUID | None = None
    reason: str = ""


class NoteIn(SeenIn):
    """A step with an optional note."""

    note: str = ""


class DeclineIn(SeenIn):
    """Why an item is not taken."""

    code: str
    reason: str = ""


class TransferIn(ReasonIn):
    """Where an item is handed to."""

    station: str


class RevisionIn(SeenIn):
    """A returned item, written anew."""

    wording: WordingIn
    is_truthful: bool


class EditIn(NoteIn):
    """A new wording by the office."""

    wording: WordingIn
    kind: str = ""
    is_urgent: bool | None = None


class SharesIn(ReasonIn):
    """Who contributed how much."""

    contributors: list[ContributorIn]


class VerificationIn(SeenIn):
    """What a check of facts and figures found."""

    result: str
    note: str


class ItemOut(Schema):
    """An item as lists show it."""

    id: uuid.UUID
    number: str
    station: str
    state: str
    version: int
    kind: str
    title: str
    authors: str
    is_urgent: bool
    submitted_at: datetime.datetime


class ReceiptOut(Schema):
    """What the author keeps: the number, and the digest of what was handed in."""

    id: uuid.UUID
    number: str
    digest: str
    state: str
    version: int
    submitted_at: datetime.datetime


class ItemDetailOut(ItemOut):
    """An item with its wording, shares, and the steps that are open to the caller now."""

    digest: str
    text_number: int
    wording: WordingIn
    contributors: list[dict[str, Any]]
    offers: list[str]
    origin: uuid.UUID | None


class ItemsOut(Schema):
    """A page of items, newest first; `next` is the cursor of the following page."""

    items: list[ItemOut]
    next: int | None


def contributors_of(given: list[ContributorIn]) -> list[Contributor]:
    """The contributors as the operations take them."""
    if not given:
        return []
    people = network.keys_of_people([one.person for one in given if one.person])
    bodies = network.keys_of_organizations([one.organization for one in given if one.organization])
    return [
        Contributor(
            share=round(one.percent * 100),
            person=people.get(one.person, 0) if one.person else None,
            organization=bodies.get(one.organization, 0) if one.organization else None,
            name=one.name,
        )
        for one in given
    ]
