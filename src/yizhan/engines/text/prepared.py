# SPDX-License-Identifier: Apache-2.0
"""A text that is asked about, looked at once for all questions; where its traits stand, once reasons are wanted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from yizhan.engines.text.label_suggestions import SENTENCE
from yizhan.engines.text.segmentation import words
from yizhan.engines.text.traits import Found, counted, says, signs_of, spelled, stretches_of, word_codes

_SPACE = ord(" ") + 1


class Standing(NamedTuple):
    """Traits in the order in which they stand in a text: which of the found ones each is, and in which sentence."""

    traits: np.ndarray
    sentences: np.ndarray


class Word(NamedTuple):
    """A word of the spelled text, and where it begins there."""

    word: str
    start: int


@dataclass(frozen=True)
class Prepared:
    """A text with all its traits by kind, and its words one after the other with their codes."""

    text: str
    traits: Mapping[str, Found]
    spoken: tuple[Word, ...]
    spoken_codes: np.ndarray
    signs: np.ndarray

    @classmethod
    def of(cls, text: str) -> "Prepared":
        """Look at a text."""
        said = spelled(text)
        signs, spoken = signs_of(said), _spoken(said)
        codes = _codes(spoken)
        stretches = {kind: counted(np.concatenate(parts)) for kind, parts in stretches_of(signs).items()}
        return cls(text, {"words": counted(codes), **stretches}, spoken, codes, signs)

    @cached_property
    def sentences(self) -> tuple[re.Match[str], ...]:
        """The sentences of the text as it is written."""
        return tuple(SENTENCE.finditer(self.text))

    @cached_property
    def lengths(self) -> np.ndarray:
        """How many characters of the spelled text each sentence has, at least one."""
        return np.maximum(np.bincount(self._sentence_at, minlength=len(self.sentences)), 1)

    @cached_property
    def standing(self) -> Mapping[str, Standing]:
        """Where the traits of each kind stand. A stretch that runs on belongs to the sentence in which it begins."""
        starts = np.array([one.start for one in self.spoken], dtype=np.int64)
        found = {"words": Standing(self._which("words", self.spoken_codes), self._sentence_at[starts])}
        for kind, parts in stretches_of(self.signs).items():
            begins = np.concatenate([self._sentence_at[: len(part)] for part in parts])
            found[kind] = Standing(self._which(kind, np.concatenate(parts)), begins)
        return found

    def _which(self, kind: str, codes: np.ndarray) -> np.ndarray:
        return np.searchsorted(self.traits[kind].codes, codes)

    @cached_property
    def _sentence_at(self) -> np.ndarray:
        """For each character of the spelled text the sentence that it comes from.

        Spelling may lengthen, shorten and move spaces; but what is no space keeps its order, so counting it in each
        sentence alone says where the next one begins.
        """
        starts = [0, *(one.start() for one in self.sentences[1:]), len(self.text)]
        parts = [spelled(self.text[start:end]) for start, end in pairwise(starts)]
        ends = np.cumsum([len(part) - part.count(" ") for part in parts])
        return np.minimum(np.searchsorted(ends, np.cumsum(self.signs != _SPACE)), len(parts) - 1)


def _spoken(said: str) -> tuple[Word, ...]:
    spoken, start = [], 0
    for word in words(said):
        if says(word):
            spoken.append(Word(word, start))
        start += len(word)
    return tuple(spoken)


def _codes(spoken: tuple[Word, ...]) -> np.ndarray:
    """Codes of the words; each different word is digested once."""
    different = dict.fromkeys(one.word for one in spoken)
    code_of = dict(zip(different, word_codes(different).tolist(), strict=True))
    return np.array([code_of[one.word] for one in spoken], dtype=np.int64)
