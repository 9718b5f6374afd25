# SPDX-License-Identifier: Apache-2.0
"""Chinese text into words. A station adds its own names (villages, firms, campaigns) as a dictionary."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from yizhan.engines.text.normalisation import storable


class _Segmenter(Protocol):
    def cut(self, text: str) -> list[str]: ...

    def tag(self, text: str) -> list[tuple[str, str]]: ...


@lru_cache(maxsize=32)
def _segmenter(dictionary: frozenset[str]) -> _Segmenter:
    """A segmenter with the station's own words. It holds some 30 MB, so few are kept.

    The library makes one when it is imported, so that happens when words are first wanted, and this one serves all who
    bring no words of their own.
    """
    import rjieba  # noqa: PLC0415 -- see above

    if not dictionary:
        return rjieba
    segmenter = rjieba.Jieba()
    for word in sorted(dictionary):
        if word.strip():
            segmenter.add_word(word, None, "nz")
    return segmenter


def words(text: str, dictionary: Iterable[str] = ()) -> list[str]:
    """The words of a text in order; joined, they give the text back character for character.

    `dictionary` holds words that must stay whole, such as the names of a station's villages.
    """
    pieces = _segmenter(frozenset(dictionary)).cut(storable(text))
    return _as_written(text, pieces)


def tagged_words(text: str, dictionary: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Words with their part of speech (`ns` place, `nr` person, `nt` body, `m` number, ...)."""
    tagged = _segmenter(frozenset(dictionary)).tag(storable(text))
    written = _as_written(text, [word for word, _ in tagged])
    return [(word, tag) for word, (_, tag) in zip(written, tagged, strict=True)]


def _as_written(text: str, pieces: list[str]) -> list[str]:
    """The same cuts in the text as written: the segmenter saw replacements for characters it cannot take."""
    written: list[str] = []
    start = 0
    for piece in pieces:
        written.append(text[start : start + len(piece)])
        start += len(piece)
    return written
