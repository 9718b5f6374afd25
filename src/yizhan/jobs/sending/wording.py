# SPDX-License-Identifier: Apache-2.0
"""What a letter says. By default the title of the matter and a link; the institution's rule allows less or more.

A title leaves the house only if the addressee may see the item at this moment, in the post that was told.
"""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yizhan.domains.items import access as items
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.notices import queries, rules
from yizhan.domains.notices.models import Letter, Notice
from yizhan.domains.notices.operations.addresses import code_of
from yizhan.domains.notices.states import Audience, Channel, Fullness, Purpose
from yizhan.engines.calendars.icalendar import Appointment, calendar_file
from yizhan.kernel import clock, sentences

#: Characters of a title in a letter.
_TITLE = 60


class Composed(NamedTuple):
    """A letter ready to leave."""

    key: uuid.UUID
    recipient: str
    subject: str
    text: str
    is_urgent: bool = False
    calendar: bytes = b""


class Needless(Exception):  # noqa: N818 -- an answer, not a fault
    """The letter need not leave; says why (`read`, `no_address`)."""


def compose(letter: Letter) -> Composed:
    """The letter's words in the language of the installation. Raises `Needless`."""
    with translation.override(settings.LANGUAGE_CODE):
        if letter.purpose == Purpose.TEST:
            text = _("This is a test. If you can read it, the channel works.")
            return Composed(letter.public_id, letter.recipient, _subject(_("Test")), _signed(text, letter.channel))
        address = queries.address_for(letter)
        if address is None:
            raise Needless("no_address")
        if letter.purpose == Purpose.CODE:
            if address.verified_at is not None:
                raise Needless("read")
            text = _("Your code is %(code)s. Did you not ask for one? Then do nothing.") % {"code": code_of(address)}
            return Composed(
                letter.public_id, address.address, _subject(pgettext("letter", "Code")), _signed(text, letter.channel)
            )
        if address.verified_at is None:
            raise Needless("no_address")
        return _of_notices(letter, address.address)


def _of_notices(letter: Letter, recipient: str) -> Composed:
    notices = [one for one in queries.enclosed(letter.pk) if one.read_at is None or one.is_to_sign]
    if not notices:
        raise Needless("read")
    fullness = queries.rule(letter.station_id, rules.FULLNESS)
    titles = {} if fullness == Fullness.NOTHING else _titles(notices)
    groups: dict[uuid.UUID, list[Notice]] = {}
    for one in notices:
        groups.setdefault(one.matter or one.public_id, []).append(one)
    parts = [_part(group, titles, fullness) for group in reversed(groups.values())]
    link = f"{settings.PUBLIC_ADDRESS}/notices/" if settings.PUBLIC_ADDRESS else ""
    heading = _heading(notices, titles)
    if letter.channel == Channel.SMS:
        text = _signed(f"{heading} {link}".strip(), letter.channel)
    else:
        text = "\n\n".join([*parts, *([link] if link else [])])
    wishes = queries.wished(
        queries.habits(letter.station_id), queries.wishes_of([letter.person_id]).get(letter.person_id)
    )
    dated = [one for one in notices if one.due_at is not None] if wishes.with_calendar else []
    return Composed(
        key=letter.public_id,
        recipient=recipient,
        subject=_subject(heading),
        text=text,
        is_urgent=letter.is_urgent,
        calendar=calendar_file([appointment(one, _title_of(one, titles)) for one in dated]) if dated else b"",
    )


def appointment(notice: Notice, title: str) -> Appointment:
    """The date of a notice. One per matter and kind of event: a later date takes the earlier one's place."""
    start = (notice.due_at or notice.at).astimezone(clock.OFFICE_ZONE)
    return Appointment(
        uid=f"{notice.entry.subject}@yizhan",
        title=title,
        start=start,
        stamp=notice.at,
        is_all_day=notice.is_all_day,
        url=f"{settings.PUBLIC_ADDRESS}/notices/" if settings.PUBLIC_ADDRESS else "",
    )


def _heading(notices: list[Notice], titles: dict[uuid.UUID, str]) -> str:
    marks = [
        _("urgent") if any(one.is_urgent for one in notices) else "",
        _("to be signed for") if any(one.is_to_sign for one in notices) else "",
    ]
    mark = " · ".join(word for word in marks if word)
    if len({one.matter for one in notices}) == 1:
        words = _title_of(notices[0], titles)
    else:
        words = ngettext("%(count)d notice", "%(count)d notices", len(notices)) % {"count": len(notices)}
    return _("[%(mark)s] %(words)s") % {"mark": mark, "words": words} if mark else words


def _title_of(notice: Notice, titles: dict[uuid.UUID, str]) -> str:
    if notice.matter in titles:
        return titles[notice.matter]
    return _("A notice for you %(audience)s") % {"audience": Audience(notice.audience).label}


def _part(group: list[Notice], titles: dict[uuid.UUID, str], fullness: str) -> str:
    lines = [_title_of(group[0], titles)]
    for one in group:
        if one.is_to_sign:
            lines.append(f"· {_('Please sign for this.')}")
        if one.due_at is not None:
            day = one.due_at.astimezone(clock.OFFICE_ZONE)
            lines.append(f"· {day:%Y-%m-%d}" if one.is_all_day else f"· {day:%Y-%m-%d %H:%M}")
        if fullness == Fullness.SENTENCE:
            lines.append(f"· {sentences.noted(one.entry.event, one.entry.facts)}")
    return "\n".join(lines)


def _titles(notices: Iterable[Notice]) -> dict[uuid.UUID, str]:
    """Titles of the items that the addressees may see now, each in the post it was told in."""
    found: dict[uuid.UUID, str] = {}
    by_post: dict[int, list[uuid.UUID]] = {}
    for one in notices:
        if one.post_id is not None and one.matter is not None:
            by_post.setdefault(one.post_id, []).append(one.matter)
    for post in Post.objects.filter(network.in_force(), pk__in=by_post):
        seen = items.visible(network.actor_of(post)).filter(public_id__in=by_post[post.pk])
        found.update((key, title[:_TITLE]) for key, title in seen.values_list("public_id", "title"))
    return found


def _subject(words: str) -> str:
    return _("Yizhan: %(words)s") % {"words": " ".join(words.split())}


def _signed(words: str, channel: str) -> str:
    """Gateways want the sender in brackets before a text message."""
    return _("[Yizhan] %(words)s") % {"words": words} if channel == Channel.SMS else words
