# SPDX-License-Identifier: Apache-2.0
"""Learning itself: decisions in, arrays out. Reads only; `operations.learning` keeps what comes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from yizhan.domains.suggestions.queries import examples
from yizhan.domains.suggestions.states import Question
from yizhan.engines.text.learning import Learned, learn_aside

#: Takes texts and their labels.
Learn = Callable[[Sequence[str], Sequence[str]], Learned]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question: how many decisions there were, how they are called, and what was learned, if any."""

    decisions: int
    counts: Mapping[str, int]
    names: Mapping[str, str]
    learned: Learned | None


def outcomes(station: int, learn: Learn = learn_aside) -> dict[str, Outcome]:
    """All questions of a station, one after the other, each learned from in a process of its own."""
    return {question: _outcome(station, question, learn) for question in Question.values}


def _outcome(station: int, question: str, learn: Learn) -> Outcome:
    found = examples.examples(station, question)
    learned = learn(found.texts, found.labels) if examples.are_enough(found, station) else None
    return Outcome(len(found.texts), found.counts, examples.names(station, question), learned)
