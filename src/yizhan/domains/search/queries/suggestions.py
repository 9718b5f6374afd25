# SPDX-License-Identifier: Apache-2.0
"""Terms that go on from what is being typed, taken from titles that the reader may see. The cost is bounded."""

from collections import Counter
from collections.abc import Iterable, Sequence

from yizhan.engines.text.normalisation import comparable
from yizhan.engines.text.segmentation import tagged_words

#: Titles of the newest hits that are looked at, terms that are offered, characters of one.
TITLES = 100
TERMS = 8
_LONGEST = 16

#: Parts of speech with which a term may end: nouns, verbs, adjectives, set phrases and foreign words.
_ENDING = ("n", "v", "a", "j", "l", "i", "eng")


def terms(titles: Iterable[str], typed: str) -> list[str]:
    """Words, and words with their neighbour, in which the typed word occurs, the commonest first."""
    asked = comparable(typed)
    found: Counter[str] = Counter()
    for title in titles:
        found.update(set(_terms_of(tagged_words(title), asked)))
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))
    return [term for term, _ in ranked][:TERMS]


def _terms_of(cut: Sequence[tuple[str, str]], asked: str) -> Iterable[str]:
    """What goes on from the typed word inside one title: to the end of its word, and of the next ones."""
    for first in range(len(cut)):
        for last in range(first + 1, min(first + 4, len(cut)) + 1):
            term = "".join(word for word, _ in cut[first:last]).strip()
            folded = comparable(term)
            ends_well = cut[last - 1][1].startswith(_ENDING)
            if ends_well and folded.startswith(asked) and folded != asked and len(term) <= _LONGEST:
                yield term
