# SPDX-License-Identifier: Apache-2.0
"""Audits of printed tables through the interface: rows in, findings out; kept where that is asked for."""

import csv
import io
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from yizhan.api.application import actor_of
from yizhan.domains.bulletins import access
from yizhan.domains.bulletins.models import Audit
from yizhan.domains.bulletins.operations import auditing
from yizhan.domains.bulletins.permissions import Permission
from yizhan.engines.scoring.findings import Refused
from yizhan.kernel.errors import Invalid

router = Router(tags=["bulletins"])

_PAGE = 50


class TableIn(Schema):
    """A table as rows of texts, heads first. With `is_kept` the result is kept under `id`, which the client makes."""

    id: uuid.UUID
    name: str
    rows: list[list[str]]
    stated: list[str] = []
    is_kept: bool = False


@router.get("/audits", response=list[dict[str, Any]])
def list_audits(request: HttpRequest) -> list[dict[str, Any]]:
    """The kept audits of the station, the latest first."""
    actor = actor_of(request)
    access.require(actor, Permission.AUDIT)
    return [_audit(one) for one in access.visible_audits(actor).defer("found").order_by("-id")[:_PAGE]]


@router.post("/audits", response=dict[str, Any])
def audit(request: HttpRequest, given: TableIn) -> dict[str, Any]:
    """Which sums, rates and ranks of a table do not agree, by how much, and which rounding explains them."""
    actor = actor_of(request)
    text = io.StringIO()
    csv.writer(text).writerows(given.rows)
    try:
        handed = auditing.look(actor, f"{given.name}.csv", io.BytesIO(text.getvalue().encode()), given.stated)
    except Refused as refused:
        first = refused.findings[0]
        raise Invalid("bulletins.audit.refused", field="rows", reason=first.sentence) from refused
    kept = auditing.keep(actor, given.id, handed) if given.is_kept else None
    return {"kept": _audit(kept) if kept else None, "digest": handed.digest, "report": dict(handed.found.report)}


@router.get("/audits/{audit_id}", response=dict[str, Any])
def get_audit(request: HttpRequest, audit_id: uuid.UUID) -> dict[str, Any]:
    """One kept audit with its report and the table."""
    row = access.find_audit(actor_of(request), audit_id)
    return {**_audit(row), "report": row.found["report"], "rows": row.found["rows"]}


def _audit(row: Audit) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "name": row.name,
        "digest": row.digest,
        "stated": row.stated,
        "checked": row.checked,
        "differing": row.differing,
        "at": row.at,
    }
