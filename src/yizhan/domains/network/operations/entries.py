# SPDX-License-Identifier: Apache-2.0
"""Entries of the register that turned out to be one person: one points to the other, and nothing else is rewritten.

Whether they may, and for how long this can be taken back, is decided above (room `register`); here is what it means.
"""

from collections.abc import Iterable, Sequence

from yizhan.domains.network import access, events, queries
from yizhan.domains.network.models import Person, Post
from yizhan.domains.network.permissions import Permission
from yizhan.domains.network.states import ADMINISTRATORS
from yizhan.kernel import audit
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.operations import operation


@operation
def merge(actor: Actor, pk: int, *, into: int) -> Person:
    """Let an entry, with all that were merged into it before, count as another one.

    Refused where the person would hold two of the three administrators' posts.
    Writes: pointers, journal. Announces: network.person.merged for every entry that counts as another now.
    """
    one, other = _taken(actor, (pk, into))
    check_mergeable(one, other)
    moving = one.entries or [one.pk]
    _point([*(other.entries or [other.pk]), *moving])
    for entry in Person.objects.filter(pk__in=moving).order_by("pk"):
        audit.record(actor, events.PersonMerged(subject=entry.public_id, into=str(other.public_id)))
    one.merged_into = other
    return one


@operation
def part(actor: Actor, pk: int, *, moved: Sequence[int]) -> Person:
    """Let an entry count as itself again, and with it those of `moved` that still stand beside it.

    Writes: pointers, journal. Announces: network.person.parted for every entry that counts as another now.
    """
    (one,) = _taken(actor, (pk,))
    if one.merged_into_id is None:
        raise Conflict("network.person.counts")
    (whole,) = _taken(actor, (one.merged_into_id,))
    going = [one.pk, *(key for key in whole.entries if key in moved and key != one.pk)]
    _point([key for key in whole.entries if key not in going])
    _point(going)
    for entry in Person.objects.filter(pk__in=going).order_by("pk"):
        audit.record(actor, events.PersonParted(subject=entry.public_id, former=str(whole.public_id)))
    one.merged_into = None
    return one


def check_mergeable(one: Person, other: Person) -> None:
    """Refuse what can never be one person for the register: the same entry, merged ones, two administrators."""
    if one.pk == other.pk:
        raise Conflict("network.person.same_entry", field="into")
    for entry in (one, other):
        if entry.merged_into_id is not None:
            raise Conflict("network.person.merged", field="into", name=entry.name)
    posts = Post.objects.filter(queries.in_force(), role__in=ADMINISTRATORS)
    theirs = posts.filter(person__in=[key for entry in (one, other) for key in entry.entries or [entry.pk]])
    if len(set(theirs.values_list("role", flat=True))) > 1:
        raise Conflict("network.role.administrators_apart", field="into")


def _taken(actor: Actor, keys: Iterable[int]) -> list[Person]:
    """The rows, locked in the order of their keys whoever asks, returned in the order asked for."""
    found = {key: access.take_person(actor, key, Permission.PERSON_MERGE) for key in sorted(keys)}
    return [found[key] for key in keys]


def _point(entries: list[int]) -> None:
    """Let all of these count as the first one."""
    first, *others = entries
    told = entries if others else []
    Person.objects.filter(pk=first).update(merged_into=None, entries=told)
    Person.objects.filter(pk__in=others).update(merged_into=first, entries=told)
