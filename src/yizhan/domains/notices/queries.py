# SPDX-License-Identifier: Apache-2.0
"""Reading notices, letters and wishes. Who may read what is in `access`."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery

from yizhan.domains.network.queries import one_person
from yizhan.domains.notices import rules
from yizhan.domains.notices.models import Address, Attempt, Enclosure, Letter, Notice, Wishes
from yizhan.domains.notices.states import Channel, LetterState, Manner, Purpose
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.kernel.prepared import prepared

V = TypeVar("V")


class Habits(NamedTuple):
    """How one person is told, after wishes and rules: manners by channel, quiet and digest hours, capacities."""

    manners: Mapping[str, str]
    quiet_from: int
    quiet_until: int
    digest_hours: tuple[int, ...]
    audiences: frozenset[str]
    with_calendar: bool


def listed(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices as a page shows them: newest first, each with its entry."""
    return notices.select_related("entry").order_by("-id")


def unread(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those that wait to be read; a slice of them counts in one query."""
    return notices.filter(read_at__isnull=True)


def waiting(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those that wait for their addressee: to be read, or to be signed for."""
    return notices.filter(Q(read_at__isnull=True) | Q(must_acknowledge=True, acknowledged_at__isnull=True))


def to_sign(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those whose receipt is still wanted."""
    return notices.filter(must_acknowledge=True, acknowledged_at__isnull=True)


def about(notices: QuerySet[Notice], matter: uuid.UUID) -> QuerySet[Notice]:
    """Those that belong to one item's story."""
    return notices.filter(matter=matter)


def of_entry(entry: int) -> QuerySet[Notice]:
    """Everybody who was told of an entry, with how far each is; whoever told them may ask."""
    return Notice.objects.filter(entry_id=entry).select_related("person", "post__organization").order_by("id")


@prepared
def newest_of(person: int) -> QuerySet[Notice, int]:
    """The key of a person's newest notice: none or one. Open pages ask this several times a second."""
    return Notice.objects.filter(person__in=one_person(person)).order_by("-id").values_list("pk", flat=True)[:1]


def addresses_of(people: Iterable[int]) -> dict[tuple[int, str], Address]:
    """All addresses of these people, by person and channel."""
    return {(one.person_id, one.channel): one for one in Address.objects.filter(person_id__in=list(people))}


def wishes_of(people: Iterable[int]) -> dict[int, Wishes]:
    """What these people wish, where they said anything."""
    return {one.person_id: one for one in Wishes.objects.filter(person_id__in=list(people))}


def rule(station: int | None, definition: Definition[V]) -> V:
    """The institution's value of a rule; the shipped one where no institution is concerned."""
    return definition.default if station is None else rulebook.value(station, definition)


def habits(station: int | None) -> Habits:
    """How an institution tells people who chose nothing."""
    return Habits(
        manners={Channel.MAIL: rule(station, rules.MAIL_MANNER), Channel.SMS: rule(station, rules.SMS_MANNER)},
        quiet_from=rule(station, rules.QUIET_FROM),
        quiet_until=rule(station, rules.QUIET_UNTIL),
        digest_hours=(rule(station, rules.DIGEST_HOUR),),
        audiences=frozenset(),
        with_calendar=True,
    )


def wished(default: Habits, wishes: Wishes | None) -> Habits:
    """The institution's habits with what one person chose instead."""
    if wishes is None:
        return default
    chosen = {Channel.MAIL: wishes.mail_manner, Channel.SMS: wishes.sms_manner}
    return Habits(
        manners={channel: own or default.manners[channel] for channel, own in chosen.items()},
        quiet_from=default.quiet_from if wishes.quiet_from is None else wishes.quiet_from,
        quiet_until=default.quiet_until if wishes.quiet_until is None else wishes.quiet_until,
        digest_hours=tuple(wishes.digest_hours) or default.digest_hours,
        audiences=frozenset(wishes.audiences),
        with_calendar=wishes.with_calendar,
    )


def wants(found: Habits, channel: str, notice: Notice) -> str:
    """In which manner a person is told of a notice through a channel."""
    manner = found.manners[channel]
    if manner == Manner.NEVER:
        return Manner.NEVER
    if notice.is_urgent:
        return Manner.AT_ONCE
    if found.audiences and notice.audience not in found.audiences:
        return Manner.NEVER
    if manner == Manner.URGENT:
        return Manner.AT_ONCE if notice.must_acknowledge else Manner.NEVER
    return manner


def open_letters(people: Iterable[int], moment: datetime.datetime) -> QuerySet[Letter]:
    """Letters that have not begun their way and may take more notices along."""
    return Letter.objects.filter(
        state=LetterState.QUEUED,
        purpose__in=(Purpose.NOTICES, Purpose.DIGEST),
        person_id__in=list(people),
        attempts=0,
        claim__isnull=True,
        due_at__gt=moment,
    )


def due_letters(channel: str, moment: datetime.datetime) -> QuerySet[Letter]:
    """What a channel has to send now and nobody holds: urgent ones first, then the longest waiting."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=moment)
    due = Letter.objects.filter(free, channel=channel, state=LetterState.QUEUED, due_at__lte=moment)
    return due.order_by("-is_urgent", "due_at", "id")


def enclosed(letter: int) -> list[Notice]:
    """The notices of a letter, oldest first, each with its entry."""
    found = Enclosure.objects.filter(letter_id=letter).select_related("notice__entry").order_by("notice_id")
    return [one.notice for one in found]


def due_reminders(moment: datetime.datetime) -> QuerySet[Notice]:
    """Notices that should have been signed for and are to be said again."""
    return Notice.objects.filter(remind_at__lte=moment, acknowledged_at__isnull=True).order_by("remind_at", "id")


def of_letters(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Letters as a page shows them: newest first, with the person and the last attempt's words."""
    last = Attempt.objects.filter(letter=OuterRef("pk")).order_by("-number")
    return letters.select_related("person").annotate(last_outcome=Subquery(last.values("outcome")[:1])).order_by("-id")


def letters_of_notices(notices: Iterable[int]) -> dict[int, list[Enclosure]]:
    """The letters that carried these notices, by notice."""
    found: dict[int, list[Enclosure]] = {}
    for one in Enclosure.objects.filter(notice_id__in=list(notices)).select_related("letter").order_by("id"):
        found.setdefault(one.notice_id, []).append(one)
    return found


def address_for(letter: Letter) -> Address | None:
    """Where a letter goes: the person's address as it stands now."""
    return Address.objects.filter(person_id=letter.person_id, channel=letter.channel).first()
