# SPDX-License-Identifier: Apache-2.0
"""Everybody sees his or her own notices, in whatever post. Whoever caused one, and the office, see its receipts."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.network.queries import one_person
from yizhan.domains.notices.models import Enclosure, Letter, Notice
from yizhan.domains.notices.permissions import GRANTS, NEEDED, Permission
from yizhan.domains.notices.states import LETTER_STEPS
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen


def visible(actor: Actor) -> QuerySet[Notice]:
    """The notices of the person who acts."""
    if actor.person is None:
        return Notice.objects.none()
    return Notice.objects.filter(person__in=one_person(actor.person))


def visible_receipts(actor: Actor) -> QuerySet[Notice]:
    """What others must sign for: for whoever caused it, and for the office of the station where it happened."""
    if actor.post is None:
        return Notice.objects.none()
    own = Q(entry__post=actor.post)
    if holds(actor, Permission.RECEIPT_READ):
        own |= Q(station_id=actor.station or 0)
    return Notice.objects.filter(own, must_acknowledge=True)


def visible_letters(actor: Actor) -> QuerySet[Letter]:
    """Letters of the station for its system administrator; for anybody else those that tell of what he or she did."""
    if actor.post is None:
        return Letter.objects.none()
    if holds(actor, Permission.LETTER_READ):
        return Letter.objects.filter(station_id=actor.station or 0)
    caused = Enclosure.objects.filter(letter=OuterRef("pk"), notice__entry__post=actor.post)
    return Letter.objects.filter(Exists(caused))


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single notice."""
    if not holds(actor, permission):
        raise Denied("notices.denied", permission=permission)


def offers(actor: Actor, letter: Letter) -> list[str]:
    """What the actor may do to a letter now, in the order of the buttons."""
    return [
        verb
        for verb, permission in NEEDED.items()
        if holds(actor, permission) and letter.state in LETTER_STEPS[verb].sources
    ]


def find(actor: Actor, public_id: uuid.UUID) -> Notice:
    """The notice for reading, or `NotFound` for who may not know of it."""
    notice = visible(actor).select_related("entry").filter(public_id=public_id).first()
    if notice is None:
        raise NotFound("notices.notice.unknown")
    return notice


def take(actor: Actor, public_id: uuid.UUID) -> Notice:
    """Load and lock one of the actor's own notices."""
    return locked(Notice, find(actor, public_id).pk)


def find_letter(actor: Actor, public_id: uuid.UUID) -> Letter:
    """The letter for reading, or `NotFound` for who may not know of it."""
    letter = visible_letters(actor).filter(public_id=public_id).first()
    if letter is None:
        raise NotFound("notices.letter.unknown")
    return letter


def take_letter(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Letter:
    """Load and lock a letter for a step: visible, allowed, unchanged since it was seen."""
    letter = locked(Letter, find_letter(actor, public_id).pk)
    require(actor, NEEDED[verb])
    check_seen(letter, seen)
    return letter
