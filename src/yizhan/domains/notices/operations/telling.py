# SPDX-License-Identifier: Apache-2.0
"""Telling people, their reading and their signing. Reading concerns the reader alone: the journal stays silent."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from yizhan.domains.network.models import Post
from yizhan.domains.network.queries import counting_for
from yizhan.domains.notices import access, events, queries, rules
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.operations.queueing import queue
from yizhan.domains.notices.permissions import Permission
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.models import Entry
from yizhan.kernel.operations import operation
from yizhan.kernel.prepared import prepared


class Addressee(NamedTuple):
    """Who is told: a person, and the post that the matter concerns, if it concerns one."""

    person: int
    post: int | None = None


@operation
def tell(
    actor: Actor,
    people: Sequence[Addressee],
    entry: int,
    *,
    audience: str,
    matter: uuid.UUID | None = None,
    urgent: bool = False,
    must_acknowledge: bool = False,
    due: datetime.datetime | datetime.date | None = None,
) -> None:
    """Tell people of an entry of the journal, each person once however often this runs and as whomever first.

    `matter` groups the notice; by default it is the entry's. Urgent notices wait for no quiet hours. What must be
    acknowledged is said again until the addressee signs for it (`notices.notice.acknowledged`). `due` is a date that
    belongs to it, a moment or a whole day, and goes along as a calendar entry.

    Writes: notices, letters where somebody is to be told outside the page.
    """
    access.require(actor, Permission.TELL)
    [told] = _entry(entry)
    merged = counting_for({one.person for one in people})
    wanted = {one.person: one for one in reversed([_counting(one, merged) for one in people])}
    known = {notice.person_id for notice in _told_of(entry)}
    fresh = [wanted[person] for person in wanted if person not in known]
    if not fresh:
        return
    now = clock.now()
    stations = _stations(fresh, told)
    due_at, is_all_day = _moment(due)
    written = [
        Notice(
            person_id=one.person,
            post_id=one.post,
            station_id=stations.get(one.post, told.station),
            audience=audience,
            entry=told,
            matter=matter or told.matter,
            at=now,
            is_urgent=urgent,
            must_acknowledge=must_acknowledge,
            due_at=due_at,
            is_all_day=is_all_day,
            remind_at=_first_reminder(stations.get(one.post, told.station), now) if must_acknowledge else None,
        )
        for one in reversed(fresh)
    ]
    Notice.objects.bulk_create(written, ignore_conflicts=True)
    queue([one for one in _told_of(entry) if one.person_id not in known])


@prepared
def _entry(entry: int) -> QuerySet[Entry]:
    return Entry.objects.filter(pk=entry)


@prepared
def _told_of(entry: int) -> QuerySet[Notice]:
    return Notice.objects.filter(entry_id=entry).order_by("pk")


def _counting(one: Addressee, merged: Mapping[int, int]) -> Addressee:
    """The same person by the entry of the register that counts."""
    return one._replace(person=merged.get(one.person, one.person))


def _stations(people: Sequence[Addressee], told: Entry) -> dict[int | None, int | None]:
    """The station of each addressee's post: its rules say how he or she is told."""
    posts = [one.post for one in people if one.post is not None]
    found: dict[int | None, int | None] = {}
    found.update(Post.objects.filter(pk__in=posts).values_list("pk", "station_id"))
    return {None: told.station, **found}


def _moment(due: datetime.datetime | datetime.date | None) -> tuple[datetime.datetime | None, bool]:
    if due is None or isinstance(due, datetime.datetime):
        return due, False
    return datetime.datetime.combine(due, datetime.time(), clock.OFFICE_ZONE), True


def _first_reminder(station: int | None, now: datetime.datetime) -> datetime.datetime | None:
    if not queries.rule(station, rules.REMINDERS):
        return None
    return now + datetime.timedelta(hours=queries.rule(station, rules.REMINDER_HOURS))


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

    What must be signed for stays to be signed.

    Writes: notices.
    """
    unread = queries.unread(access.visible(actor))
    if newest is not None:
        unread = unread.filter(pk__lte=access.find(actor, newest).pk)
    unread.update(read_at=clock.now())


@operation
def acknowledge(actor: Actor, public_id: uuid.UUID) -> Notice:
    """Sign for a notice: the person has received it and says so (签收). Signing again changes nothing.

    Writes: notice, journal. Announces: notices.notice.acknowledged.
    """
    notice = access.take(actor, public_id)
    if not notice.must_acknowledge:
        raise Conflict("notices.notice.needs_no_receipt")
    if notice.acknowledged_at is not None:
        return notice
    now = clock.now()
    notice.read_at, notice.acknowledged_at, notice.remind_at = notice.read_at or now, now, None
    notice.save(update_fields=["read_at", "acknowledged_at", "remind_at"])
    told = Entry.objects.get(pk=notice.entry_id)
    event = events.NoticeAcknowledged(
        subject=notice.public_id, matter=notice.matter, entry=told.pk, about=told.event, person=notice.person_id
    )
    audit.record(actor, event, station=notice.station_id)
    return notice


@operation
def excuse(actor: Actor, entries: Sequence[int]) -> None:
    """Ask nobody any more to sign for what these entries told: somebody else has seen to it. Who has signed, has.

    Writes: notices.
    """
    access.require(actor, Permission.TELL)
    waiting = queries.to_sign(Notice.objects.filter(entry_id__in=list(entries)))
    waiting.update(must_acknowledge=False, remind_at=None)
