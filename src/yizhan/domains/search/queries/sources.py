# SPDX-License-Identifier: Apache-2.0
"""The kinds of things that can be found: where their station, unit, state, author and moment stand."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from yizhan.domains.files import queries as files
from yizhan.domains.items.queries import finding
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.periodicals.queries import findable as periodicals
from yizhan.domains.periodicals.states import State as IssueState
from yizhan.domains.search.queries.wanted import Wanted
from yizhan.domains.search.states import Kind
from yizhan.domains.supervision.queries import findable as supervision
from yizhan.domains.supervision.states import AssignmentState, CaseState, InstructionState
from yizhan.kernel.clock import OFFICE_ZONE
from yizhan.kernel.fulltext import Phrase

#: Rows of any of the kinds; which one is said by the key of the mapping they stand in.
Rows = QuerySet[Any]
Scopes = Mapping[Kind, Rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Paths from a row of one kind; an empty path where the kind has no such thing."""

    containing: Callable[[Sequence[Phrase]], Any]
    moment: Combinable
    station: str
    unit: str = ""
    author: str = ""
    state: str = ""
    states: Sequence[tuple[str, Any]] = ()


SOURCES: Mapping[Kind, Source] = {
    Kind.ITEM: Source(
        containing=finding.FULLTEXT.containing,
        moment=F("submitted_at"),
        station="station",
        unit="organization",
        author="authors",
        state="state",
        states=ItemState.choices,
    ),
    Kind.ISSUE: Source(
        containing=periodicals.FULLTEXT.containing,
        moment=Coalesce("released_at", "opened_at"),
        station="station",
        state="state",
        states=IssueState.choices,
    ),
    Kind.INSTRUCTION: Source(
        containing=supervision.INSTRUCTIONS.containing,
        moment=F("at"),
        station="station",
        unit="item__organization",
        author="leader_name",
        state="state",
        states=InstructionState.choices,
    ),
    Kind.ASSIGNMENT: Source(
        containing=supervision.ASSIGNMENTS.containing,
        moment=F("assigned_at"),
        station="station",
        unit="organization",
        author="post__person__name",
        state="state",
        states=AssignmentState.choices,
    ),
    Kind.REPLY: Source(
        containing=supervision.REPLIES.containing,
        moment=F("at"),
        station="assignment__station",
        unit="assignment__organization",
        author="post__person__name",
        state="assignment__state",
        states=AssignmentState.choices,
    ),
    Kind.FEEDBACK: Source(
        containing=supervision.FEEDBACK.containing,
        moment=F("at"),
        station="case__station",
        unit="case__item__organization",
        author="post__person__name",
        state="case__state",
        states=CaseState.choices,
    ),
    Kind.FILE: Source(
        containing=files.containing,
        moment=F("at"),
        station="station",
        unit="post__organization",
        author="post__person__name",
    ),
}


def narrowed(scopes: Scopes, wanted: Wanted, containing: Mapping[Kind, Q] | None = None) -> dict[Kind, Rows]:
    """Of each kind the rows that satisfy words and filters; kinds that cannot satisfy a filter are left out.

    `containing` replaces the index where the reader may not read all that it holds.
    """
    phrases = wanted.phrases
    found = {}
    for kind, rows in scopes.items() if phrases else ():
        condition = _condition(SOURCES[kind], wanted)
        if condition is not None:
            says = (containing or {}).get(kind) or SOURCES[kind].containing(phrases)
            found[kind] = rows.annotate(moment=SOURCES[kind].moment).filter(condition, says)
    return found


def _condition(source: Source, wanted: Wanted) -> Q | None:
    """The filters as one condition, or None where the kind has nothing that a filter asks for."""
    asked = (
        (wanted.station, source.station, "__public_id"),
        (wanted.unit, source.unit, "__public_id"),
        (wanted.author, source.author, "__icontains"),
        (wanted.state, source.state, ""),
    )
    condition = Q()
    for value, path, lookup in asked:
        if value and not path:
            return None
        if value:
            condition &= Q(**{path + lookup: value})
    if wanted.since:
        condition &= Q(moment__gte=_midnight(wanted.since))
    if wanted.until:
        condition &= Q(moment__lt=_midnight(wanted.until) + datetime.timedelta(days=1))
    return condition


def _midnight(day: str) -> datetime.datetime:
    return datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), OFFICE_ZONE)
