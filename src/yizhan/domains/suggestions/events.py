# SPDX-License-Identifier: Apache-2.0
"""What happens to suggestions. None of it is told to authors: it is the office's own work."""

from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ItemFiled(Event):
    """Somebody filed an item under one of the station's categories; `former` is empty the first time."""

    name = "suggestions.item.filed"
    category: str
    former: str


@dataclass(frozen=True, kw_only=True)
class SuggestionTaken(Event):
    """A person decided as was suggested. `question` is what about, `chosen` the label in words."""

    name = "suggestions.suggestion.taken"
    question: str
    chosen: str
    percent: int


@dataclass(frozen=True, kw_only=True)
class SuggestionOverruled(Event):
    """A person decided otherwise; `chosen` is empty where the suggestion was only set aside."""

    name = "suggestions.suggestion.overruled"
    question: str
    suggested: str
    chosen: str
    percent: int


@dataclass(frozen=True, kw_only=True)
class LearningAsked(Event):
    """The station's decisions are to be learned from anew."""

    name = "suggestions.learning.asked"


@dataclass(frozen=True, kw_only=True)
class LearningBegun(Event):
    """A process began to learn."""

    name = "suggestions.learning.begun"
    attempt: int


@dataclass(frozen=True, kw_only=True)
class LearningReady(Event):
    """What was learned is in use."""

    name = "suggestions.learning.ready"
    questions: tuple[str, ...]
    examples: int


@dataclass(frozen=True, kw_only=True)
class LearningFailed(Event):
    """Nothing could be learned, and why; what was learned before stays in use."""

    name = "suggestions.learning.failed"
    problem: str
