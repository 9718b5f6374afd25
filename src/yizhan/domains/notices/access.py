# SPDX-License-Identifier: Apache-2.0
"""Everybody sees his or her own notices, in whatever post; nobody else's."""

import uuid

from django.db.models import QuerySet

from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.permissions import GRANTS, Permission
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied, NotFound
from yizhan.kernel.locking import locked


def visible(actor: Actor) -> QuerySet[Notice]:
    """The notices of the person who acts."""
    if actor.person is None:
        return Notice.objects.none()
    return Notice.objects.filter(person_id=actor.person)


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single notice."""
    if actor.role not in GRANTS[permission]:
        raise Denied("notices.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Notice:
    """The notice for reading, or `NotFound` for who may not know of it."""
    notice = visible(actor).select_related("entry").filter(public_id=public_id).first()
    if notice is None:
        raise NotFound("notices.notice.unknown")
    return notice


def take(actor: Actor, public_id: uuid.UUID) -> Notice:
    """Load and lock one of the actor's own notices."""
    return locked(Notice, find(actor, public_id).pk)
