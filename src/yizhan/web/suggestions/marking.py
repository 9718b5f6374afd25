# SPDX-License-Identifier: Apache-2.0
"""A sentence with the words that speak for a suggestion marked in it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

#: So much of a long sentence is shown, and so much before the first marked word.
_SHOWN, _BEFORE = 90, 24


class Stretch(NamedTuple):
    """A part of a sentence, marked or not."""

    words: str
    is_marked: bool


def marked(sentence: str, words: Sequence[str]) -> list[Stretch]:
    """The sentence in stretches, cut around the first marked word where it is long."""
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    shown = _cut(sentence, re.search(pattern, sentence, re.IGNORECASE) if pattern else None)
    if not pattern:
        return [Stretch(shown, is_marked=False)]
    parts = re.split(f"({pattern})", shown, flags=re.IGNORECASE)
    return [Stretch(part, is_marked=place % 2 == 1) for place, part in enumerate(parts) if part]


def _cut(sentence: str, first: re.Match[str] | None) -> str:
    if len(sentence) <= _SHOWN:
        return sentence
    start = max(0, first.start() - _BEFORE) if first else 0
    end = start + _SHOWN
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"
