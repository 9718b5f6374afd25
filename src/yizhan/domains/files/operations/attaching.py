# SPDX-License-Identifier: Apache-2.0
"""Attaching files, taking them back, and handing them in with what they belong to.

A file is kept first, under the public id that its subject has or will have; only its sender knows of it. The operation
that hands the subject in (an item, an instruction, a reply) then calls `hand_in` in its own transaction. So nobody puts
a file beside a matter of somebody else, and no document is read while a lock is held.
"""

import uuid
from pathlib import Path
from typing import BinaryIO, NamedTuple

from yizhan.domains.files import access, events, queries
from yizhan.domains.files.models import Attachment, Passage, StoredFile, StoredText
from yizhan.domains.files.operations import checking, storing
from yizhan.domains.files.operations.checking import Examined
from yizhan.domains.files.permissions import Permission
from yizhan.domains.files.rules import FILE_SIZE, FILES_PER_SUBJECT
from yizhan.domains.rulebook import queries as rulebook
from yizhan.engines.media.limits import MEBIBYTE, Limits
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.operations import operation


class Received(NamedTuple):
    """A file that has passed every check and lies secured beside the store."""

    examined: Examined
    digest: str
    size: int
    path: Path

    def __repr__(self) -> str:
        """By this a repeated request is recognised: the same file, wherever it was written aside this time."""
        return f"{self.examined.name} {self.digest}"


def keep(actor: Actor, subject: uuid.UUID, name: str, content: BinaryIO | bytes) -> Attachment:
    """Check a file and keep it for a subject. The same file under the same name is kept once.

    Reads and checks before the transaction; nothing of a refused file remains. An actor with a request key spends it
    here, so a page that keeps files and then takes a step gives the key to the step.
    Writes: file on disk, stored file and text, full-text index, attachment, journal. Announces: files.attachment.kept.
    """
    access.require(actor, Permission.ATTACH)
    most = rulebook.value(actor.station or 0, FILE_SIZE) * MEBIBYTE
    with storing.incoming(content, most=most) as arrived:
        examined = checking.examined(name, arrived.path, limits=Limits(size=most))
        storing.secure(arrived.path)
        return _keep(actor, subject, Received(examined, arrived.digest, arrived.size, arrived.path))


@operation
def _keep(actor: Actor, subject: uuid.UUID, received: Received) -> Attachment:
    name = received.examined.name
    unsent = queries.unsent(subject, actor.post)
    earlier = unsent.filter(name=name, file__digest=received.digest).first()
    if earlier is not None:
        return earlier
    limit = rulebook.value(actor.station or 0, FILES_PER_SUBJECT)
    if queries.attachments(subject).count() + unsent.count() >= limit:
        raise Invalid("files.subject.full", field="content", limit=limit)
    attachment = Attachment.objects.create(
        subject=subject,
        station_id=actor.station,
        file=_stored(received),
        name=name,
        kind=received.examined.kind,
        post_id=actor.post,
        at=clock.now(),
    )
    queries.NAMES.enter(attachment.pk)
    event = events.AttachmentKept(
        subject=attachment.public_id, file_name=name, digest=received.digest, size=received.size, belongs_to=subject
    )
    audit.record(actor, event)
    return attachment


@operation
def remove(actor: Actor, public_id: uuid.UUID) -> Attachment:
    """Take a file back before handing in what it belongs to. A tombstone stays.

    Writes: attachment, full-text index, journal. Announces: files.attachment.removed.
    """
    attachment = access.take(actor, public_id, "remove")
    with queries.NAMES.renewed(attachment.pk):
        attachment.removed_at = clock.now()
        attachment.save(update_fields=["removed_at"])
    audit.record(actor, events.AttachmentRemoved(subject=attachment.public_id, file_name=attachment.name))
    return attachment


@operation
def hand_in(actor: Actor, subject: uuid.UUID, *, matter: uuid.UUID | None = None) -> None:
    """Make what the actor attached part of the subject. Called by the operation that hands the subject in.

    From now on the room that owns the subject says who reads the files, and nobody removes them.
    Writes: attachments, journal. Announces: files.attachment.handed_in, if there were any.
    """
    own = {key: name for key, name, sender in queries.waiting_to_be_sent(subject) if sender == actor.post}
    if not own:
        return
    Attachment.objects.filter(pk__in=list(own)).update(handed_in_at=clock.now())
    names = tuple(own.values())
    audit.record(actor, events.AttachmentsHandedIn(subject=subject, matter=matter, file_names=names))


@operation
def hand_on(actor: Actor, subject: uuid.UUID, *, to: uuid.UUID, station: int, matter: uuid.UUID | None = None) -> None:
    """Give another subject the same files: a forwarded item is a full item. Called by the operation that forwards.

    Writes: attachments, full-text index, journal. Announces: files.attachment.handed_in, if there were any.
    """
    carried = list(queries.attachments(subject))
    if not carried:
        return
    now = clock.now()
    handed = Attachment.objects.bulk_create(
        Attachment(
            subject=to,
            station_id=station,
            file=one.file,
            name=one.name,
            kind=one.kind,
            post_id=one.post_id,
            at=one.at,
            handed_in_at=now,
        )
        for one in carried
    )
    queries.NAMES.enter(*(one.pk for one in handed))
    names = tuple(one.name for one in carried)
    audit.record(actor, events.AttachmentsHandedIn(subject=to, matter=matter, file_names=names), station=station)


def _stored(received: Received) -> StoredFile:
    """The row of the content, and the content in its place before the row can be seen by anybody."""
    storing.place(received.path, received.digest)
    stored, is_new = StoredFile.objects.get_or_create(
        digest=received.digest, defaults={"size": received.size, "kept_at": clock.now()}
    )
    if is_new and received.examined.text:
        text, is_truncated = received.examined.text, received.examined.is_truncated
        StoredText.objects.create(file=stored, text=text, is_truncated=is_truncated)
        _make_findable(stored, len(text))
    return stored


def _make_findable(stored: StoredFile, length: int) -> None:
    """Enter what the file says in the full-text index, in passages."""
    starts = range(0, length, queries.PASSAGE)
    made = Passage.objects.bulk_create(Passage(file=stored, start=start) for start in starts)
    queries.TEXTS.enter(*(passage.pk for passage in made))
