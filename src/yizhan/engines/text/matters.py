# SPDX-License-Identifier: Apache-2.0
"""How likely two texts are to speak of the same matter although their wording differs."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from yizhan.engines.text.frequencies import WordFrequencies, content_words
from yizhan.engines.text.shingles import bare

#: Words that share characters are kin (退款 and 退费), but never quite the same.
_KINSHIP = 0.9

#: How far the order of characters counts beside the words. Chosen on open pairs (docs/developer/engine-text.md): enough
#: to tell A over B from B over A, too little to sink a paraphrase.
_ORDER = 0.4

#: So many of the rarest words of a long text are compared; the rest adds time and no information.
_WORDS = 80


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made ready for comparison with others: its distinct words, how much each weighs, and its bare letters."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    letters: str

    @classmethod
    def of(cls, text: str, frequencies: WordFrequencies) -> "Wording":
        """Segments and weighs a text once, however often it is compared."""
        distinct = dict.fromkeys(content_words(text))
        rarest = sorted(distinct, key=lambda word: -frequencies.rarity(word))[:_WORDS]
        return cls(tuple(rarest), tuple(frequencies.rarity(word) for word in rarest), bare(text))


def matter_likeness(first: Wording, second: Wording) -> float:
    """0 to 1: the share of words, weighed by rarity, that have an equal or a kin on the other side, damped by order.

    Two texts without words are alike only when they are equal.
    """
    if not first.words or not second.words:
        return float(first.letters == second.letters and bool(first.letters))
    total = sum(first.weights) + sum(second.weights)
    if not total:
        return fuzz.ratio(first.letters, second.letters) / 100
    matched = _matched(first, second.words) + _matched(second, first.words)
    return float(matched / total * (fuzz.ratio(first.letters, second.letters) / 100) ** _ORDER)


def matter_likenesses(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Likeness of each pair; how rare a word is comes from the pairs themselves."""
    frequencies = WordFrequencies.of(text for pair in pairs for text in pair)
    return [matter_likeness(Wording.of(first, frequencies), Wording.of(second, frequencies)) for first, second in pairs]


def _matched(wording: Wording, others: Iterable[str]) -> float:
    known = set(others)
    signs = [(frozenset(word), word) for word in known]
    return sum(
        weight * (1.0 if word in known else _KINSHIP * _best_kin(frozenset(word), signs))
        for word, weight in zip(wording.words, wording.weights, strict=True)
    )


def _best_kin(characters: frozenset[str], others: Sequence[tuple[frozenset[str], str]]) -> float:
    """The largest share of characters in common with any of the other words (Dice)."""
    return max((2 * len(characters & other) / (len(characters) + len(other)) for other, _ in others), default=0.0)


#: So much of a text is its opening, where the matter is named.
_OPENING = 150

#: Only the beginning of a title without end is compared.
_TITLE = 200


@dataclass(frozen=True, slots=True)
class Outline:
    """What tells the matter of an item, made ready for comparison with many others: its title and its opening."""

    title: Wording
    opening: Mapping[str, float]
    length: float

    @classmethod
    def of(cls, text: str, frequencies: WordFrequencies) -> "Outline":
        """The outline of an item: a title on its first line, a text below it."""
        title, head = _heads(text)
        opening = {word: frequencies.rarity(word) for word in _content_words(head)}
        return cls(Wording.of(title, frequencies), opening, math.hypot(*opening.values()))

    def likeness(self, other: "Outline") -> float:
        """0 to 1: the mean of two views, kinship of the titles and the cosine of the openings.

        People name a matter in the title and in the first sentences; the rest is circumstance, and comparing it drowns
        the matter.
        """
        return (matter_likeness(self.title, other.title) + self._of_openings(other)) / 2

    def _of_openings(self, other: "Outline") -> float:
        lengths = self.length * other.length
        shared = (weight * other.opening[word] for word, weight in self.opening.items() if word in other.opening)
        return sum(shared) / lengths if lengths else 0.0


def item_likeness(first: str, second: str, frequencies: WordFrequencies) -> float:
    """0 to 1 for two items, each a title on its first line and a text below it: `Outline.likeness`."""
    return Outline.of(first, frequencies).likeness(Outline.of(second, frequencies))


def title_words(text: str) -> tuple[str, ...]:
    """The distinct words of an item's title, in order."""
    return tuple(dict.fromkeys(_content_words(_heads(text)[0])))


def outline_words(text: str) -> frozenset[str]:
    """The words whose rarity an outline asks for."""
    title, head = _heads(text)
    return frozenset(_content_words(head)).union(_content_words(title))


def _heads(text: str) -> tuple[str, str]:
    """The title, and the title with the opening below it."""
    title, _, body = text.strip().partition("\n")
    title = title[:_TITLE]
    return title, f"{title}\n{body.strip()[:_OPENING]}"


@lru_cache(maxsize=2048)
def _content_words(head: str) -> tuple[str, ...]:
    """Titles and openings are short and are compared again and again; segmenting them is most of the work."""
    return tuple(content_words(head))
