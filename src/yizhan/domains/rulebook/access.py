# SPDX-License-Identifier: Apache-2.0
"""Who may read, prepare and put in force the rules of an institution."""

import uuid

from django.db.models import F, QuerySet

from yizhan.domains.network import access as network
from yizhan.domains.network.models import Post, Station
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.domains.rulebook import queries
from yizhan.domains.rulebook.models import Draft, Rule, RuleText
from yizhan.domains.rulebook.permissions import DRAFT_NEEDED, GRANTS, Permission
from yizhan.domains.rulebook.rules.own import SECOND_PERSON
from yizhan.domains.rulebook.states import DRAFT_STEPS, DraftState
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

#: The roles that may put drafts in force, besides the installation itself.
DECIDING = tuple(sorted(GRANTS[Permission.DECIDE] - {Role.SYSTEM}))
_ON_DRAFTS = GRANTS[Permission.PREPARE] | GRANTS[Permission.DECIDE]


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds the right, refuse everybody else."""
    if not holds(actor, permission):
        raise Denied("rulebook.denied", permission=permission)


def visible(actor: Actor) -> QuerySet[Rule]:
    """The rules of the actor's own station: everybody there may read what is laid down."""
    if actor.role == Role.SYSTEM and not actor.station:
        return Rule.objects.all()
    return Rule.objects.filter(station_id=actor.station or 0)


def visible_texts(actor: Actor) -> QuerySet[RuleText]:
    """The register of the actor's own station, the latest first, texts without a day last on either database."""
    ordered = RuleText.objects.order_by(F("issued_on").desc(nulls_last=True), "-id")
    if actor.role == Role.SYSTEM and not actor.station:
        return ordered
    return ordered.filter(station_id=actor.station or 0)


def visible_drafts(actor: Actor) -> QuerySet[Draft]:
    """The drafts of the actor's own station, for who prepares rules and who puts them in force."""
    if actor.role == Role.SYSTEM and not actor.station:
        return Draft.objects.all()
    if actor.role not in _ON_DRAFTS:
        return Draft.objects.none()
    return Draft.objects.filter(station_id=actor.station or 0)


def permits(actor: Actor, verb: str, draft: Draft) -> bool:
    """Whether the actor's role and place allow the step, whatever the state.

    Who wrote a part of a draft does not put it in force, unless the institution does without a second person.
    """
    if actor.role not in GRANTS[DRAFT_NEEDED[verb]] or draft.station_id != actor.station:
        return False
    return verb != "put_in_force" or not _is_own(actor, draft) or not needs_second_person(draft.station_id)


def possible(draft: Draft, verb: str) -> bool:
    """Whether the draft's state allows the step, whoever asks."""
    return draft.state in DRAFT_STEPS[verb].sources


def offers(actor: Actor, draft: Draft) -> list[str]:
    """The steps that are allowed and possible now."""
    return [verb for verb in DRAFT_NEEDED if possible(draft, verb) and permits(actor, verb, draft)]


def may_write(actor: Actor, draft: Draft) -> bool:
    """Whether the actor may put changes into the draft or take them out now."""
    is_open = draft.state == DraftState.PREPARING and draft.station_id == actor.station
    return is_open and actor.role in GRANTS[Permission.PREPARE]


def needs_second_person(station_id: int) -> bool:
    """Whether the institution wants another person to put rules in force."""
    return queries.value(station_id, SECOND_PERSON)


def find_draft(actor: Actor, public_id: uuid.UUID) -> Draft:
    """The draft for reading, or `NotFound` for who may not know of it."""
    found = visible_drafts(actor).select_related("post__person", "station").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("rulebook.draft.unknown")
    return found


def find_text(actor: Actor, public_id: uuid.UUID) -> RuleText:
    """The text for reading, or `NotFound` for who may not know of it."""
    found = visible_texts(actor).select_related("superseded_by").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("rulebook.text.unknown")
    return found


def take(actor: Actor, station: int, permission: Permission) -> Station:
    """The station whose rules are to change, locked."""
    require(actor, permission)
    if not network.visible_stations(actor).filter(pk=station).exists():
        raise NotFound("network.station.unknown")
    return locked(Station, station)


def take_draft(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Draft:
    """Load, lock and authorise a draft for one of its steps, all inside the running transaction."""
    draft = locked(Draft, find_draft(actor, public_id).pk)
    if not permits(actor, verb, draft):
        own = verb == "put_in_force" and actor.role in GRANTS[Permission.DECIDE]
        raise Denied("rulebook.draft.own" if own else "rulebook.denied", permission=DRAFT_NEEDED[verb])
    check_seen(draft, seen)
    if not possible(draft, verb):
        raise Conflict("state.elsewhere", verb=verb, state=draft.state)
    return draft


def take_open_draft(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Draft:
    """Load, lock and authorise a draft for writing in it."""
    draft = locked(Draft, find_draft(actor, public_id).pk)
    require(actor, Permission.PREPARE)
    check_seen(draft, seen)
    if draft.state != DraftState.PREPARING:
        raise Conflict("state.elsewhere", verb="propose", state=draft.state)
    return draft


def take_text(actor: Actor, public_id: uuid.UUID) -> RuleText:
    """Load, lock and authorise a registered text for change."""
    require(actor, Permission.TEXT_ENTER)
    return locked(RuleText, find_text(actor, public_id).pk)


def _is_own(actor: Actor, draft: Draft) -> bool:
    """Whether the person behind the post prepared the draft or wrote a part of it, in whatever post."""
    writers = [draft.post_id, *draft.changes.values_list("post", flat=True)]
    return Post.objects.filter(pk__in=[post for post in writers if post], person__in=one_person(actor.person)).exists()
