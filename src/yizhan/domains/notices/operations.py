# SPDX-License-Identifier: Apache-2.0
"""Telling people, and their reading. Both are derived from the journal or concern the reader alone: it stays silent."""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from yizhan.domains.notices import access, queries
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.permissions import Permission
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.models import Entry
from yizhan.kernel.operations import operation


class Addressee(NamedTuple):
    """Who is told: a person, and the post that the matter concerns, if it concerns one."""

    person: int
    post: int | None = None


@operation
def tell(actor: Actor, people: Iterable[Addressee], entry: int, *, audience: str) -> None:
    """Tell people of an entry of the journal, each person once however often this runs and as whomever first.

    Writes: notices.
    """
    access.require(actor, Permission.TELL)
    told = Entry.objects.get(pk=entry)
    Notice.objects.bulk_create(
        (
            Notice(
                person_id=one.person,
                post_id=one.post,
                audience=audience,
                entry=told,
                matter=told.matter,
                at=clock.now(),
            )
            for one in people
        ),
        ignore_conflicts=True,
    )


@operation
def mark_read(actor: Actor, public_id: uuid.UUID) -> Notice:
    """Note that the person has read a notice; reading it again changes nothing.

    Writes: notice.
    """
    notice = access.take(actor, public_id)
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    return notice


@operation
def mark_all_read(actor: Actor, *, newest: uuid.UUID | None = None) -> None:
    """Note that the person has read everything, or everything up to the newest notice that the page showed.

    Writes: notices.
    """
    unread = queries.unread(access.visible(actor))
    if newest is not None:
        unread = unread.filter(pk__lte=access.find(actor, newest).pk)
    unread.update(read_at=clock.now())
