# SPDX-License-Identifier: Apache-2.0
"""Who sees which attachments before they are handed in: their sender. Afterwards the owner of the subject decides."""

import uuid

from django.db.models import QuerySet

from yizhan.domains.files import queries
from yizhan.domains.files.models import Attachment
from yizhan.domains.files.permissions import GRANTS, NEEDED, Permission
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied, NotFound
from yizhan.kernel.locking import locked


def visible(actor: Actor) -> QuerySet[Attachment]:
    """What the actor has attached and not handed in yet."""
    own = queries.sent_by(actor.post)
    return Attachment.objects.filter(own, handed_in_at__isnull=True, removed_at__isnull=True)


def permits(actor: Actor, verb: str, attachment: Attachment) -> bool:
    """Whether the actor's role and place allow the verb, whatever became of the attachment."""
    return actor.role in GRANTS[NEEDED[verb]] and attachment.post_id == actor.post


def possible(attachment: Attachment, verb: str) -> bool:
    """Whether the attachment allows the verb now, whoever asks."""
    return verb in NEEDED and attachment.handed_in_at is None and attachment.removed_at is None


def offers(actor: Actor, attachment: Attachment) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [verb for verb in NEEDED if possible(attachment, verb) and permits(actor, verb, attachment)]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single attachment."""
    if actor.role not in GRANTS[permission]:
        raise Denied("files.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Attachment:
    """The attachment for reading by its sender, or `NotFound`."""
    attachment = visible(actor).select_related("file").filter(public_id=public_id).first()
    if attachment is None:
        raise NotFound("files.attachment.unknown")
    return attachment


def take(actor: Actor, public_id: uuid.UUID, verb: str) -> Attachment:
    """Load, lock and authorise an attachment for change, all inside the running transaction.

    An attachment that was handed in or removed in the meantime is unknown here: nobody changes it any more.
    """
    key = visible(actor).filter(public_id=public_id).values_list("pk", flat=True).first()
    if key is None:
        raise NotFound("files.attachment.unknown")
    attachment = locked(Attachment, key)
    if not permits(actor, verb, attachment):
        raise Denied("files.denied", permission=NEEDED[verb])
    if not possible(attachment, verb):
        raise NotFound("files.attachment.unknown")
    return attachment
