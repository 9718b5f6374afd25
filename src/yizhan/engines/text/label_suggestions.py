# SPDX-License-Identifier: Apache-2.0
"""What in a text speaks for a label: the sentences and words that add most to its score."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: One sentence with the signs that end it.
SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")

#: So many sentences are named, so many words.
SENTENCES, WORDS = 2, 5


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the text that speaks for a label: `text[start:end]`, and how strongly (1 is the strongest)."""

    start: int
    end: int
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Speaking:
    """What speaks for a label: sentences, and words as they are written in the text; the strongest first."""

    passages: tuple[Passage, ...]
    words: tuple[str, ...]


def strongest(sentences: Sequence[re.Match[str]], added: Sequence[float]) -> tuple[Passage, ...]:
    """The sentences that add most to the score of a label, the strongest first; none that speaks against it."""
    most = max(*added, 1e-9) if len(added) else 1e-9
    best = sorted((place for place in range(len(added)) if added[place] > 0), key=lambda place: -added[place])
    return tuple(_passage(sentences[place], added[place] / most) for place in best[:SENTENCES])


def _passage(sentence: re.Match[str], weight: float) -> Passage:
    return Passage(sentence.start(), sentence.end(), sentence.group().strip(), round(float(weight), 3))
