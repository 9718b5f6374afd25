# SPDX-License-Identifier: Apache-2.0
"""Counting how common words are in the store: from a sample, into a small table, when the store has grown."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db.models import F, QuerySet
from django.db.models.functions import Substr

from yizhan.domains.items.models import Item, Text
from yizhan.domains.likeness import access
from yizhan.domains.likeness.models import Word, WordCount
from yizhan.domains.likeness.permissions import Permission
from yizhan.engines.text.frequencies import content_words
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.operations import operation

Row = TypeVar("Row")

#: How many texts are counted at most, evenly spread over the store: shares of common words need no more.
_SAMPLE = 10_000

#: A word that stands in fewer of them is as rare as one that was never seen.
_FEWEST = 2

#: Words longer than the column are no words.
_LONGEST = 40

#: A store smaller than this is told by the stock words alone; above it words are counted anew when it grew by a fifth.
_SMALLEST, _GROWTH = 50, 1.2

#: Only so much of a text is counted.
_BEGINNING = 1000

#: Texts read, and words written, at a time.
_BATCH = 500


def keep_current(actor: Actor) -> None:
    """Count anew when the store has grown by a fifth since the last time. Cheap where it has not."""
    reached = Item.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    last = WordCount.objects.first()
    if reached >= (last.reached if last else 1) * _GROWTH and _is_large_enough():
        recount(actor)


def _is_large_enough() -> bool:
    """Whether there are texts enough to count. Keys do not tell: PostgreSQL leaves out those of what was refused."""
    return Item.objects.order_by()[:_SMALLEST].count() >= _SMALLEST


def recount(actor: Actor) -> None:
    """Count now. The reading, which takes seconds, is done before anything is written, and little is written at once.

    Until the last part is written old and new counts stand side by side, which shifts no likeness noticeably.
    Writes: words, count. What is derived is no fact of its own, so the journal stays silent.
    """
    access.require(actor, Permission.COUNT_WORDS)
    reached = Item.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    counts: Counter[str] = Counter()
    number = 0
    for text in _sampled(reached):
        counts.update({word for word in content_words(text) if len(word) <= _LONGEST})
        number += 1
    known = dict(Word.objects.values_list("word", "texts"))
    wanted = {word: texts for word, texts in counts.items() if texts >= _FEWEST}
    for words in _batches(known.keys() - wanted.keys()):
        _forget(actor, words)
    for pairs in _batches(wanted.items() - known.items()):
        _keep(actor, pairs)
    _note(actor, number, reached)


@operation
def _forget(actor: Actor, words: Collection[str]) -> None:  # noqa: ARG001 -- an operation's first argument
    Word.objects.filter(word__in=words).delete()


@operation
def _keep(actor: Actor, counts: Collection[tuple[str, int]]) -> None:  # noqa: ARG001 -- an operation's first argument
    rows = [Word(word=word, texts=texts) for word, texts in counts]
    Word.objects.bulk_create(rows, update_conflicts=True, unique_fields=["word"], update_fields=["texts"])


@operation
def _note(actor: Actor, texts: int, reached: int) -> None:  # noqa: ARG001 -- an operation's first argument
    WordCount.objects.all().delete()
    WordCount.objects.create(texts=texts, reached=reached, at=clock.now())


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _sampled(reached: int) -> Iterator[str]:
    """Titles and beginnings of every so many-th item, by key and not by one long cursor."""
    step = max(1, reached // _SAMPLE)
    texts = Text.objects.filter(number=F("item__text_number")).annotate(place=F("item_id") % step).filter(place=0)
    rows = texts.order_by("pk").values_list("pk", "title", Substr("situation", 1, _BEGINNING))
    for _pk, title, situation in _by_key(rows):
        yield f"{title}\n{situation}"


def _by_key(rows: "QuerySet[Text, tuple[int, str, str]]") -> Iterator[tuple[int, str, str]]:
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:_BATCH]):
        yield from batch
        last = batch[-1][0]
