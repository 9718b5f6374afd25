# SPDX-License-Identifier: Apache-2.0
"""Files as people send them, and attachments kept by the operation itself."""

import io
import uuid

import docx

from tests.factories.network import House
from yizhan.domains.files.models import Attachment
from yizhan.domains.files.operations import attaching
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id

#: The smallest picture: one grey pixel.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6368000000820081771aa5d60000000049454e44ae426082"
)


def document(*paragraphs: str) -> bytes:
    """A .docx with these paragraphs."""
    written = docx.Document()
    for paragraph in paragraphs or ("青石街道三个小区的电梯无人维护。",):
        written.add_paragraph(paragraph)
    stream = io.BytesIO()
    written.save(stream)
    return stream.getvalue()


def kept(
    house: House,
    *,
    by: Actor | None = None,
    subject: uuid.UUID | None = None,
    name: str = "走访记录.txt",
    content: bytes = "五月三日走访青石街道。".encode(),
) -> Attachment:
    """An attachment that its sender has not handed in yet."""
    return attaching.keep(by or house.member, subject or new_id(), name, content)


def handed_in(house: House, *, by: Actor | None = None, subject: uuid.UUID | None = None) -> Attachment:
    """An attachment that belongs to its subject for good."""
    attachment = kept(house, by=by, subject=subject)
    attaching.hand_in(by or house.member, attachment.subject)
    attachment.refresh_from_db()
    return attachment
