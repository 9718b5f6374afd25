# SPDX-License-Identifier: Apache-2.0
"""Reading items: wordings, journeys, search, counts. Who may read which item is in `access`."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yizhan.domains.items.models import Contribution, Descent, Item, ItemFulltext, Review, Text, Verification
from yizhan.domains.items.states import VerificationResult
from yizhan.engines.text import bigrams, figures
from yizhan.engines.text.normalisation import fold
from yizhan.kernel.events import CATALOGUE
from yizhan.kernel.fulltext import Phrase
from yizhan.kernel.models import Entry

#: Events of any room that an author reads in the journey of an item.
_TOLD = "told"


def text_in_force(item: Item) -> Text:
    """The wording that counts now."""
    return Text.objects.get(item=item, number=item.text_number)


def texts(item: Item) -> QuerySet[Text]:
    """All wordings, oldest first, with who wrote them."""
    return Text.objects.filter(item=item).select_related("post__person").order_by("number")


def contributions(item: Item) -> QuerySet[Contribution]:
    """Who has a share, the leading contributor first."""
    return Contribution.objects.filter(item=item).select_related("person", "organization").order_by("rank", "id")


def reviews(item: Item) -> QuerySet[Review]:
    """Decisions of all rounds, oldest first."""
    return Review.objects.filter(item=item).select_related("post__person").order_by("id")


def verifications(item: Item) -> QuerySet[Verification]:
    """Checks of facts and figures, oldest first."""
    return Verification.objects.filter(item=item).select_related("post__person").order_by("id")


def is_verified(item: Item, text: Text) -> bool:
    """Whether the wording may go up: it states no figures, or its figures were confirmed (RULE-024)."""
    if not figures.figures("\n".join((text.title, text.situation, text.analysis, text.suggestion))):
        return True
    last = Verification.objects.filter(item=item, text_number=text.number).order_by("-id").first()
    return last is not None and last.result != VerificationResult.UNCONFIRMED


def chain(item: Item) -> list[Item]:
    """The item and everything that was made of it at other stations, nearest first."""
    below = Item.objects.filter(ancestry__ancestor=item).select_related("station").order_by("ancestry__distance", "id")
    return [item, *below]


def origins(item: Item) -> list[Item]:
    """What the item was made from, nearest first."""
    above = Descent.objects.filter(item=item).select_related("ancestor__station").order_by("distance", "id")
    return [descent.ancestor for descent in above]


def journal(item: Item) -> QuerySet[Entry]:
    """The item's own story at its station, oldest first, as staff read it."""
    return Entry.objects.filter(matter=item.public_id).order_by("id")


def journey(item: Item) -> QuerySet[Entry]:
    """What an author is told: the item's story here and wherever it went, in events meant for authors (RULE-100)."""
    matters = [one.public_id for one in chain(item)]
    told = [name for name, event in CATALOGUE.items() if getattr(event, _TOLD, False)]
    return Entry.objects.filter(matter__in=matters, event__in=told).order_by("id")


def search(items: QuerySet[Item], wanted: str) -> QuerySet[Item]:
    """Narrow items to those whose number or text contains the words, newest first.

    Several words separated by spaces must all occur. Every substring of two or more characters is found.
    """
    for word in wanted.split():
        items = items.filter(Q(fulltext__tokens__match=phrase(word)))
    return items.order_by("-fulltext")


def phrase(word: str) -> Phrase:
    """A word as the index knows it."""
    looked_for = folded(word)
    return Phrase(tokens=bigrams.query_phrase(word), text=looked_for, is_prefix=len(looked_for) == 1)


def folded(text: str) -> str:
    """The text as the index compares it: one spelling, no white space."""
    return "".join(fold(text).split())


def document(item: Item, text: Text) -> str:
    """What the full-text index holds of an item."""
    parts = (item.number, text.title, text.situation, text.analysis, text.suggestion, text.source, item.authors)
    return "\n".join(part for part in parts if part)


def by_public_id(public_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Item]:
    """Items by public id, for faces that hold ids."""
    return {item.public_id: item for item in Item.objects.filter(public_id__in=list(public_ids))}


def indexed(item: Item) -> bool:
    """Whether the item stands in the full-text index (PostgreSQL only; FTS5 cannot be asked without its words)."""
    return ItemFulltext.objects.filter(item=item).exists()
