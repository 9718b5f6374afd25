# SPDX-License-Identifier: Apache-2.0
"""Who reads suggestions, who may take them, who may let the machine learn. Every lookup begins at `items.access`."""

import uuid

from django.db.models import QuerySet

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import wordings
from yizhan.domains.items.states import OPEN
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network.states import Role
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.suggestions import rules
from yizhan.domains.suggestions.models import Learning, Suggestion
from yizhan.domains.suggestions.permissions import GRANTS, Permission
from yizhan.domains.suggestions.queries import quality, standing, suggesting
from yizhan.domains.suggestions.queries.suggesting import Suggested
from yizhan.domains.suggestions.states import TAKEABLE, Question, State
from yizhan.domains.supervision.access import rights
from yizhan.domains.supervision.models import Case
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.locking import locked


def visible(actor: Actor) -> QuerySet[Suggestion]:
    """What was suggested at the actor's station, for its staff."""
    if holds(actor, Permission.READ):
        return Suggestion.objects.filter(station_id=actor.station or 0)
    return Suggestion.objects.none()


def visible_learnings(actor: Actor) -> QuerySet[Learning]:
    """The learnings of the actor's station, for its staff; the installation itself sees all."""
    if actor.role == Role.SYSTEM:
        return Learning.objects.filter(station_id=actor.station) if actor.station else Learning.objects.all()
    if holds(actor, Permission.READ):
        return Learning.objects.filter(station_id=actor.station or 0)
    return Learning.objects.none()


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single item."""
    if not holds(actor, permission):
        raise Denied("suggestions.denied", permission=permission)


def qualities(actor: Actor) -> list[quality.Quality]:
    """How good the suggestions of the actor's station are."""
    require(actor, Permission.READ)
    return quality.qualities(actor.station or 0)


def suggested(actor: Actor, item: Item) -> list[Suggested]:
    """What is suggested for an item that the actor may read, but for what a person has decided about."""
    require(actor, Permission.READ)
    asked = standing.open_questions(item)
    found = suggesting.suggested(item.station_id, wordings.said(wordings.text_in_force(item)), asked)
    over = Suggestion.objects.filter(item=item).exclude(state=State.SHOWN).values_list("question", "label")
    decided = {*over, (Question.KIND.value, item.kind)} if found else set()
    return [one for one in found if (one.question, one.label) not in decided]


def suggested_kind(actor: Actor, kind: str, said: str) -> Suggested | None:
    """The kind that is suggested for what the actor is writing, if it is another. Nothing of it is kept.

    Authors are asked only where their station wants it.
    """
    require(actor, Permission.ASK)
    station = actor.station or 0
    if not holds(actor, Permission.READ) and not rulebook.value(station, rules.ASKS_AUTHORS):
        return None
    found = suggesting.suggested(station, said, [Question.KIND])
    return next((one for one in found if one.label != kind), None)


def permits(actor: Actor, permission: Permission, item: Item) -> bool:
    """Whether the actor may decide about suggestions for an item, or file it, whatever its state."""
    return holds(actor, permission) and item.station_id == actor.station


def may_file(actor: Actor, item: Item) -> bool:
    """Whether the actor may file the item now, and there is anything to file it under."""
    is_due = permits(actor, Permission.FILE, item) and item.state in OPEN
    return is_due and bool(rulebook.value(item.station_id, rules.CATEGORIES))


def is_takeable(actor: Actor, item: Item, question: str, label: str) -> bool:
    """Whether one press is enough: the ordinary operation wants nothing else of a person, and would succeed now."""
    if question not in TAKEABLE or not permits(actor, Permission.TAKE, item):
        return False
    if question == Question.KIND:
        return items.possible(item, "edit") and items.permits(actor, "edit", item)
    if question == Question.CATEGORY:
        return may_file(actor, item)
    return item.state == ItemState.SIGNED and standing.open_issue(item, question, label) is not None


def case_to_entrust(actor: Actor, item: Item) -> Case | None:
    """The case about the item that the actor may give to a unit now."""
    case = standing.unassigned_case(item)
    return case if case is not None and "assign" in rights.offers(actor, case) else None


def take_item(actor: Actor, public_id: uuid.UUID, permission: Permission) -> Item:
    """An item of the actor's station that is on the desk, locked, for filing it or deciding about a suggestion.

    Raises `NotFound`, `Denied`, or `Conflict` where the item has left the desk.
    """
    item = locked(Item, items.find(actor, public_id).pk)
    if not permits(actor, permission, item):
        raise Denied("suggestions.denied", permission=permission)
    if item.state not in OPEN:
        raise Conflict("suggestions.item.closed", state=item.state)
    return item


def take_suggestion(actor: Actor, item: Item, question: str, label: str) -> Suggestion:
    """What was shown for an item and nobody has decided about, locked with the item.

    What was never noted as shown is asked for anew, so that nobody takes what was not suggested. It is not stored yet
    then (no key). Raises `Invalid` for an unknown question, `Conflict` for what is not suggested or is decided.
    """
    if question not in Question.values:
        raise Invalid("suggestions.question.unknown", field="question", value=question)
    known = Suggestion.objects.filter(item=item, question=question, label=label).select_related("post__person").first()
    if known is not None and known.state != State.SHOWN:
        who = known.post.person.name if known.post else ""
        raise Conflict("suggestions.suggestion.decided", who=who, state=known.state)
    if known is not None:
        return known
    for one in suggested(actor, item):
        if (one.question, one.label) == (question, label):
            return row_of(item, one)
    raise Conflict("suggestions.suggestion.changed")


def row_of(item: Item, one: Suggested) -> Suggestion:
    """A suggestion as it is to be kept."""
    return Suggestion(
        station_id=item.station_id,
        item=item,
        snapshot_id=one.snapshot,
        question=one.question,
        state=State.SHOWN,
        label=one.label,
        name=one.name,
        percent=one.percent,
    )
