# SPDX-License-Identifier: Apache-2.0
"""Bulletins through the interface: drafted from figures, checked, signed, released, corrected; own parts."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.bulletins import access
from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.bulletins.operations import deciding, drafting, releasing
from yizhan.domains.bulletins.operations.writing import WrittenSection
from yizhan.domains.bulletins.queries import reading

router = Router(tags=["bulletins"])

_PAGE = 50


class BulletinIn(Schema):
    """Of which period; `period` is 2026Q3, 2026-07, 2026, or two days with `..` between. The client makes the id."""

    id: uuid.UUID
    kind: str
    period: str
    matter: str = ""


class SectionIn(Schema):
    """A part of the wording."""

    heading: str = ""
    text: str = ""
    key: str = ""


class WordingIn(SeenIn):
    """Title and sections, whole."""

    title: str
    sections: list[SectionIn]


class RenewalIn(SeenIn):
    """Whether the text is drafted anew from the new figures."""

    is_redrafted: bool = False


class CorrectionIn(ReasonIn):
    """The notice's own id, made by the client."""

    id: uuid.UUID


@router.get("/bulletins", response=list[dict[str, Any]])
def list_bulletins(request: HttpRequest) -> list[dict[str, Any]]:
    """The bulletins that the post may know of, the newest first."""
    return [_bulletin(one) for one in reading.listed(access.visible(actor_of(request)))[:_PAGE]]


@router.post("/bulletins", response={201: dict[str, Any]})
def draft(request: HttpRequest, given: BulletinIn) -> Status[dict[str, Any]]:
    """Draft a bulletin from the figures of a period."""
    made = drafting.draft(actor_of(request), given.id, **given.dict(exclude={"id"}))
    return Status(201, _bulletin(made))


@router.get("/bulletins/{bulletin_id}", response=dict[str, Any])
def get_bulletin(request: HttpRequest, bulletin_id: uuid.UUID) -> dict[str, Any]:
    """One bulletin: wording and figures for whom may read it whole, and the own part of everybody who has one."""
    actor = actor_of(request)
    found = access.find(actor, bulletin_id)
    parts = access.visible_parts(actor).filter(bulletin=found).order_by("pk")
    told = {**_bulletin(found), "parts": [{"name": part.name, **part.content} for part in parts]}
    if not access.reads_whole(actor):
        return told
    return {**told, "sections": reading.wording_of(found).sections, "tables": _tables(found)}


@router.post("/bulletins/{bulletin_id}/wording", response=dict[str, Any])
def rewrite(request: HttpRequest, bulletin_id: uuid.UUID, given: WordingIn) -> dict[str, Any]:
    """Add another wording; the earlier ones stay."""
    sections = [WrittenSection(**section.dict()) for section in given.sections]
    written = drafting.rewrite(actor_of(request), bulletin_id, title=given.title, sections=sections, seen=given.seen)
    return _bulletin(written)


@router.post("/bulletins/{bulletin_id}/figures", response=dict[str, Any])
def renew(request: HttpRequest, bulletin_id: uuid.UUID, given: RenewalIn) -> dict[str, Any]:
    """Take the figures anew."""
    return _bulletin(drafting.renew(actor_of(request), bulletin_id, is_redrafted=given.is_redrafted, seen=given.seen))


@router.post("/bulletins/{bulletin_id}/handover", response=dict[str, Any])
def hand_over(request: HttpRequest, bulletin_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Say that it is ready to be checked."""
    return _bulletin(drafting.hand_over(actor_of(request), bulletin_id, seen=given.seen))


@router.post("/bulletins/{bulletin_id}/recall", response=dict[str, Any])
def take_back(request: HttpRequest, bulletin_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Take it back before anybody has checked it."""
    return _bulletin(drafting.take_back(actor_of(request), bulletin_id, seen=given.seen))


@router.post("/bulletins/{bulletin_id}/check", response=dict[str, Any])
def check(request: HttpRequest, bulletin_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Find text and figures right, as somebody who wrote nothing of it."""
    return _bulletin(deciding.check(actor_of(request), bulletin_id, seen=given.seen))


@router.post("/bulletins/{bulletin_id}/signature", response=dict[str, Any])
def sign(request: HttpRequest, bulletin_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Sign text and figures."""
    return _bulletin(deciding.sign(actor_of(request), bulletin_id, seen=given.seen))


@router.post("/bulletins/{bulletin_id}/release", response=dict[str, Any])
def release(request: HttpRequest, bulletin_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Give it to units and members, and make the points of its period final."""
    return _bulletin(releasing.release(actor_of(request), bulletin_id, seen=given.seen))


@router.post("/bulletins/{bulletin_id}/return", response=dict[str, Any])
def send_back(request: HttpRequest, bulletin_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Have it changed."""
    return _bulletin(deciding.send_back(actor_of(request), bulletin_id, reason=given.reason, seen=given.seen))


@router.post("/bulletins/{bulletin_id}/discarding", response=dict[str, Any])
def discard(request: HttpRequest, bulletin_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Give a draft up."""
    return _bulletin(drafting.discard(actor_of(request), bulletin_id, reason=given.reason, seen=given.seen))


@router.post("/bulletins/{bulletin_id}/correction", response={201: dict[str, Any]})
def prepare_correction(request: HttpRequest, bulletin_id: uuid.UUID, given: CorrectionIn) -> Status[dict[str, Any]]:
    """Draft the notice that corrects a released bulletin."""
    notice = drafting.prepare_correction(actor_of(request), bulletin_id, given.id, reason=given.reason, seen=given.seen)
    return Status(201, _bulletin(notice))


def _bulletin(found: Bulletin) -> dict[str, Any]:
    return {
        "id": found.public_id,
        "title": found.title,
        "kind": found.kind,
        "period": found.period,
        "first": found.first,
        "last": found.last,
        "state": found.state,
        "version": found.version,
        "year": found.year,
        "number": found.number,
        "released_at": found.released_at,
        "digest": found.digest,
        "corrects": found.corrects.public_id if found.corrects else None,
        "reason": found.reason,
    }


def _tables(found: Bulletin) -> list[dict[str, Any]]:
    tables = reading.paper_of(found).articles[0].tables
    return [{"title": one.title, "heads": list(one.heads), "rows": [list(row) for row in one.rows]} for one in tables]
