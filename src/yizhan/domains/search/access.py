# SPDX-License-Identifier: Apache-2.0
"""What a search finds for whom: every kind through the `visible()` of the room that owns it, in the query itself.

Saved searches are one's own.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet

from yizhan.domains.files.models import Attachment
from yizhan.domains.items import access as items
from yizhan.domains.items.models import Descent
from yizhan.domains.items.queries import wordings
from yizhan.domains.network.queries import one_person
from yizhan.domains.periodicals import access as periodicals
from yizhan.domains.search.models import SavedSearch
from yizhan.domains.search.permissions import GRANTS, Permission
from yizhan.domains.search.queries import hits, suggestions
from yizhan.domains.search.queries.counting import counts
from yizhan.domains.search.queries.hits import Hit
from yizhan.domains.search.queries.sources import SOURCES, Rows, narrowed
from yizhan.domains.search.queries.wanted import Wanted
from yizhan.domains.search.states import Kind
from yizhan.domains.supervision.access import visibility
from yizhan.engines.text.normalisation import comparable
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied, NotFound
from yizhan.kernel.fulltext import newest_first
from yizhan.kernel.locking import locked

#: Counting stops here.
MOST = 1000

#: Counts of what is new since the last look stop here.
MOST_NEW = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A page of hits, how many there are of each kind that the reader can find at all, whether a page follows."""

    hits: Sequence[Hit]
    counts: dict[Kind, int]
    has_more: bool


def scopes(actor: Actor) -> dict[Kind, Rows]:
    """Of each kind what the actor may know of."""
    return {
        Kind.ITEM: items.visible(actor),
        Kind.ISSUE: periodicals.visible(actor),
        Kind.INSTRUCTION: visibility.visible_instructions(actor),
        Kind.ASSIGNMENT: visibility.visible_assignments(actor),
        Kind.REPLY: visibility.visible_replies(actor),
        Kind.FEEDBACK: visibility.visible_feedback(actor),
        Kind.FILE: _files(actor),
    }


def found(actor: Actor, wanted: Wanted, number: int = 1) -> Results:
    """What the actor finds: page `number` of the kind that is wanted, or of all kinds together."""
    lists = _narrowed(actor, wanted)
    counted = dict(zip(lists, counts(list(lists.values()), most=MOST), strict=True))
    kinds = [kind for kind in lists if counted[kind] and wanted.kind in {"", kind}]
    here, has_more = hits.page(
        {kind: lists[kind] for kind in kinds}, wanted, number, lambda rows: items.texts_read_by(actor, rows)
    )
    return Results(hits=here, counts=counted, has_more=has_more)


def terms(actor: Actor, typed: str) -> list[str]:
    """Terms that go on from the last word of what is typed, from titles that the actor may see."""
    wanted = Wanted.read({"q": suggestions.last_word(typed)})
    rows = _narrowed(actor, wanted).get(Kind.ITEM)
    if rows is None:
        return []
    newest = list(newest_first(rows)[: suggestions.TITLES])
    titles = [text.title for text in items.texts_read_by(actor, newest).values()]
    return suggestions.terms(titles, wanted.words)


def own_items(actor: Actor, public_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """For items that something was told about: the actor's own item that each is or was made of."""
    told, own = list(public_ids), items.visible(actor)
    made_of = Descent.objects.filter(item__public_id__in=told, ancestor__in=own).order_by("-distance")
    found = dict(made_of.values_list("item__public_id", "ancestor__public_id"))
    return found | {key: key for key in own.filter(public_id__in=told).values_list("public_id", flat=True)}


def find_file(actor: Actor, public_id: uuid.UUID) -> Attachment:
    """A file that the actor can find, or `NotFound`."""
    attachment = _files(actor).select_related("file").filter(public_id=public_id).first()
    if attachment is None:
        raise NotFound("files.attachment.unknown")
    return attachment


def visible(actor: Actor) -> QuerySet[SavedSearch]:
    """The searches that the person who acts has kept."""
    return SavedSearch.objects.filter(person__in=one_person(actor.person))


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single search."""
    if actor.role not in GRANTS[permission]:
        raise Denied("search.denied", permission=permission)


def with_news(actor: Actor) -> list[tuple[SavedSearch, int]]:
    """The actor's saved searches, each with how much of what it finds now came in since the last look."""
    saved = list(visible(actor))
    lists = [_new(actor, one) for one in saved]
    counted = iter(counts([rows for group in lists for rows in group], most=MOST_NEW))
    return [(one, min(MOST_NEW, sum(next(counted) for _ in group))) for one, group in zip(saved, lists, strict=True)]


def newest_keys(actor: Actor) -> dict[str, int]:
    """The newest key of each kind: what comes in later is new."""
    models = {kind: rows.model for kind, rows in scopes(actor).items()}
    return {kind.value: model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for kind, model in models.items()}


def find(actor: Actor, public_id: uuid.UUID) -> SavedSearch:
    """One of the actor's own saved searches, or `NotFound`."""
    saved = visible(actor).filter(public_id=public_id).first()
    if saved is None:
        raise NotFound("search.saved.unknown")
    return saved


def take(actor: Actor, public_id: uuid.UUID) -> SavedSearch:
    """Load and lock one of the actor's own saved searches."""
    return locked(SavedSearch, find(actor, public_id).pk)


def _narrowed(actor: Actor, wanted: Wanted) -> dict[Kind, Rows]:
    return narrowed(scopes(actor), wanted, _readable(actor, wanted))


def _readable(actor: Actor, wanted: Wanted) -> dict[Kind, Q]:
    """For whom does not read the office's drafts: items under revision are found by the author's own words only."""
    phrases = wanted.phrases
    reworded = items.reworded(actor) if phrases else []
    if not reworded:
        return {}
    texts = items.texts_read_by(actor, reworded)
    saying = [
        item.pk
        for item in reworded
        if all(phrase.text in comparable(wordings.document(item, texts[item.pk])) for phrase in phrases)
    ]
    indexed = Q(SOURCES[Kind.ITEM].containing(phrases)) & ~Q(pk__in=[item.pk for item in reworded])
    return {Kind.ITEM: indexed | Q(pk__in=saying)}


def _files(actor: Actor) -> QuerySet[Attachment]:
    """What belongs to an item, an instruction or a reply that the actor may see."""
    owners: Sequence[QuerySet[Any]] = (
        items.visible(actor),
        visibility.visible_instructions(actor),
        visibility.visible_replies(actor),
    )
    belongs = Q()
    for rows in owners:
        belongs |= Q(subject__in=rows.order_by().values("public_id"))
    return Attachment.objects.filter(belongs, handed_in_at__isnull=False, removed_at__isnull=True)


def _new(actor: Actor, saved: SavedSearch) -> list[Rows]:
    wanted = Wanted.read(saved.wanted)
    lists = _narrowed(actor, wanted)
    return [
        rows.filter(pk__gt=saved.seen.get(kind.value, 0)) for kind, rows in lists.items() if wanted.kind in {"", kind}
    ]
