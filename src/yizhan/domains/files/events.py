# SPDX-License-Identifier: Apache-2.0
"""What happens to attachments."""

import uuid
from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class AttachmentKept(Event):
    """A file passed the checks and waits for what it belongs to to be handed in."""

    name = "files.attachment.kept"
    file_name: str
    digest: str
    size: int
    belongs_to: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class AttachmentRemoved(Event):
    """Somebody took a file back before handing in what it belonged to."""

    name = "files.attachment.removed"
    file_name: str


@dataclass(frozen=True, kw_only=True)
class AttachmentsHandedIn(Event):
    """Files became part of what they belong to; the subject is its public id."""

    name = "files.attachment.handed_in"
    file_names: tuple[str, ...]
