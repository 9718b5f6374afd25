# SPDX-License-Identifier: Apache-2.0
"""One spelling for comparing texts: width, case, traditional characters, spaces and invisible characters.

Folded text is for comparing and searching only; what people wrote is never rewritten with it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


@cache
def simplified_forms() -> dict[int, str]:
    """Code point of a traditional or variant character to its simplified form, for `str.translate`."""
    lines = resources.files(__package__).joinpath("simplified.txt").read_text(encoding="utf-8").splitlines()
    pairs = [pair for line in lines if not line.startswith("#") for pair in line.split()]
    return {ord(pair[0]): pair[1] for pair in pairs}


def storable(text: str) -> str:
    """The text with everything replaced that no database or segmenter takes: lone surrogates and control characters.

    Every character keeps its place, so positions in the result are positions in `text`.
    """
    return _CONTROL.sub(" ", _SURROGATE.sub("\ufffd", text))


def fold(text: str) -> str:
    """One spelling of a text for comparison: NFKC, lower case, simplified characters, nothing invisible.

    Runs of white space become one space; the ends are stripped.
    """
    visible = _INVISIBLE.sub("", storable(text))
    spelled = unicodedata.normalize("NFKC", visible).lower().translate(simplified_forms())
    # Lower case can leave a combining dot behind that composes only now; twice gives the fixed point.
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", spelled)).strip()


def comparable(text: str) -> str:
    """The text as full text is compared: folded, without any white space."""
    return "".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text without any white space, and for each of its characters the place it came from."""

    text: str
    places: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span `[start, end)` of the folded text as a span of the text it was made from."""
        return self.places[start], self.places[end - 1] + 1


def fold_with_places(text: str) -> Folded:
    """Folds character by character and drops white space, remembering where each character stood."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(_INVISIBLE.sub(" ", storable(text))):
        for spelled in _fold_character(character):
            if not spelled.isspace():
                characters.append(spelled)
                places.append(place)
    return Folded("".join(characters), tuple(places))


def folds_to(text: str, character: str) -> bool:
    """Whether a character stands in the folded text, found without folding the whole."""
    return any(character in _fold_character(one) for one in set(text))


@cache
def _fold_character(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower().translate(simplified_forms())
