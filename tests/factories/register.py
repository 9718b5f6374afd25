# SPDX-License-Identifier: Apache-2.0
"""Mergers in any state, brought there by the operations themselves."""

from collections.abc import Callable

from tests.factories import network
from tests.factories.network import House
from yizhan.domains.network import queries
from yizhan.domains.network.models import Person
from yizhan.domains.network.states import Role
from yizhan.domains.register.models import Merger
from yizhan.domains.register.operations import merging
from yizhan.domains.register.states import MergerState
from yizhan.kernel.actors import Actor

REASON = {"reason": "同一人，两次录入"}


def twice(house: House, person: Person | None = None, *, role: str = Role.MEMBER) -> Actor:
    """Somebody who was entered again, and got a post under the second entry."""
    whose = person or Person.objects.get(pk=house.member.acting_person)
    return network.actor(house.department, role, holder=network.person(whose.name))


def proposed(house: House, duplicate: Person | None = None, person: Person | None = None) -> Merger:
    """A merger that waits for a second administrator."""
    into = person or Person.objects.get(pk=house.member.acting_person)
    one = duplicate or Person.objects.get(pk=twice(house, into).acting_person)
    return merging.propose(house.system_administrator, one.public_id, into=into.public_id, **REASON)


def standing(house: House, duplicate: Person | None = None, person: Person | None = None) -> Merger:
    """A merger that was confirmed."""
    return merging.confirm(house.security_administrator, proposed(house, duplicate, person).public_id)


def dropped(house: House) -> Merger:
    """A merger that was not agreed to."""
    return merging.drop(house.security_administrator, proposed(house).public_id, reason="同名不同人")


def undone(house: House) -> Merger:
    """A merger that was taken back."""
    return merging.undo(house.security_administrator, standing(house).public_id, reason="同名不同人")


IN_STATE: dict[str, Callable[[House], Merger]] = {
    MergerState.PROPOSED: proposed,
    MergerState.STANDING: standing,
    MergerState.DROPPED: dropped,
    MergerState.UNDONE: undone,
}


def again(actor: Actor) -> Actor:
    """The same post as it acts now, whoever its person counts as."""
    post = queries.posts_ever_held(Person.objects.get(pk=actor.acting_person).counts_as).get(pk=actor.acting_post)
    return queries.actor_of(post)
