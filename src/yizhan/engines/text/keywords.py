# SPDX-License-Identifier: Apache-2.0
"""The words that say what a text is about, against how common they are in the station's own texts."""

from collections import defaultdict
from collections.abc import Iterable

from yizhan.engines.text.frequencies import WordFrequencies
from yizhan.engines.text.names import names
from yizhan.engines.text.segmentation import tagged_words

#: Nouns, names, and verbs used as nouns; the rest says how and not what.
_TELLING = ("n", "vn", "j", "an", "eng")

#: A name of a place or body tells more than a word of the dictionary.
_NAME = 1.5


def keywords(
    text: str, frequencies: WordFrequencies | None = None, count: int = 8, dictionary: Iterable[str] = ()
) -> list[str]:
    """The most telling words and names of a text, best first; words that stand in a chosen name are not repeated."""
    known = frequencies or WordFrequencies()
    own = frozenset(dictionary)
    weights: dict[str, float] = defaultdict(float)
    for word, tag in tagged_words(text, own):
        if len(word) > 1 and (tag.startswith(_TELLING) or word in own):
            weights[word] += known.rarity(word)
    for name in names(text, own):
        weights[name.words] = max(weights[name.words], 1.0) * _NAME
    chosen: list[str] = []
    for word, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if not any(word in other for other in chosen):
            chosen.append(word)
    return chosen[:count]
