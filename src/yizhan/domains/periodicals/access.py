# SPDX-License-Identifier: Apache-2.0
"""Who sees which issues and may do what to them. Readers are on the list, in whatever room they sit."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.network.states import ADMINISTRATORS, Role
from yizhan.domains.periodicals.models import Circulation, Issue, Series
from yizhan.domains.periodicals.permissions import GRANTS, NEEDED, READERS_VERBS, SERIES_NEEDED, Permission
from yizhan.domains.periodicals.states import STEPS, State
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

#: Staff see all issues of their station.
_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR})

_COMPOSING = frozenset({State.COMPOSING})
_RELEASED = frozenset({State.RELEASED})

#: Acts that leave the state alone, and the states in which they make sense.
_ACTS: dict[str, frozenset[State]] = {
    "entitle": _COMPOSING,
    "place": _COMPOSING,
    "arrange": _COMPOSING,
    "set_heading": _COMPOSING,
    "renew": _COMPOSING,
    "remove": _COMPOSING,
    "set_circulation": _COMPOSING,
    "circulate_further": _RELEASED,
    "note_delivery": _RELEASED,
    "note_reading": _RELEASED,
    "mark_read": _RELEASED,
    "correct": _RELEASED,
}


def visible(actor: Actor) -> QuerySet[Issue]:
    """The issues an actor may know of.

    Staff: those of the station. Everybody: released ones that list his or her post or body.
    """
    if actor.role == Role.SYSTEM:
        return Issue.objects.filter(station_id=actor.station) if actor.station else Issue.objects.all()
    received = Q(Exists(lines_of(actor).filter(issue=OuterRef("pk")))) & Q(state=State.RELEASED)
    if actor.role in _STAFF:
        return Issue.objects.filter(Q(station_id=actor.station or 0) | received)
    return Issue.objects.filter(received)


def unread(actor: Actor) -> QuerySet[Issue]:
    """The released issues that list the actor's post or body and wait to be read."""
    waiting = lines_of(actor).filter(issue=OuterRef("pk"), read_at__isnull=True)
    return Issue.objects.filter(Exists(waiting), state=State.RELEASED).select_related("series", "station")


def lines_of(actor: Actor) -> QuerySet[Circulation]:
    """The lines of circulation lists that mean the actor: by post, or as one of a body that is listed."""
    if actor.post is None or actor.role in ADMINISTRATORS:
        return Circulation.objects.none()
    means = Q(post_id=actor.post)
    if actor.organization is not None:
        means |= Q(organization_id=actor.organization)
    return Circulation.objects.filter(means)


def visible_series(actor: Actor) -> QuerySet[Series]:
    """The series whose making an actor may follow: staff see those of the station."""
    if actor.role == Role.SYSTEM:
        return Series.objects.filter(station_id=actor.station) if actor.station else Series.objects.all()
    return Series.objects.filter(station_id=actor.station or 0) if actor.role in _STAFF else Series.objects.none()


def is_visible(actor: Actor, issue: Issue) -> bool:
    """The same rule for one issue that is already loaded."""
    return visible(actor).filter(pk=issue.pk).exists()


def permits(actor: Actor, verb: str, issue: Issue) -> bool:
    """Whether the actor's role and place allow the verb on this issue, whatever its state."""
    if actor.role not in GRANTS[NEEDED[verb]]:
        return False
    if verb in READERS_VERBS:
        return lines_of(actor).filter(issue=issue).exists()
    return issue.station_id == actor.station


def possible(issue: Issue, verb: str) -> bool:
    """Whether the issue's state allows the verb, whoever asks."""
    return issue.state in (_ACTS[verb] if verb in _ACTS else STEPS[verb].sources)


def offers(actor: Actor, issue: Issue) -> list[str]:
    """The verbs that are allowed and possible now: what a page shows as buttons."""
    offered = [verb for verb in NEEDED if possible(issue, verb) and permits(actor, verb, issue)]
    if "mark_read" in offered and not unread(actor).filter(pk=issue.pk).exists():
        offered.remove("mark_read")
    return offered


def series_offers(actor: Actor, series: Series) -> list[str]:
    """The verbs that are allowed on a series and possible now."""
    if not series.is_active or series.station_id != actor.station:
        return []
    return [verb for verb, permission in SERIES_NEEDED.items() if actor.role in GRANTS[permission]]


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single issue."""
    if not holds(actor, permission):
        raise Denied("periodicals.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Issue:
    """The issue for reading, or `NotFound` for who may not know of it."""
    issue = visible(actor).select_related("series", "station").filter(public_id=public_id).first()
    if issue is None:
        raise NotFound("periodicals.issue.unknown")
    return issue


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Issue:
    """Load, lock and authorise an issue for change, all inside the running transaction.

    `seen` is the version that the actor's page showed. Raises `NotFound`, `Denied` or `Conflict`.
    """
    key = visible(actor).filter(public_id=public_id).values_list("pk", flat=True).first()
    if key is None:
        raise NotFound("periodicals.issue.unknown")
    issue = locked(Issue, key)
    if not permits(actor, verb, issue):
        raise Denied("periodicals.denied", permission=NEEDED[verb])
    check_seen(issue, seen)
    if not possible(issue, verb):
        raise Conflict("periodicals.state.elsewhere", verb=verb, state=issue.state)
    return issue


def find_series(actor: Actor, public_id: uuid.UUID) -> Series:
    """The series for reading, or `NotFound` for who may not know of it."""
    series = visible_series(actor).select_related("station", "successor").filter(public_id=public_id).first()
    if series is None:
        raise NotFound("periodicals.series.unknown")
    return series


def take_series(actor: Actor, public_id: uuid.UUID, verb: str) -> Series:
    """Load, lock and authorise a series that still appears."""
    series = locked(Series, find_series(actor, public_id).pk)
    require(actor, SERIES_NEEDED[verb])
    if not series.is_active:
        raise Conflict("periodicals.series.ended", title=str(series))
    return series
