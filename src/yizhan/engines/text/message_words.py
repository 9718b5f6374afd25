# SPDX-License-Identifier: Apache-2.0
"""The words of many messages, how much each says of the matter, and which messages are alike for it."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from yizhan.engines.text.linkage import Edge
from yizhan.engines.text.normalisation import fold
from yizhan.engines.text.segmentation import tagged_words

#: Likenesses below the floor count as none. In a large collection a weak likeness says less, and there are more of
#: them: the floor rises with each doubling beyond `_SMALL` messages, which keeps the number of pairs in bounds.
_FLOOR, _FLOOR_STEP, _HIGHEST_FLOOR, _SMALL = 0.06, 0.03, 0.15, 5_000

#: The title counts twice; of the body only the beginning, where the matter is named.
_TITLE, _BODY = 2.0, 300

#: So many of the weightiest words of a message are enough to meet every message that is like it.
_KEYS, _KEYS_OF_MANY = 24, 12

#: Rows that are met with all others at a time, and pairs that are compared at a time: bounds of memory.
_ROWS, _PAIRS = 500, 20_000

#: What a word counts by its part of speech: names and things say what a message is about, the rest how it says it.
_PARTS_OF_SPEECH = {"n": 1.0, "j": 0.8, "s": 0.8, "b": 0.6, "e": 0.6, "v": 0.5, "a": 0.5, "f": 0.5, "m": 0.4}
_OTHER_PART = 0.25
_LETTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class MessageWords:
    """The words, in which message each stands (1 or nothing), and what it weighs there, each row of unit length."""

    vocabulary: Sequence[str]
    occurrence: sparse.csr_matrix
    rows: sparse.csr_matrix


def _terms(text: str) -> Iterator[tuple[str, str]]:
    return ((word, tag) for word, tag in tagged_words(fold(text)) if _LETTERS.search(word))


def weigh(titles: Sequence[str], bodies: Sequence[str]) -> MessageWords:
    """A word weighs by its rarity, its part of speech and its place: twice in a title, once where a body begins."""
    heads = [list(_terms(title)) for title in titles]
    openings = [list(_terms(body.strip()[:_BODY])) for body in bodies]
    both = [head + opening for head, opening in zip(heads, openings, strict=True)]
    if not any(both):
        return MessageWords([""], sparse.csr_matrix((len(both), 1)), sparse.csr_matrix((len(both), 1)))
    vocabulary = sorted({word for terms in both for word, _ in terms})
    places = {word: place for place, word in enumerate(vocabulary)}
    occurrence = _standing(both, places)
    frequencies = np.asarray(occurrence.sum(axis=0)).ravel()
    # A word of one message alone connects nothing, but would shorten what the others weigh.
    rarity = np.where(frequencies > 1, np.log((len(both) + 1) / (frequencies + 0.5)), 0.0)
    tags = dict(term for terms in both for term in terms)
    speech = np.array([_PARTS_OF_SPEECH.get(tags[word][:1], _OTHER_PART) for word in vocabulary])
    counted = _standing(heads, places) * _TITLE + _standing(openings, places)
    rows = (counted @ sparse.diags(np.maximum(rarity, 0.0) * speech)).tocsr()
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    rows.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(rows.indptr))
    return MessageWords(vocabulary, occurrence, rows)


def _standing(texts: Sequence[Sequence[tuple[str, str]]], places: Mapping[str, int]) -> sparse.csr_matrix:
    """In which text each word stands: 1 or nothing."""
    rows = [sorted({places[word] for word, _ in terms}) for terms in texts]
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    columns = np.fromiter((place for row in rows for place in row), dtype=np.int32, count=starts[-1])
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(places)))


def likenesses(rows: sparse.csr_matrix) -> Iterator[Edge]:
    """Pairs that share one of their weightiest words, with their cosine where it is not negligible."""
    number = rows.shape[0]
    doublings = math.log2(max(1.0, number / _SMALL))
    floor = min(_HIGHEST_FLOOR, _FLOOR + _FLOOR_STEP * doublings)
    keys = _strongest(rows, _KEYS if number <= _SMALL else _KEYS_OF_MANY)
    keys.data[:] = 1.0
    for start in range(0, number, _ROWS):
        meeting = (keys[start : start + _ROWS] @ keys.T).tocoo()
        ahead = meeting.row + start < meeting.col
        first, second = meeting.row[ahead] + start, meeting.col[ahead]
        for part in range(0, len(first), _PAIRS):
            one, other = first[part : part + _PAIRS], second[part : part + _PAIRS]
            likeness = np.asarray(rows[one].multiply(rows[other]).sum(axis=1)).ravel()
            near = likeness >= floor
            yield from zip(one[near].tolist(), other[near].tolist(), likeness[near].tolist(), strict=True)


def _strongest(weights: sparse.csr_matrix, count: int) -> sparse.csr_matrix:
    """Only the `count` weightiest words of each row."""
    rows = weights.tocsr(copy=True)
    for row in range(rows.shape[0]):
        values = rows.data[rows.indptr[row] : rows.indptr[row + 1]]
        if len(values) > count:
            values[np.argsort(-values, kind="stable")[count:]] = 0.0
    rows.eliminate_zeros()
    return rows
