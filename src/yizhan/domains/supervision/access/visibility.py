# SPDX-License-Identifier: Apache-2.0
"""Who sees what: the office what its station follows, a leader the cases of his or her own instructions, a unit its own
assignments and nothing else, contributors what they were told.
"""

import uuid
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Contribution, Descent, Item
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.domains.periodicals import access as periodicals
from yizhan.domains.supervision.models import Assignment, Case, Feedback, Instruction, Reply
from yizhan.domains.supervision.permissions import GRANTS, Permission
from yizhan.domains.supervision.states import InstructionState
from yizhan.kernel.actors import Actor

Row = TypeVar("Row", bound=Model)

#: Staff see everything their station follows.
_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR})

#: Items that have left the editors' hands; before that an instruction would be on a draft.
_FINISHED = (ItemState.SIGNED, ItemState.RELEASED, ItemState.ARCHIVED)


def visible(actor: Actor) -> QuerySet[Case]:
    """The cases an actor may know of. Units and contributors know assignments and feedback, not cases."""
    if actor.role == Role.LEADER:
        own = Instruction.objects.filter(case=OuterRef("pk"), leader_id=actor.post, state=InstructionState.GIVEN)
        return Case.objects.filter(Exists(own))
    return _of_station(Case.objects.all(), actor)


def visible_instructions(actor: Actor) -> QuerySet[Instruction]:
    """The station's for its staff, the own ones for a leader."""
    if actor.role == Role.LEADER:
        return Instruction.objects.filter(leader_id=actor.post)
    return _of_station(Instruction.objects.all(), actor)


def visible_assignments(actor: Actor) -> QuerySet[Assignment]:
    """The station's for its staff, those of their cases for leaders, those of the own unit for its handlers."""
    if actor.role == Role.HANDLER and actor.organization is not None:
        return Assignment.objects.filter(organization_id=actor.organization)
    if actor.role == Role.LEADER:
        return Assignment.objects.filter(case__in=visible(actor))
    return _of_station(Assignment.objects.all(), actor)


def visible_replies(actor: Actor) -> QuerySet[Reply]:
    """The replies to the assignments that the actor sees."""
    return Reply.objects.filter(assignment__in=visible_assignments(actor))


def visible_feedback(actor: Actor) -> QuerySet[Feedback]:
    """What the contributors were told: to the office, to the leader, and to the contributors themselves."""
    told = Q(case__in=visible(actor))
    if actor.role in GRANTS[Permission.ANSWER]:
        told |= addressed_to(actor)
    return Feedback.objects.filter(told)


def addressed_to(actor: Actor) -> Q:
    """Feedback about an item that the actor wrote or contributed to, or about what was made of it elsewhere."""
    if actor.person is None:
        return Q(pk__in=[])
    contributed = Contribution.objects.filter(item=OuterRef("pk"), person__in=one_person(actor.person))
    own = Q(Exists(contributed)) | Q(post__person__in=one_person(actor.person))
    if actor.role == Role.OFFICER:
        own |= Q(organization_id=actor.organization)
    written = Item.objects.filter(own)
    made_of_it = Descent.objects.filter(ancestor__in=written).values("item")
    return Q(case__item__in=written) | Q(case__item__in=made_of_it)


def instructable(actor: Actor) -> QuerySet[Item]:
    """The items on which the actor may put an instruction: leaders on what reached them, the office on its own."""
    finished = Item.objects.filter(state__in=_FINISHED)
    if actor.role == Role.LEADER:
        received = Item.objects.filter(entries__issue__in=periodicals.visible(actor))
        return finished.filter(Q(pk__in=items.visible(actor)) | Q(pk__in=received))
    return finished.filter(pk__in=items.visible(actor))


def may_read(actor: Actor, subject: uuid.UUID) -> bool:
    """Whether the actor reads what is attached to an instruction or a reply with this public id."""
    return (
        visible_instructions(actor).filter(public_id=subject).exists()
        or visible_replies(actor).filter(public_id=subject).exists()
    )


def _of_station(rows: QuerySet[Row], actor: Actor) -> QuerySet[Row]:
    if actor.role == Role.SYSTEM and actor.station is None:
        return rows
    return rows.filter(station_id=actor.station) if actor.role in _STAFF | {Role.SYSTEM} else rows.none()
