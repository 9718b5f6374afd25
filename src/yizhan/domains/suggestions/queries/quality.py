# SPDX-License-Identifier: Apache-2.0
"""How good a station's suggestions are: what was held back from learning, what people made of what they saw."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from yizhan.domains.items.models import Item
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.suggestions import rules
from yizhan.domains.suggestions.models import Learning, Snapshot, Suggestion
from yizhan.domains.suggestions.queries import suggesting
from yizhan.domains.suggestions.states import UNFINISHED, LearningState, Question, State
from yizhan.engines.text.reliability import Reliability


@dataclass(frozen=True, slots=True)
class OfLabel:
    """What became of the suggestions of one label."""

    name: str
    shown: int
    taken: int
    overruled: int


@dataclass(frozen=True, slots=True)
class Quality:
    """One question at one station. `decisions` is how many there were at the last learning; None before it."""

    question: str
    decisions: int | None
    snapshot: Snapshot | None
    reliability: Reliability
    labels: list[OfLabel] = field(default_factory=list)
    since: datetime.datetime | None = None

    @property
    def shown(self) -> int:
        """How often something was suggested."""
        return sum(one.shown for one in self.labels)

    @property
    def taken(self) -> int:
        """How often a person decided the same."""
        return sum(one.taken for one in self.labels)

    @property
    def overruled(self) -> int:
        """How often a person decided otherwise."""
        return sum(one.overruled for one in self.labels)


def qualities(station: int) -> list[Quality]:
    """All questions, in their order."""
    learned, last = suggesting.current(station), ready(station)
    told = _told(station)
    return [
        Quality(
            question,
            last.examples.get(question, 0) if last else None,
            learned.get(question),
            Reliability.read(learned[question].held_back if question in learned else ()),
            *told.get(question, ([], None)),
        )
        for question in Question.values
    ]


def figures(one: Quality, least: int) -> dict[str, Any]:
    """One question as plain values; `least` is the confidence from which something is shown."""
    snapshot, reliability = one.snapshot, one.reliability
    return {
        "question": one.question,
        "decisions": one.decisions,
        "version": snapshot.number if snapshot else None,
        "learned_at": snapshot.at if snapshot else None,
        "examples": snapshot.examples if snapshot else 0,
        "labels": len(snapshot.labels) if snapshot else 0,
        "held_back": reliability.texts,
        "accuracy": reliability.accuracy,
        "calibration_error": reliability.error,
        "share_shown": reliability.share(least),
        "precision_shown": reliability.precision(least),
        "shown": one.shown,
        "taken": one.taken,
        "overruled": one.overruled,
    }


def latest(learnings: QuerySet[Learning]) -> Learning | None:
    """The last learning, whatever became of it."""
    return learnings.order_by("-id").first()


def ready(station: int) -> Learning | None:
    """The last learning that ended well."""
    return Learning.objects.filter(station_id=station, state=LearningState.READY).order_by("-id").first()


def due(moment: datetime.datetime) -> QuerySet[Learning]:
    """What is to be learned and nobody holds, the oldest first."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=moment)
    return Learning.objects.filter(free, state__in=UNFINISHED).order_by("id")


def stations_to_learn(stations: Iterable[int]) -> list[int]:
    """Stations that have decided enough since they last learned, or for the first time."""
    return [station for station in stations if _has_decided_enough(station)]


def _has_decided_enough(station: int) -> bool:
    last = Learning.objects.filter(station_id=station).order_by("-id").first()
    if last is not None and last.state in UNFINISHED:
        return False
    decided = Item.objects.filter(station_id=station, registered_at__isnull=False)
    wanted = rulebook.value(station, rules.LEARN_AFTER if last else rules.FEWEST_EXAMPLES)
    if last is not None:
        decided = decided.filter(registered_at__gt=last.at)
    return len(decided.order_by().values_list("pk")[:wanted]) == wanted


def _told(station: int) -> dict[str, tuple[list[OfLabel], datetime.datetime]]:
    rows = Suggestion.objects.filter(station_id=station).order_by()
    counted = rows.values("question", "label").annotate(
        shown=Count("pk"),
        taken=Count("pk", filter=Q(state=State.TAKEN)),
        overruled=Count("pk", filter=Q(state=State.OVERRULED)),
        since=Min("shown_at"),
        # One label may have had several names; any of them will do.
        called=Min("name"),
    )
    found: dict[str, tuple[list[OfLabel], datetime.datetime]] = {}
    for row in sorted(counted, key=lambda row: (-row["shown"], row["called"])):
        labels, since = found.get(row["question"], ([], row["since"]))
        labels.append(OfLabel(row["called"], row["shown"], row["taken"], row["overruled"]))
        found[row["question"]] = (labels, min(since, row["since"]))
    return found
