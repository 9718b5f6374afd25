# SPDX-License-Identifier: Apache-2.0
"""Attachments through the interface: kept for a subject's id before the subject is handed in."""

import uuid
from typing import Any, BinaryIO, cast

from django.http import HttpRequest
from ninja import File, Router, Status, UploadedFile

from yizhan.api.application import actor_of
from yizhan.domains.files import access
from yizhan.domains.files.operations import attaching

router = Router(tags=["files"])


@router.post("/subjects/{subject_id}/files", response={201: dict[str, Any]})
def keep(request: HttpRequest, subject_id: uuid.UUID, content: File[UploadedFile]) -> Status[dict[str, Any]]:
    """Check a file and keep it for a subject that the caller is about to hand in."""
    kept = attaching.keep(actor_of(request), subject_id, content.name or "", cast("BinaryIO", content.file))
    return Status(201, {"id": kept.public_id, "name": kept.name, "kind": kept.kind})


@router.get("/subjects/{subject_id}/files", response=list[dict[str, Any]])
def list_files(request: HttpRequest, subject_id: uuid.UUID) -> list[dict[str, Any]]:
    """The caller's own files that wait to be handed in with a subject."""
    rows = access.visible(actor_of(request)).filter(subject=subject_id).order_by("id")
    return [{"id": one.public_id, "name": one.name, "kind": one.kind} for one in rows]


@router.post("/files/{file_id}/removal", response=dict[str, Any])
def remove(request: HttpRequest, file_id: uuid.UUID) -> dict[str, Any]:
    """Take a file back before handing in."""
    removed = attaching.remove(actor_of(request), file_id)
    return {"id": removed.public_id, "removed_at": removed.removed_at}
