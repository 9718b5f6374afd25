# SPDX-License-Identifier: Apache-2.0
"""The index of words and the index of look-alikes, and looking items up in the first."""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet

from yizhan.domains.items.models import BANDS_TABLE, FULLTEXT_TABLE, Item, Text
from yizhan.domains.items.queries.wordings import document, said
from yizhan.engines.text import bigrams
from yizhan.engines.text.normalisation import comparable
from yizhan.engines.text.shingles import shingles
from yizhan.engines.text.signatures import STORE, band_keys
from yizhan.kernel.bands import Banded
from yizhan.kernel.bands_index import BandsIndex
from yizhan.kernel.fulltext import Phrase
from yizhan.kernel.fulltext_index import FulltextIndex


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
