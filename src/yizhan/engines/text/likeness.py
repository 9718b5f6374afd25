# SPDX-License-Identifier: Apache-2.0
"""Whether two texts are the same text or the same matter, and why: what they share and where they differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from yizhan.engines.text.dates import dates
from yizhan.engines.text.figures import figures
from yizhan.engines.text.frequencies import WordFrequencies
from yizhan.engines.text.matters import item_likeness
from yizhan.engines.text.names import names
from yizhan.engines.text.normalisation import fold
from yizhan.engines.text.passages import SharedPassage, shared_passages
from yizhan.engines.text.shingles import containment, jaccard, shingles

Verdict = Literal["same text", "same matter", "different"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where two texts count as alike; a station may set its own (docs/developer/engine-text.md says why these)."""

    #: Jaccard likeness of the shingles, for the same text.
    text: float = 0.5
    #: Share of the shorter text that stands in the longer one, for a text taken into another.
    containment: float = 0.8
    #: Likeness of titles and openings, for the same matter.
    matter: float = 0.16


#: A text with fewer shingles than this names no matter that could be compared.
_FEWEST = 2

#: Names that end alike are of one level; two texts that name different villages speak of different matters.
_LEVELS = ("镇乡", "村社组", "县区旗", "市州", "路街道巷", "苑园城庄", "河江湖库", "校院", "司厂团")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both texts name and what only one of them names: places and bodies, numbers with units, dates."""

    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Both name something and nothing of it is shared: two streets, two firms, two days."""
        return not self.shared and bool(self.only_first) and bool(self.only_second)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are and everything a person needs to see whether they are one matter.

    `contradictions` names what argues against: figures or dates of which both have some and share none, and names of
    one level (villages, roads, schools) of which both have some and share none. A
    contradiction of names turns "same matter" into "different": high overlap alone merges nothing.
    """

    verdict: Verdict
    text: float
    containment: float
    matter: float
    names_contradict: bool
    passages: tuple[SharedPassage, ...]
    names: Comparison
    figures: Comparison
    dates: Comparison

    @property
    def contradictions(self) -> tuple[str, ...]:
        """What both texts state and state differently."""
        kinds = {"names": self.names_contradict, "figures": self.figures.differs, "dates": self.dates.differs}
        return tuple(kind for kind, differs in kinds.items() if differs)


def compare(first: str, second: str, frequencies: WordFrequencies, thresholds: Thresholds | None = None) -> Likeness:
    """Compares two items, each a title on its first line and a text below it.

    `frequencies` say how rare words are in the station's store; the thresholds hold only for a store of some hundred
    items and more.
    """
    limits = thresholds or Thresholds()
    one, other = shingles(first), shingles(second)
    same, held = jaccard(one, other), containment(one, other)
    matter = item_likeness(first, second, frequencies)
    stated, said = _stated(first), _stated(second)
    named = _compared(stated.names, said.names)
    contradict = _names_contradict(named)
    return Likeness(
        _verdict(same, held, matter, limits, contradict=contradict or min(len(one), len(other)) < _FEWEST),
        round(same, 4),
        round(held, 4),
        round(matter, 4),
        contradict,
        tuple(shared_passages(first, second)),
        named,
        _compared(stated.figures, said.figures),
        _compared(stated.dates, said.dates),
    )


def verdict(same: float, held: float, matter: float, thresholds: Thresholds) -> Verdict:
    """What the three measures say by themselves, before names are compared: a first sieve over many candidates."""
    return _verdict(same, held, matter, thresholds, contradict=False)


def _verdict(same: float, held: float, matter: float, limits: Thresholds, *, contradict: bool) -> Verdict:
    if same >= limits.text or held >= limits.containment:
        return "same text"
    if matter >= limits.matter and not contradict:
        return "same matter"
    return "different"


def _names_contradict(names: Comparison) -> bool:
    """Whether on some level both texts have names of their own, none in common and none that could be the same."""
    for level in _LEVELS:
        one, other, shared = (
            [word for word in words if word[-1] in level]
            for words in (names.only_first, names.only_second, names.shared)
        )
        if one and other and not shared and not any(_may_be_one(name, another) for name in one for another in other):
            return True
    return False


def _may_be_one(first: str, second: str) -> bool:
    """丽水新城社区 and 丽水小区: two neighbouring characters before the ending agree."""
    stems = first[:-1], second[:-1]
    return any(stems[0][place : place + 2] in stems[1] for place in range(len(stems[0]) - 1))


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a text names, as it is compared."""

    names: tuple[str, ...]
    figures: tuple[str, ...]
    dates: tuple[str, ...]


@lru_cache(maxsize=32)
def _stated(text: str) -> _Stated:
    """One text is compared with several others in a row; reading its names is most of the work."""
    return _Stated(
        tuple(fold(name.words) for name in names(text)),
        tuple(f"{figure.value.normalize():f}{figure.unit}" for figure in figures(text)),
        tuple(date.words for date in dates(text)),
    )


def _compared(first: Iterable[str], second: Iterable[str]) -> Comparison:
    one, other = dict.fromkeys(first), dict.fromkeys(second)
    return Comparison(
        tuple(word for word in one if word in other),
        tuple(word for word in one if word not in other),
        tuple(word for word in other if word not in one),
    )
