# SPDX-License-Identifier: Apache-2.0
"""How hot a topic is: how many people speak of it, how many agree, how lately, and how much it is one matter."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Agreement counts by its logarithm: a thousand likes on one message weigh about as much as twenty people who write.
_AGREEMENT = 3.0

#: A person who writes again adds this much, by the logarithm of how often.
_REPEAT = 0.2

#: After so long a voice counts half of what is left to it; old voices keep at least half of their weight.
HALF_LIFE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Voice:
    """One message of a topic: who sent it (empty if unknown), when, and how many agreed with it."""

    author: str
    sent: datetime | None
    likes: int


@dataclass(frozen=True, slots=True)
class Heat:
    """The heat of a topic and what it is made of: (reach + agreement) x recency x focus."""

    value: float
    reach: float
    agreement: float
    recency: float
    focus: float


def heat_of(voices: Sequence[Voice], distinctness: float, end: datetime | None) -> Heat:
    """Heat of a topic at the end of the window.

    `distinctness` (0 to 1) is how far one word marks its messages off from all others: a named place or firm does, a
    subject that people ask about in general (the underground, the housing fund) does not. Reach counts people,
    agreement the logarithm of all likes, so that neither one busy writer nor one much liked message carries a topic.
    """
    reach = _reach(voices)
    agreement = _AGREEMENT * math.log1p(sum(max(0, voice.likes) for voice in voices))
    recency = _recency(voices, end)
    focus = 0.5 + 0.5 * distinctness
    value = (reach + agreement) * recency * focus
    return Heat(round(value, 3), round(reach, 3), round(agreement, 3), round(recency, 3), round(focus, 3))


def window_end(times: Sequence[datetime]) -> datetime | None:
    """The end of the period: the latest time, but for the last half percent, where mistyped years stand."""
    if not times:
        return None
    ordered = sorted(time.replace(tzinfo=None) for time in times)
    return ordered[max(0, math.ceil(len(ordered) * 0.995) - 1)]


def _reach(voices: Sequence[Voice]) -> float:
    known = Counter(voice.author for voice in voices if voice.author)
    unknown = sum(1 for voice in voices if not voice.author)
    return unknown + sum(1 + _REPEAT * math.log(times) for times in known.values())


def _recency(voices: Sequence[Voice], end: datetime | None) -> float:
    """Between a half and one: the mean over the voices of how little they have faded."""
    ages = [max(timedelta(0), end - voice.sent.replace(tzinfo=None)) for voice in voices if voice.sent and end]
    if not ages:
        return 1.0
    return sum(0.5 + 0.5 * math.exp2(-(age / HALF_LIFE)) for age in ages) / len(ages)
