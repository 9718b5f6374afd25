# SPDX-License-Identifier: Apache-2.0
"""How common words are in a collection of texts, so that a rare shared word counts for more than a common one."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yizhan.engines.text import stock_words
from yizhan.engines.text.normalisation import fold
from yizhan.engines.text.segmentation import words


def content_words(text: str, dictionary: Iterable[str] = ()) -> list[str]:
    """The folded words of a text that hold a letter or digit, in order."""
    return [word for word in words(fold(text), dictionary) if any(character.isalnum() for character in word)]


@dataclass(frozen=True, slots=True)
class WordFrequencies:
    """In how many of so many texts each word stands."""

    texts: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "WordFrequencies":
        """Counts a collection; each word once a text."""
        counts: Counter[str] = Counter()
        number = 0
        for text in texts:
            counts.update(set(content_words(text)))
            number += 1
        return cls(number, counts)

    @classmethod
    def beside_stock(cls, texts: int, counts: Mapping[str, int]) -> "WordFrequencies":
        """What a store has counted, beside the words that are common everywhere: fit for a store of any age."""
        stock = stock_words.counts()
        return cls(
            texts + stock_words.TEXTS,
            {word: counts.get(word, 0) + stock.get(word, 0) for word in {*counts, *stock}},
        )

    def rarity(self, word: str) -> float:
        """Logarithm of how rare a word is, at least 0; every word of an empty collection counts 1."""
        if not self.texts:
            return 1.0
        return max(0.0, math.log((self.texts + 1) / (self.counts.get(word, 0) + 1)))
