# SPDX-License-Identifier: Apache-2.0
"""Reading items: wordings, journeys, search, counts. Who may read which item is in `access`."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length

from yizhan.domains.items.models import (
    BANDS_TABLE,
    FULLTEXT_TABLE,
    Composition,
    Contribution,
    Descent,
    Draft,
    Item,
    Part,
    Review,
    Text,
    Verification,
)
from yizhan.domains.items.rules import ANSWER_TERM, REGISTRATION_TERM
from yizhan.domains.items.states import MADE_HERE, Channel, State, VerificationResult
from yizhan.domains.network.models import Post
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.rules.consequences import Counted
from yizhan.engines.text import bigrams, figures
from yizhan.engines.text.normalisation import comparable
from yizhan.engines.text.shingles import shingles
from yizhan.engines.text.signatures import STORE, band_keys
from yizhan.kernel.bands import Banded
from yizhan.kernel.bands_index import BandsIndex
from yizhan.kernel.events import CATALOGUE
from yizhan.kernel.fulltext import Phrase
from yizhan.kernel.fulltext_index import FulltextIndex
from yizhan.kernel.models import Entry
from yizhan.kernel.prepared import prepared

#: Events of any room that an author reads in the journey of an item.
_TOLD = "told"


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


class Credited(NamedTuple):
    """A share in an item, in ten-thousandths, and the originals (keys) through which it came."""

    item: int
    person: int | None
    organization: int | None
    name: str
    share: int
    originals: tuple[int, ...]


_LISTED = tuple("organization__short_name" if name == "unit" else name for name in Listed._fields)


def text_in_force(item: Item) -> Text:
    """The wording that counts now."""
    return _texts_numbered(item.pk, item.text_number)[0]


@prepared
def _texts_numbered(item: int, number: int) -> QuerySet[Text]:
    return Text.objects.filter(item_id=item, number=number)


def texts(item: Item) -> QuerySet[Text]:
    """All wordings, oldest first, with who wrote them."""
    return Text.objects.filter(item=item).select_related("post__person").order_by("number")


def text_of_author(item: Item) -> Text:
    """What the author last wrote, whatever the office made of it since."""
    written = Text.objects.filter(item=item)
    own = written.filter(post_id=item.post_id).order_by("-number").first() if item.post_id else None
    return own or written.get(number=1)


def contributions(item: Item) -> list[Contribution]:
    """Who has a share, the leading contributor first."""
    return _contributions(item.pk)


@prepared
def _contributions(item: int) -> QuerySet[Contribution]:
    return Contribution.objects.filter(item_id=item).select_related("person", "organization").order_by("rank", "id")


def contributions_of(items: Iterable[Item]) -> dict[int, list[Contribution]]:
    """The same for several items, by key, in one query."""
    found: dict[int, list[Contribution]] = {}
    rows = Contribution.objects.filter(item__in=list(items)).select_related("person", "organization")
    for one in rows.order_by("item", "rank", "id"):
        found.setdefault(one.item_id, []).append(one)
    return found


def has_share(item: Item, person_id: int) -> bool:
    """Whether the person contributed to the item."""
    return Contribution.objects.filter(item=item, person_id=person_id).exists()


@prepared
def shares(item: int) -> QuerySet[Contribution, tuple[str, int]]:
    """Names and shares alone, the leading contributor first, for an item's key."""
    return Contribution.objects.filter(item_id=item).order_by("rank", "id").values_list("name", "share")


def reviews(item: Item) -> QuerySet[Review]:
    """Decisions of all rounds, oldest first."""
    return Review.objects.filter(item=item).select_related("post__person").order_by("id")


def verifications(item: Item) -> list[Verification]:
    """Checks of facts and figures, oldest first."""
    return _verifications(item.pk)


@prepared
def _verifications(item: int) -> QuerySet[Verification]:
    return Verification.objects.filter(item_id=item).select_related("post__person").order_by("id")


def is_verified(item: Item, text: Text) -> bool:
    """Whether the wording may go up: it states no figures, or its figures were confirmed (RULE-024)."""
    return not unverified_figures(item, text)


def unverified_figures(item: Item, text: Text, checks: Iterable[Verification] | None = None) -> list[str]:
    """The figures of a wording that nobody confirmed yet, each once, as they are written.

    `checks` are the item's verifications, oldest first, for who has loaded them already.
    """
    words = f"{text.title}\n{text.situation}\n{text.analysis}\n{text.suggestion}"
    stated = dict.fromkeys(figure.words for figure in figures.figures(words))
    if not stated:
        return []
    known = Verification.objects.filter(item=item).order_by("id") if checks is None else checks
    results = [check.result for check in known if check.text_number == text.number]
    is_open = not results or results[-1] == VerificationResult.UNCONFIRMED
    return list(stated) if is_open else []


def chain(item: Item) -> list[Item]:
    """The item and everything that was made of it at other stations, nearest first."""
    below = Item.objects.filter(ancestry__ancestor=item).select_related("station").order_by("ancestry__distance", "id")
    return [item, *below]


def origins(item: Item) -> list[Item]:
    """What the item was made from, nearest first."""
    return [descent.ancestor for descent in _ancestry(item.pk)]


@prepared
def _ancestry(item: int) -> QuerySet[Descent]:
    return Descent.objects.filter(item_id=item).select_related("ancestor__station").order_by("distance", "id")


def kin(item: Item) -> tuple[list[Item], list[Item]]:
    """What the item was made from, and what was made of it, nearest first. Most items have neither: one small query."""
    pairs = _descents(item.pk)
    if not pairs:
        return [], []
    others = Item.objects.select_related("station").in_bulk({key for pair in pairs for key in pair})
    above = [others[ancestor] for descendant, ancestor in pairs if descendant == item.pk]
    return above, [others[descendant] for descendant, ancestor in pairs if ancestor == item.pk]


@prepared
def _descents(item: int) -> QuerySet[Descent, tuple[int, int]]:
    lines = Descent.objects.filter(Q(item_id=item) | Q(ancestor_id=item)).order_by("distance", "id")
    return lines.values_list("item_id", "ancestor_id")


def parts(item: Item) -> QuerySet[Part]:
    """What a synthesis consists of, in its order."""
    return Part.objects.filter(synthesis=item).select_related("item__station").order_by("rank", "id")


def carriers(item: Item) -> dict[uuid.UUID, str]:
    """Whose files an item carries: its own, and those of everything a synthesis consists of now, with their numbers.

    Files stay with what they were handed in with; whoever may see the whole may see them, as long as it is the whole.
    """
    found, level = {item.public_id: item.number}, [item.pk] if item.channel == Channel.SYNTHESIS else []
    while level:
        inside = Part.objects.filter(synthesis__in=level).order_by("synthesis", "rank", "id").select_related("item")
        level = [part.item_id for part in inside if part.item.public_id not in found]
        found.update({part.item.public_id: part.item.number for part in inside})
    return found


def wholes(item: Item) -> QuerySet[Part]:
    """The syntheses that an item is part of now."""
    return Part.objects.filter(item=item).select_related("synthesis__station").order_by("id")


def printed_with_others(listed: Iterable[Listed | Item]) -> frozenset[int]:
    """Which of these items (keys) went into a synthesis that has been released."""
    absorbed = [one.pk for one in listed if one.state == State.ABSORBED]
    if not absorbed:
        return frozenset()
    wholes = Descent.objects.filter(
        ancestor__in=absorbed, item__channel=Channel.SYNTHESIS, item__released_at__isnull=False
    )
    return frozenset(wholes.values_list("ancestor", flat=True))


def composition_of(item: Item) -> Composition | None:
    """What a synthesis consists of, with what came before it; None for an item that is none."""
    return Composition.objects.filter(item=item).order_by("-number").first()


def compositions(item: Item) -> QuerySet[Composition]:
    """How a synthesis came to be what it is, newest first, with who changed it and why."""
    return Composition.objects.filter(item=item).select_related("post__person").order_by("-number")


def split_off(item: Item) -> QuerySet[Item]:
    """What an item was split into and has not been given up."""
    halves = Item.objects.filter(origin=item, station_id=item.station_id).exclude(state=State.DISSOLVED)
    return halves.select_related("station").order_by("id")


def counted_once(items: QuerySet[Item]) -> QuerySet[Item]:
    """Only what was handed in or came from elsewhere, each fact once: neither what the office made of items itself nor
    what the same people said twice.
    """
    repeated = Part.objects.filter(is_repeat=True).values("item")
    return items.exclude(channel__in=MADE_HERE).exclude(pk__in=repeated)


def credited(items: QuerySet[Item]) -> list[Credited]:
    """Who has which share in these items, and through which of their originals: merges, splits, transfers, reports.

    One line per item and contributor, in the order of the items' keys; the shares of an item add up to 10,000.
    """
    shares_of = Contribution.objects.filter(item__in=items).order_by("item", "rank", "id")
    lines = list(shares_of.values_list("item", "person", "organization", "name", "share"))
    ancestry = Descent.objects.filter(item__in=items).order_by("distance", "ancestor")
    shared = set(
        Contribution.objects.filter(item__in=ancestry.order_by().values("ancestor")).values_list(
            "item", "person", "organization", "name"
        )
    )
    originals: dict[int, list[int]] = {}
    for item, ancestor in ancestry.values_list("item", "ancestor"):
        originals.setdefault(item, []).append(ancestor)
    return [
        Credited(
            item,
            person,
            organization,
            name,
            share,
            tuple(ancestor for ancestor in originals.get(item, []) if (ancestor, person, organization, name) in shared),
        )
        for item, person, organization, name, share in lines
    ]


def credited_in(station_id: int, begins_at: datetime.datetime, ends_before: datetime.datetime) -> list[Credited]:
    """The same for what a station received in a period and carries on, each fact once: originals that went into a
    synthesis or were split are counted through what became of them.
    """
    carried = Item.objects.filter(station_id=station_id, submitted_at__gte=begins_at, submitted_at__lt=ends_before)
    return credited(carried.exclude(state__in=(State.ABSORBED, State.SPLIT, State.DISSOLVED)))


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


def of_person(items: QuerySet[Item], person_id: int) -> QuerySet[Item]:
    """What somebody wrote or has a share in. What was made of it belongs to its own journey."""
    posts = Post.objects.filter(person_id=person_id).values("pk")
    contributed = Contribution.objects.filter(person_id=person_id).values("item")
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


def search(items: QuerySet[Item], wanted: str) -> QuerySet[Item]:
    """Narrow items to those whose number or text contains the words, newest first.

    Several words separated by spaces must all occur. Every substring of two or more characters is found.
    """
    for word in wanted.split():
        items = items.filter(Q(fulltext__tokens__match=phrase(word)))
    return items.order_by("-fulltext")


def phrase(word: str) -> Phrase:
    """A word as the index knows it."""
    looked_for = comparable(word)
    return Phrase(tokens=tuple(bigrams.query_phrase(word)), text=looked_for, is_prefix=len(looked_for) == 1)


def document(item: Item, text: Text) -> str:
    """What the full-text index holds of an item."""
    parts = (item.number, text.title, text.situation, text.analysis, text.suggestion, text.source, item.authors)
    return "\n".join(part for part in parts if part)


def said(text: Text) -> str:
    """What a wording says, as texts are compared: the title on the first line, then its parts."""
    return "\n".join(part for part in (text.title, text.situation, text.analysis, text.suggestion) if part)


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


def _documents(keys: Sequence[int]) -> dict[int, str]:
    """What the full-text index holds of several items."""
    in_force = Text.objects.filter(item__in=list(keys), number=F("item__text_number")).select_related("item")
    return {text.item_id: document(text.item, text) for text in in_force}


def band_keys_of(texts: Sequence[Text]) -> list[Banded]:
    """The items of these wordings as the index of look-alikes takes them. What says nothing is like nothing."""
    sets = [shingles(said(text)) for text in texts]
    keys = band_keys(sets).tolist()
    return [Banded(text.item_id, keys[place] if sets[place] else ()) for place, text in enumerate(texts)]


def _keys_in_force(keys: Sequence[int]) -> dict[int, Sequence[int]]:
    in_force = Text.objects.filter(item__in=list(keys), number=F("item__text_number"))
    return {one.owner: one.keys for one in band_keys_of(list(in_force))}


BANDS = BandsIndex("items.alike", BANDS_TABLE, Item.objects.all, _keys_in_force, STORE.version)

FULLTEXT = FulltextIndex(
    "items.item", FULLTEXT_TABLE, Item.objects.all, _documents, tokens_of=bigrams.index_tokens, fold=comparable
)


def has_limits(station_id: int) -> bool:
    """Whether a station has ever laid down by when items are decided on or answered; asked after every step."""
    return bool(_limits(station_id))


@prepared
def _limits(station: int) -> QuerySet[Rule, int]:
    laid_down = Rule.objects.filter(station_id=station, key__in=(REGISTRATION_TERM.key, ANSWER_TERM.key))
    return laid_down.order_by().values_list("pk", flat=True)[:1]


def longer_than(station_id: int, length: int, since: datetime.date) -> Counted:
    """Items handed in at a station since a day, and how many described the situation in more characters."""
    first = Text.objects.filter(number=1, item__station_id=station_id, item__submitted_at__date__gte=since)
    return Counted(first.annotate(size=Length("situation")).filter(size__gt=length).count(), first.count())


def passed_by_fewer(station_id: int, levels: int, since: datetime.date) -> Counted:
    """Items of a station that were reviewed since a day, and how many by fewer levels."""
    reviewed = Item.objects.filter(station_id=station_id, submitted_at__date__gte=since, review_levels__gt=0)
    return Counted(reviewed.filter(review_levels__lt=levels).count(), reviewed.count())
