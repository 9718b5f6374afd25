# SPDX-License-Identifier: Apache-2.0
"""What happens between items that look alike. None of it is told to authors: it may speak of somebody else's item."""

import uuid
from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class PairJudged(Event):
    """Somebody decided whether this item and another are the same matter; each of the two has its entry."""

    name = "likeness.pair.judged"
    other: uuid.UUID
    number: str
    judgement: str


@dataclass(frozen=True, kw_only=True)
class AdditionHandedIn(Event):
    """An author added to an item that was known already, instead of handing in another one like it."""

    name = "likeness.addition.handed_in"
    person: str
    title: str
