# SPDX-License-Identifier: Apache-2.0
"""Which letters a notice needs, and when they may leave. Runs inside the operation that writes the notices.

A person without a proved address costs one query for all addressees together and gets none.
"""

import datetime
import threading
from collections.abc import Sequence

from django.db import transaction

from yizhan.domains.notices import queries
from yizhan.domains.notices.models import Enclosure, Letter, Notice
from yizhan.domains.notices.queries import Habits
from yizhan.domains.notices.states import Channel, Manner, Purpose
from yizhan.kernel import clock

#: Set when a letter was queued, so that the senders of this process need not wait for their next round.
bell = threading.Event()

_HOUR = datetime.timedelta(hours=1)


def queue(notices: Sequence[Notice]) -> None:
    """Put notices into letters: into one that still waits for its hour, else into a new one."""
    people = {one.person_id for one in notices}
    proved = {key for key, one in queries.addresses_of(people).items() if one.verified_at is not None}
    if not proved:
        return
    now = clock.now()
    defaults = {station: queries.habits(station) for station in {one.station_id for one in notices}}
    wishes = queries.wishes_of(people)
    letters = _open(people, now)
    enclosures = []
    for notice in notices:
        habits = queries.wished(defaults[notice.station_id], wishes.get(notice.person_id))
        for channel in Channel:
            manner = queries.wants(habits, channel, notice)
            if manner != Manner.NEVER and (notice.person_id, channel) in proved:
                letter = _letter(letters, notice, channel, manner, leave_at(habits, manner, now, notice.is_urgent))
                enclosures.append(Enclosure(letter=letter, notice=notice, channel=channel, reminder=notice.reminders))
    Enclosure.objects.bulk_create(enclosures, ignore_conflicts=True)
    ring()


def ring() -> None:
    """Wake the senders once the running transaction is durable."""
    transaction.on_commit(bell.set)


def leave_at(habits: Habits, manner: str, now: datetime.datetime, is_urgent: bool) -> datetime.datetime:
    """When a letter may leave: at once, at the next hour for digests, never within quiet hours unless urgent."""
    if is_urgent:
        return now
    moment = now if manner == Manner.AT_ONCE else _next_hour(now, habits.digest_hours)
    return _after_quiet(moment, habits)


def _next_hour(now: datetime.datetime, hours: Sequence[int]) -> datetime.datetime:
    moment = now.astimezone(clock.OFFICE_ZONE).replace(minute=0, second=0, microsecond=0) + _HOUR
    while moment.hour not in hours:
        moment += _HOUR
    return moment.astimezone(datetime.UTC)


def _after_quiet(moment: datetime.datetime, habits: Habits) -> datetime.datetime:
    """The same moment, or the end of the quiet hours it falls into; these may span midnight."""
    local = moment.astimezone(clock.OFFICE_ZONE)
    start, end = habits.quiet_from, habits.quiet_until
    is_quiet = start <= local.hour < end if start <= end else local.hour >= start or local.hour < end
    return _next_hour(moment, (end,)) if is_quiet else moment


def _open(people: set[int], now: datetime.datetime) -> dict[tuple[int, str, str], Letter]:
    """Letters that may take more along. Locked: a sender that comes now waits until the notice is in."""
    waiting = queries.open_letters(people, now).select_for_update()
    return {(one.person_id, one.channel, one.purpose): one for one in waiting}


def _letter(
    letters: dict[tuple[int, str, str], Letter], notice: Notice, channel: str, manner: str, due: datetime.datetime
) -> Letter:
    purpose = Purpose.DIGEST if manner == Manner.DIGEST else Purpose.NOTICES
    key = (notice.person_id, channel, purpose)
    if key in letters and not notice.is_urgent:
        return letters[key]
    letter = Letter.objects.create(
        station_id=notice.station_id,
        person_id=notice.person_id,
        channel=channel,
        purpose=purpose,
        is_urgent=notice.is_urgent,
        queued_at=clock.now(),
        due_at=due,
    )
    if due > clock.now():
        letters[key] = letter
    return letter
