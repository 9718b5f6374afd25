# SPDX-License-Identifier: Apache-2.0
"""The story of an item, as staff and as authors read it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from yizhan.domains.items.models import Descent, Item
from yizhan.domains.items.queries.descent import chain
from yizhan.domains.network.models import Post
from yizhan.kernel.events import CATALOGUE
from yizhan.kernel.models import Entry
from yizhan.kernel.prepared import prepared

#: Events of any room that an author reads in the journey of an item.
_TOLD = "told"


def journal(item: Item) -> list[Entry]:
    """The item's own story at its station, oldest first, as staff read it."""
    return _journal(item.public_id)


@prepared
def _journal(matter: uuid.UUID) -> QuerySet[Entry]:
    return Entry.objects.filter(matter=matter).order_by("id")


def journey(item: Item) -> QuerySet[Entry]:
    """What an author is told: the item's story here and wherever it went, in events meant for authors (RULE-100)."""
    matters = [one.public_id for one in chain(item)]
    told = [name for name, event in CATALOGUE.items() if getattr(event, _TOLD, False)]
    return Entry.objects.filter(matter__in=matters, event__in=told).order_by("id")


def journals_of(items: Iterable[Item]) -> dict[uuid.UUID, list[Entry]]:
    """The journals of several items, by public id, in one query."""
    return _entries_by({item.public_id: [item.public_id] for item in items}, Entry.objects.all())


def journeys_of(items: Sequence[Item]) -> dict[uuid.UUID, list[Entry]]:
    """The journeys of several items, by public id, in two queries."""
    matters = {item.public_id: [item.public_id] for item in items}
    below = Descent.objects.filter(ancestor__in=items).order_by("distance", "id")
    for ancestor, made_of_it in below.values_list("ancestor__public_id", "item__public_id"):
        matters[ancestor].append(made_of_it)
    told = [name for name, event in CATALOGUE.items() if getattr(event, _TOLD, False)]
    return _entries_by(matters, Entry.objects.filter(event__in=told))


def _entries_by(
    matters: Mapping[uuid.UUID, Sequence[uuid.UUID]], entries: QuerySet[Entry]
) -> dict[uuid.UUID, list[Entry]]:
    """Entries about any of the matters that each key stands for, oldest first."""
    wanted = {matter for several in matters.values() for matter in several}
    found: dict[uuid.UUID | None, list[Entry]] = {}
    for entry in entries.filter(matter__in=wanted).order_by("id"):
        found.setdefault(entry.matter, []).append(entry)
    return {
        key: sorted((entry for matter in several for entry in found.get(matter, [])), key=lambda entry: entry.pk)
        for key, several in matters.items()
    }


def actors(entries: Iterable[Entry]) -> dict[int, Post]:
    """The posts that caused these entries, with their holders, in one query."""
    keys = {entry.post for entry in entries if entry.post is not None}
    return {post.pk: post for post in Post.objects.filter(pk__in=keys).select_related("person", "organization")}


def actors_of(item: Item) -> dict[int, Post]:
    """The posts that caused anything in the item's own story, with their holders."""
    return {post.pk: post for post in _actors_in(item.public_id)}


@prepared
def _actors_in(matter: uuid.UUID) -> QuerySet[Post]:
    caused = Entry.objects.filter(matter=matter, post__isnull=False).values("post")
    return Post.objects.filter(pk__in=caused).select_related("person", "organization").order_by()
