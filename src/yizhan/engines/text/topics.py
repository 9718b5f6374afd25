# SPDX-License-Identifier: Apache-2.0
"""Finds what many messages of a period speak of: one matter of one place, body or group, with its heat."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from yizhan.engines.text.heat import Heat, Voice, heat_of, window_end
from yizhan.engines.text.linkage import average_linkage

if TYPE_CHECKING:
    from scipy import sparse

#: Members of a topic are on average at least so alike (cosine of weighted words): where the groups are most stable.
THRESHOLD = 0.22


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
    from yizhan.engines.text.message_words import likenesses, weigh  # noqa: PLC0415 -- 20 MiB that most processes never need

    if not messages:
        return []
    words = weigh([message.title for message in messages], [message.body for message in messages])
    end = window_end([message.sent for message in messages if message.sent])
    spread = np.asarray(words.occurrence.sum(axis=0)).ravel()
    topics = []
    for members in average_linkage(len(messages), likenesses(words.rows), threshold):
        if len(members) > 1:
            order, cohesion = _by_centrality(words.rows[members])
            word, distinctness = _key_word(words.occurrence[members], spread)
            voices = [Voice(messages[place].author, messages[place].sent, messages[place].likes) for place in members]
            heat = heat_of(voices, distinctness, end)
            topics.append(Topic(tuple(members[place] for place in order), heat, cohesion, words.vocabulary[word]))
    return sorted(topics, key=lambda topic: (-topic.heat.value, topic.members))


def _by_centrality(rows: "sparse.csr_matrix") -> tuple[list[int], float]:
    """Places from the most typical message outwards, and the mean likeness to the middle of the topic (0 to 1)."""
    middle = np.asarray(rows.mean(axis=0)).ravel()
    likeness = np.asarray(rows @ middle).ravel() / (math.sqrt(float((middle * middle).sum())) or 1.0)
    # Both members of a pair are as near; rounding must not tell them apart.
    return np.argsort(-likeness.round(12), kind="stable").tolist(), float(likeness.mean())


def _key_word(occurrence: "sparse.csr_matrix", spread: np.ndarray) -> tuple[int, float]:
    """The word that best marks the members off, and how well: its share of the members times their share of it."""
    inside = np.asarray(occurrence.sum(axis=0)).ravel()
    distinctness = inside / occurrence.shape[0] * inside / np.maximum(spread, 1)
    best = int(distinctness.argmax())
    return best, float(distinctness[best])
