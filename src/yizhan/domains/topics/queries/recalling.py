# SPDX-License-Identifier: Apache-2.0
"""What people decided about the topics of earlier surveys, found again by the members that both have."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yizhan.domains.topics.models import HotTopic
from yizhan.domains.topics.states import HotState

#: Two topics are one matter when so much of the smaller one is in the other.
_OVERLAP = 0.5

#: So many of the newest decisions are looked through.
_REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about an earlier topic; `into` are the members of what it was merged into."""

    members: frozenset[int]
    title: str
    state: str
    into: frozenset[int]
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Recalled:
    """What holds for a new topic; `into` is the place of the one it is part of. Empty without a decision."""

    title: str = ""
    state: str = HotState.SHOWN
    into: int | None = None
    decided_at: datetime.datetime | None = None


def decided(station: int) -> list[Decided]:
    """The decisions of a station, the newest first."""
    rows = HotTopic.objects.filter(station_id=station, decided_at__isnull=False)
    found = list(
        rows.select_related("into")
        .order_by("-decided_at", "-id")
        .prefetch_related("members", "into__members")[:_REMEMBERED]
    )
    return [
        Decided(
            members=_members(one),
            title=one.title if one.title != one.drafted else "",
            state=one.state,
            into=_members(one.into) if one.into else frozenset(),
            at=one.decided_at,
        )
        for one in found
        if one.decided_at is not None
    ]


def recall(earlier: Sequence[Decided], found: Sequence[frozenset[int]]) -> list[Recalled]:
    """What was decided about the same matters, for topics given by their members."""
    newest = [next((one for one in earlier if _is_same(one.members, members)), None) for members in found]
    recalled = [_recalled(place, one, found) for place, one in enumerate(newest)]
    # What would be part of something that is itself part of another or left out stands on its own.
    return [
        one
        if one.into is None or recalled[one.into].state == HotState.SHOWN
        else Recalled(one.title, HotState.SHOWN, None, one.decided_at)
        for one in recalled
    ]


def _recalled(place: int, decision: Decided | None, found: Sequence[frozenset[int]]) -> Recalled:
    if decision is None:
        return Recalled()
    if decision.state != HotState.MERGED:
        return Recalled(decision.title, decision.state, None, decision.at)
    others = (other for other, members in enumerate(found) if other != place and _is_same(decision.into, members))
    into = next(others, None)
    state = HotState.SHOWN if into is None else HotState.MERGED
    return Recalled(decision.title, state, into, decision.at)


def _members(topic: HotTopic) -> frozenset[int]:
    return frozenset(member.item_id for member in topic.members.all())


def _is_same(first: Iterable[int], second: frozenset[int]) -> bool:
    first = frozenset(first)
    return bool(first) and len(first & second) >= _OVERLAP * min(len(first), len(second))
