# SPDX-License-Identifier: Apache-2.0
"""Attachments through the interface: kept for a subject's id before the subject is handed in."""

import datetime
import uuid
from typing import BinaryIO, cast

from django.http import HttpRequest
from ninja import File, Router, Status, UploadedFile

from yizhan.api.answers import RowOut
from yizhan.api.application import actor_of
from yizhan.domains.files import access
from yizhan.domains.files.models import Attachment
from yizhan.domains.files.operations import attaching

router = Router(tags=["files"])


class AttachmentOut(RowOut):
    """An attachment: the name it was handed in under, and its kind by content (docx, pdf, …)."""

    name: str
    kind: str


class RemovedFileOut(RowOut):
    """An attachment that was taken back, and when."""

    removed_at: datetime.datetime


@router.post("/subjects/{subject_id}/files", response={201: AttachmentOut})
def keep(request: HttpRequest, subject_id: uuid.UUID, content: File[UploadedFile]) -> Status[Attachment]:
    """Check a file and keep it for a subject that the caller is about to hand in."""
    return Status(
        201, attaching.keep(actor_of(request), subject_id, content.name or "", cast("BinaryIO", content.file))
    )


@router.get("/subjects/{subject_id}/files", response=list[AttachmentOut])
def list_files(request: HttpRequest, subject_id: uuid.UUID) -> list[Attachment]:
    """The caller's own files that wait to be handed in with a subject."""
    return list(access.visible(actor_of(request)).filter(subject=subject_id).order_by("id"))


@router.post("/files/{file_id}/removal", response=RemovedFileOut)
def remove(request: HttpRequest, file_id: uuid.UUID) -> Attachment:
    """Take a file back before handing in."""
    return attaching.remove(actor_of(request), file_id)
