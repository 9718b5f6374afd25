# SPDX-License-Identifier: Apache-2.0
"""Finds what many messages of a period speak of: one matter of one place, body or group, with its heat.

B15, B16: the same groups ordered by neglect instead of heat are the neglected matters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from yizhan.engines.text.heat import Heat, Voice, heat_of, window_end
from yizhan.engines.text.linkage import Edge, average_linkage
from yizhan.engines.text.normalisation import fold
from yizhan.engines.text.segmentation import tagged_words

#: Members of a topic are on average at least so alike (cosine of weighted words): where the groups are most stable.
THRESHOLD = 0.22

#: Likenesses below this count as none.
_FLOOR = 0.06

#: The title counts twice; of the body only the beginning, where the matter is named.
_TITLE, _BODY = 2.0, 300

#: So many of the weightiest words of a message are enough to meet every message that is like it.
_KEYS = 24

#: What a word counts by its part of speech: names and things say what a message is about, the rest how it says it.
_PARTS_OF_SPEECH = {"n": 1.0, "j": 0.8, "s": 0.8, "b": 0.6, "e": 0.6, "v": 0.5, "a": 0.5, "f": 0.5, "m": 0.4}
_OTHER_PART = 0.25
_LETTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Message:
    """A message as topics see it. `author` may be empty when unknown; `likes` are votes of any kind, at least 0."""

    id: str
    title: str
    body: str
    author: str = ""
    sent: datetime | None = None
    likes: int = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """Messages (by place, the most typical first) about one matter, and its heat with the reasons for it.

    `cohesion` is the mean likeness of the members to their middle, 0 to 1; `key_word` the word that stands in most
    members and hardly elsewhere.
    """

    members: tuple[int, ...]
    heat: Heat
    cohesion: float
    key_word: str


def find_topics(messages: Sequence[Message], threshold: float = THRESHOLD) -> list[Topic]:
    """The topics of a period, hottest first; a matter that only one message speaks of is no topic."""
    if not messages:
        return []
    occurrence, vocabulary, weights = _weights(messages)
    end = window_end([message.sent for message in messages if message.sent])
    spread = np.asarray(occurrence.sum(axis=0)).ravel()
    topics = []
    for members in average_linkage(len(messages), _edges(weights), threshold):
        if len(members) > 1:
            order, cohesion = _by_centrality(weights[members])
            word, distinctness = _key_word(occurrence[members], spread)
            voices = [Voice(messages[place].author, messages[place].sent, messages[place].likes) for place in members]
            heat = heat_of(voices, distinctness, end)
            topics.append(Topic(tuple(members[place] for place in order), heat, cohesion, vocabulary[word]))
    return sorted(topics, key=lambda topic: (-topic.heat.value, topic.members))


def _terms(text: str) -> Iterator[tuple[str, str]]:
    return ((word, tag) for word, tag in tagged_words(fold(text)) if _LETTERS.search(word))


def _weights(messages: Sequence[Message]) -> tuple[sparse.csr_matrix, Sequence[str], sparse.csr_matrix]:
    """Which words stand in which message, the words, and one row of unit length a message.

    A word weighs by its rarity, its part of speech and whether it stands in the title.
    """
    titles = [list(_terms(message.title)) for message in messages]
    bodies = [list(_terms(message.body.strip()[:_BODY])) for message in messages]
    vectorizer = CountVectorizer(analyzer=lambda terms: [word for word, _ in terms], binary=True, dtype=np.float64)
    both = [title + body for title, body in zip(titles, bodies, strict=True)]
    if not any(both):
        return sparse.csr_matrix((len(messages), 1)), [""], sparse.csr_matrix((len(messages), 1))
    occurrence = vectorizer.fit_transform(both)
    frequencies = np.asarray(occurrence.sum(axis=0)).ravel()
    # A word of one message alone connects nothing, but would shorten what the others weigh.
    rarity = np.where(frequencies > 1, np.log((len(messages) + 1) / (frequencies + 0.5)), 0.0)
    tags = dict(term for terms in both for term in terms)
    vocabulary = vectorizer.get_feature_names_out()
    speech = np.array([_PARTS_OF_SPEECH.get(tags[word][:1], _OTHER_PART) for word in vocabulary])
    counted = vectorizer.transform(titles) * _TITLE + vectorizer.transform(bodies)
    weights = normalize(counted @ sparse.diags(np.maximum(rarity, 0.0) * speech)).tocsr()
    return occurrence, vocabulary, weights


def _edges(weights: sparse.csr_matrix) -> Iterator[Edge]:
    """Pairs that share one of their weightiest words, with their cosine where it is not negligible."""
    keys = _strongest(weights)
    keys.data[:] = 1.0
    step = 2_000
    for start in range(0, weights.shape[0], step):
        meeting = (keys[start : start + step] @ keys.T).tocoo()
        ahead = meeting.row + start < meeting.col
        first, second = meeting.row[ahead] + start, meeting.col[ahead]
        for part in range(0, len(first), 200_000):
            one, other = first[part : part + 200_000], second[part : part + 200_000]
            likeness = np.asarray(weights[one].multiply(weights[other]).sum(axis=1)).ravel()
            near = likeness >= _FLOOR
            yield from zip(one[near].tolist(), other[near].tolist(), likeness[near].tolist(), strict=True)


def _strongest(weights: sparse.csr_matrix) -> sparse.csr_matrix:
    """Only the `_KEYS` weightiest words of each row."""
    rows = weights.tocsr(copy=True)
    for row in range(rows.shape[0]):
        values = rows.data[rows.indptr[row] : rows.indptr[row + 1]]
        if len(values) > _KEYS:
            values[np.argsort(-values, kind="stable")[_KEYS:]] = 0.0
    rows.eliminate_zeros()
    return rows


def _by_centrality(rows: sparse.csr_matrix) -> tuple[list[int], float]:
    """Places from the most typical message outwards, and the mean likeness to the middle of the topic (0 to 1)."""
    middle = normalize(np.asarray(rows.mean(axis=0)).reshape(1, -1))
    likeness = np.asarray(rows @ middle.T).ravel()
    return np.argsort(-likeness, kind="stable").tolist(), float(likeness.mean())


def _key_word(occurrence: sparse.csr_matrix, spread: np.ndarray) -> tuple[int, float]:
    """The word that best marks the members off, and how well: its share of the members times their share of it."""
    inside = np.asarray(occurrence.sum(axis=0)).ravel()
    distinctness = inside / occurrence.shape[0] * inside / np.maximum(spread, 1)
    best = int(distinctness.argmax())
    return best, float(distinctness[best])
