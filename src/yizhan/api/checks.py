# SPDX-License-Identifier: Apache-2.0
"""Checks of texts through the interface: of an item, of a text before it is handed in; setting findings aside."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from yizhan.api.application import actor_of
from yizhan.domains.checks import access, operations
from yizhan.domains.checks.queries import Found
from yizhan.domains.checks.sentences import problem
from yizhan.domains.items import access as items
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.states import Kind

router = Router(tags=["checks"])

#: What fits into an address.
_LONGEST = 4_000


class WrittenIn(Schema):
    """A text to be checked: its kind, a title on its first line."""

    kind: Kind = Kind.SOCIAL_OPINION
    text: str = Field("", max_length=_LONGEST)


class AsideIn(Schema):
    """Why a finding is let stand."""

    reason: str


class AsideOut(Schema):
    """Who let a finding stand, when and why."""

    who: str
    at: datetime.datetime
    reason: str


class FindingOut(Schema):
    """What is missing or miswritten: code, sentence, field and passage, in which personal numbers are masked."""

    key: str
    code: str
    problem: str
    field: str
    passage: str
    set_aside: AsideOut | None


@router.get("/findings", response=list[FindingOut])
def check_text(request: HttpRequest, asked: Query[WrittenIn]) -> list[dict[str, Any]]:
    """What the checks find in a text, title on the first line; nothing of it is kept."""
    title, _break, situation = asked.text.partition("\n")
    found = access.findings_in(actor_of(request), asked.kind, Wording(title=title, situation=situation))
    return [plain(one) for one in found]


@router.get("/items/{item_id}/findings", response=list[FindingOut])
def check_item(request: HttpRequest, item_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the checks find in an item's wording in force, with what was set aside."""
    actor = actor_of(request)
    return [plain(one) for one in access.findings_of(actor, items.find(actor, item_id))]


@router.post("/items/{item_id}/findings/{key}/setting-aside", response=AsideOut)
def set_aside(request: HttpRequest, item_id: uuid.UUID, key: str, given: AsideIn) -> dict[str, Any]:
    """Let a finding stand, with a reason that is kept."""
    made = operations.set_aside(actor_of(request), item_id, key, reason=given.reason)
    return {"who": made.post.person.name, "at": made.at, "reason": made.reason}


@router.post("/items/{item_id}/findings/{key}/opening", response=list[FindingOut])
def take_up(request: HttpRequest, item_id: uuid.UUID, key: str) -> list[dict[str, Any]]:
    """Open a finding again that was set aside. Answers with all findings."""
    actor = actor_of(request)
    operations.take_up(actor, item_id, key)
    return [plain(one) for one in access.findings_of(actor, items.find(actor, item_id))]


def plain(found: Found) -> dict[str, Any]:
    """A finding as plain values."""
    aside = found.set_aside
    return {
        "key": found.key,
        "code": found.code,
        "problem": problem(found),
        "field": found.part,
        "passage": found.words,
        "set_aside": {"who": aside.post.person.name, "at": aside.at, "reason": aside.reason} if aside else None,
    }
