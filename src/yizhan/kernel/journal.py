# SPDX-License-Identifier: Apache-2.0
"""Reading the journal as a whole, newest first. Who may read it is the network's business."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from yizhan.kernel import clock
from yizhan.kernel.models import Entry

#: Entries looked at for one page of acts.
_LOOKED_AT = 500

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What of the journal is wanted; nothing set means everything. Days are the office's, both included."""

    event: str = ""
    room: str = ""
    posts: Collection[int] | None = None
    subject: uuid.UUID | None = None
    act: uuid.UUID | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None


def entries(wanted: Narrowing) -> QuerySet[Entry]:
    """The entries that fit, newest first."""
    found = Entry.objects.order_by("-id")
    if wanted.event:
        found = found.filter(event=wanted.event)
    if wanted.room:
        found = found.filter(event__startswith=f"{wanted.room}.")
    if wanted.posts is not None:
        found = found.filter(post__in=list(wanted.posts))
    if wanted.subject:
        found = found.filter(subject=wanted.subject)
    if wanted.act:
        found = found.filter(act=wanted.act)
    if wanted.since:
        found = found.filter(at__gte=_begin(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_begin(wanted.until + _DAY))
    return found


def older(found: QuerySet[Entry], before: int | None, size: int) -> list[Entry]:
    """At most `size` entries that follow the one with the key `before`."""
    return list((found.filter(pk__lt=before) if before else found)[:size])


def acts(found: QuerySet[Entry], before: int | None, *, size: int, shown: int) -> tuple[list[list[Entry]], int | None]:
    """The acts of one page, newest first, and the key before which the next page begins, if there is one.

    An import writes thousands of entries in a row. Of each act only the first `shown` count towards `size` (one more is
    handed over, so that a face can say that there are more); what follows is passed over.
    """
    batch = older(found, before, _LOOKED_AT)
    page: list[list[Entry]] = []
    last = before
    for _act, group in groupby(batch, key=lambda entry: entry.act):
        if sum(min(len(act), shown) for act in page) >= size:
            return page, last
        entries_of_act = list(group)
        last = entries_of_act[-1].pk
        page.append(entries_of_act[: shown + 1])
    if len(batch) < _LOOKED_AT:
        return page, None
    following = found.filter(pk__lt=batch[-1].pk).exclude(act=batch[-1].act).first()
    return page, following.pk + 1 if following else None


def _begin(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), clock.OFFICE_ZONE)
