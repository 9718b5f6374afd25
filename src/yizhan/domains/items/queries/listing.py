# SPDX-License-Identifier: Apache-2.0
"""Lists of items, and items by the ids that faces hold."""

import datetime
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from yizhan.domains.items.models import Contribution, Draft, Item
from yizhan.domains.items.states import MADE_HERE
from yizhan.domains.network.models import Post
from yizhan.domains.network.queries import one_person
from yizhan.kernel.prepared import prepared


class Listed(NamedTuple):
    """What a list shows of an item. Lists are long and read often, so they are made of rows and not of objects."""

    pk: int
    public_id: uuid.UUID
    number: str
    title: str
    state: str
    kind: str
    authors: str
    unit: str | None
    is_urgent: bool
    submitted_at: datetime.datetime


_LISTED = tuple("organization__short_name" if name == "unit" else name for name in Listed._fields)


def of_person(items: QuerySet[Item], person_id: int) -> QuerySet[Item]:
    """What somebody wrote or has a share in. What was made of it belongs to its own journey."""
    posts = Post.objects.filter(person__in=one_person(person_id)).values("pk")
    contributed = Contribution.objects.filter(person__in=one_person(person_id)).values("item")
    # A double negation, because SQLite would otherwise walk the index of items without an origin, nearly all of them.
    own = items.filter(Q(post__in=posts) | Q(pk__in=contributed)).exclude(channel__in=MADE_HERE)
    return own.exclude(origin__isnull=False)


def of_unit(items: QuerySet[Item], organization_id: int) -> QuerySet[Item]:
    """What came from a unit."""
    return items.filter(organization_id=organization_id, origin__isnull=True)


def listed(
    items: QuerySet[Item], *, size: int, beyond: int | None = None, is_oldest_first: bool = False
) -> list[Listed]:
    """At most `size` rows of a list that follow the row with the key `beyond`, newest first unless asked otherwise.

    A list that was narrowed by `search` keeps to the order of its index, so that the first page never reads the rest.
    """
    key = "fulltext__pk" if items.query.order_by == ("-fulltext",) else "pk"
    if beyond is not None:
        items = items.filter(**{f"{key}__gt" if is_oldest_first else f"{key}__lt": beyond})
    ordered = items.order_by(key if is_oldest_first else f"-{key}")
    return [Listed._make(row) for row in ordered.values_list(*_LISTED)[:size]]


def also_writing(item: Item, *, besides: int, since: datetime.datetime) -> list[str]:
    """Names of the others who have kept a draft of this item since a moment; what they write stays theirs."""
    drafts = Draft.objects.filter(item=item, saved_at__gte=since).exclude(post_id=besides)
    return list(drafts.order_by("saved_at").values_list("post__person__name", flat=True))


@prepared
def with_public_id(public_id: uuid.UUID) -> QuerySet[Item]:
    """The item that was handed in under this id, if there is one, whoever may see it."""
    return Item.objects.filter(public_id=public_id)


@prepared
def drafts_kept(post: int, key: uuid.UUID) -> QuerySet[Draft, int]:
    """The drafts that a post keeps under this key: none or one."""
    return Draft.objects.filter(post_id=post, key=key).order_by().values_list("pk", flat=True)


def by_public_id(public_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Item]:
    """Items by public id, for faces that hold ids."""
    return {item.public_id: item for item in Item.objects.filter(public_id__in=list(public_ids))}
