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

#: Words that one term has at most.
_WORDS = 4

#: Parts of speech with which a term may end: nouns, verbs, adjectives, set phrases and foreign words.
_ENDING = ("n", "v", "a", "j", "l", "i", "eng")


def terms(titles: Iterable[str], typed: str) -> list[str]:
    """Words, and words with their neighbour, in which the last typed word occurs, the commonest first."""
    asked = comparable(last_word(typed))
    found: Counter[str] = Counter()
    for title in titles:
        if asked and asked in comparable(title):
            found.update(set(_terms_of(tagged_words(title), asked)))
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))
    return [term for term, _ in ranked][:TERMS]


def last_word(typed: str) -> str:
    """The word that is being typed."""
    return typed.rsplit(maxsplit=1)[-1] if typed.split() else ""


def _terms_of(cut: Sequence[tuple[str, str]], asked: str) -> Iterable[str]:
    """What goes on from the typed word inside one title: to the end of its word, and of the next ones."""
    folded = [comparable(word) for word, _ in cut]
    for first in range(len(cut)):
        if not "".join(folded[first : first + len(asked)]).startswith(asked):
            continue
        for last in range(first + 1, min(first + _WORDS, len(cut)) + 1):
            term = "".join(word for word, _ in cut[first:last]).strip()
            said = "".join(folded[first:last])
            ends_well = cut[last - 1][1].startswith(_ENDING)
            if ends_well and said.startswith(asked) and said != asked and len(term) <= _LONGEST:
                yield term
