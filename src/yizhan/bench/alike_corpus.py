# SPDX-License-Identifier: Apache-2.0
"""Any number of texts put together from real sentences, and new ones that copy from them more or less.

Text number n is the same in every run and every process; nothing but the sentences is kept.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SEED = 20261128

_END = re.compile(r"(?<=[。！？；!?;])|\n")
_SHORTEST, _LONGEST = 8, 80


def sentences_of(texts: Iterable[str]) -> list[str]:
    """The distinct sentences of real texts, of usual length, in order."""
    parts = (part.strip() for text in texts for part in _END.split(text))
    return list(dict.fromkeys(part for part in parts if _SHORTEST <= len(part) <= _LONGEST))


def text_of(number: int, sentences: Sequence[str]) -> tuple[str, str]:
    """Title and body of a text: about 130 characters."""
    chance = random.Random(SEED * 1_000_003 + number)  # noqa: S311 -- texts, not secrets
    title = chance.choice(sentences).rstrip("。！？；!?;")[:40]
    return title, "".join(chance.choice(sentences) for _ in range(chance.randint(3, 5)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A new text: a copy of a stored one with sentences and characters changed, or a text of its own."""

    title: str
    body: str

    @property
    def said(self) -> str:
        """As the store compares texts."""
        return f"{self.title}\n{self.body}"


def asked(count: int, store: int, sentences: Sequence[str]) -> Iterator[Asked]:
    """New texts for a store of that size; nine of ten copy from it."""
    chance = random.Random(SEED + store)  # noqa: S311 -- texts, not secrets
    for number in range(count):
        if number % 10 == 9:
            yield Asked(*text_of(store + number, sentences))
            continue
        title, body = text_of(chance.randrange(store), sentences)
        yield Asked(title, _changed(body, chance, sentences))


def _changed(body: str, chance: random.Random, sentences: Sequence[str]) -> str:
    """A sentence more or less in one of two, and up to one of fourteen characters mistyped."""
    if chance.random() < 0.5:
        parts = [part for part in _END.split(body) if part]
        parts[chance.randrange(len(parts))] = chance.choice(("", chance.choice(sentences)[:30]))
        body = "".join(parts)
    letters = list(body)
    for _ in range(chance.randint(0, len(letters) // 14)):
        letters[chance.randrange(len(letters))] = chance.choice("的一是在不了有和人这")
    return "".join(letters)
