# SPDX-License-Identifier: Apache-2.0
"""Surveys of hot topics as they were kept: which is due, which is the latest, what stands in it."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from yizhan.domains.items.models import Item
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.topics.models import HotMember, HotTopic, NeglectedItem, Survey
from yizhan.domains.topics.states import UNFINISHED, HotState, SurveyState
from yizhan.kernel import clock


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a topic with everything that was merged into it."""

    people: int
    by_month: Sequence[tuple[str, int]]
    first_at: datetime.datetime
    last_at: datetime.datetime

    def columns(self) -> dict[str, Any]:
        """The figures as columns of the topic."""
        return asdict(self)


def figures(items: Iterable[Item], survey: Survey) -> Figures:
    """Count at least one item: people by their names, months of the survey's period in the office's zone."""
    items = list(items)
    sent = [item.submitted_at for item in items]
    months = Counter(f"{moment.astimezone(clock.OFFICE_ZONE):%Y-%m}" for moment in sent)
    named = (f"{month.first:%Y-%m}" for month in Period(survey.first, survey.last).months())
    return Figures(
        people=len({item.authors or item.pk for item in items}),
        by_month=[(month, months[month]) for month in named],
        first_at=min(sent),
        last_at=max(sent),
    )


def due(moment: datetime.datetime) -> QuerySet[Survey]:
    """What is to be computed and nobody holds, the oldest first."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=moment)
    return Survey.objects.filter(free, state__in=UNFINISHED).order_by("id")


def latest(surveys: QuerySet[Survey]) -> Survey | None:
    """The newest that is ready."""
    return surveys.filter(state=SurveyState.READY).order_by("-id").first()


def topics_of(survey: Survey) -> QuerySet[HotTopic]:
    """The topics that stand on their own and were not dropped, hottest first, each with its number of messages."""
    shown = survey.topics.filter(state=HotState.SHOWN)
    own, others = Count("members", distinct=True), Count("parts__members", distinct=True)
    return shown.annotate(messages=own + others).order_by("rank")


def set_aside(survey: Survey) -> QuerySet[HotTopic]:
    """The topics that were merged or dropped."""
    return survey.topics.exclude(state=HotState.SHOWN).select_related("into").order_by("rank")


def members_of(topic: HotTopic) -> QuerySet[HotMember]:
    """What speaks of a topic or of a part of it, the most typical first; narrow it to items that may be seen."""
    whole = HotMember.objects.filter(Q(topic=topic) | Q(topic__into=topic))
    return whole.select_related("item").order_by("topic__rank", "place", "id")


def neglected_of(survey: Survey) -> QuerySet[NeglectedItem]:
    """What few speak of, the longest waiting first; narrow it to items that may be seen."""
    return survey.neglected.select_related("item").order_by("-days", "id")
