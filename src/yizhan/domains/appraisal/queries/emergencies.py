# SPDX-License-Identifier: Apache-2.0
"""What urgent events bring: reports in time or late, and breaches that were decided and stand (RULE-016).

A clock says when a report came; whether a unit is to blame says a finding, once it is closed. Where the decision was
that there is nothing in a late report, the report counts as one in time. Persons answer in the finding itself: points
are taken from the unit. A report that never came is no occasion until somebody found it omitted or concealed.
"""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import QuerySet

from yizhan.domains.appraisal.queries import vocabulary
from yizhan.domains.appraisal.queries.contributors import of_unit
from yizhan.domains.appraisal.queries.facts import Fact, Fields, day_of
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.states import Kind, Outcome
from yizhan.domains.findings.states import State as FindingState
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.queries import reports
from yizhan.domains.urgent.states import State as UrgentState

#: Matters that were looked at and what they bring, by station.
Told = dict[int, tuple[set[uuid.UUID], list[Fact]]]

_MET = (ClockState.MET, ClockState.MET_LATE)
_STANDS = (Outcome.UPHELD, Outcome.LESSENED)


def told_of(matters: Collection[uuid.UUID]) -> Told:
    """Occasions about the urgent events and findings among these public ids; four queries for any number."""
    named = Finding.objects.filter(public_id__in=list(matters), emergency__isnull=False)
    reported = named.values_list("emergency__public_id", flat=True)
    events = {one.pk: one for one in _events([*matters, *reported])}
    findings = list(_findings(matters, events))
    found: Told = {}
    for finding in findings:
        if finding.public_id in matters:
            _tell(found, finding.station_id, finding.public_id, _breaches(finding))
    excused = {one.emergency_id for one in findings if _is_excused(one)}
    clocks = reports.deadlines_of([one.public_id for one in events.values()])
    for event in events.values():
        told = _reports(event, clocks.get(event.public_id, []), is_excused=event.pk in excused)
        _tell(found, event.station_id, event.public_id, told)
    return found


def _events(matters: list[uuid.UUID]) -> QuerySet[Emergency]:
    return Emergency.objects.filter(public_id__in=matters).select_related("organization").order_by("pk")


def _findings(matters: Collection[uuid.UUID], events: Mapping[int, Emergency]) -> QuerySet[Finding]:
    """Those that were named, and those about events that were: a dismissal changes what a late report is."""
    about = Finding.objects.filter(emergency__in=list(events)) | Finding.objects.filter(public_id__in=list(matters))
    return about.select_related("organization", "emergency").order_by("pk")


def _tell(found: Told, station: int, matter: uuid.UUID, told: Iterable[Fact]) -> None:
    matters, facts = found.setdefault(station, (set(), []))
    matters.add(matter)
    facts += told


def _is_excused(finding: Finding) -> bool:
    """Whether it was decided that there is nothing in a report's having come late, however gravely it was alleged."""
    is_about_lateness = finding.kind in (Kind.LATE, Kind.CONCEALED)
    return is_about_lateness and finding.state == FindingState.CLOSED and finding.outcome == Outcome.DISMISSED


def _breaches(finding: Finding) -> Iterator[Fact]:
    """What stands against a unit; it is dated by the event, whose rules it was bound by."""
    if finding.state != FindingState.CLOSED or finding.outcome not in _STANDS:
        return
    event = finding.emergency
    fields: Fields = {
        "kind": [*vocabulary.BREACHES[finding.decided_kind], *vocabulary.ACCOUNTED],
        "status": list(vocabulary.UPHELD if finding.outcome == Outcome.UPHELD else vocabulary.LESSENED),
        "late": finding.decided_kind == Kind.LATE,
        "commissioned": False,
        "topic": [finding.title],
        "minutes": [str(finding.minutes)] if finding.minutes else [],
        **_graded(event),
    }
    yield Fact(
        f"finding/{finding.public_id}",
        day_of(finding.happened_at),
        finding.public_id,
        event.public_id.hex if event else "",
        finding.title,
        fields,
        of_unit(finding.organization, finding.station_id),
    )


def _reports(event: Emergency, clocks: Iterable[Deadline], *, is_excused: bool) -> Iterator[Fact]:
    """The first report and every follow-up that somebody waited for, once it came."""
    if event.organization is None or event.state == UrgentState.WITHDRAWN:
        return
    met = [one for one in clocks if one.state in _MET and one.met_at is not None]
    first = [one for one in met if one.kind == reports.FIRST_REPORT][-1:]
    for clock in [*first, *(one for one in met if one.kind == reports.FOLLOW_UP)]:
        is_first = clock.kind == reports.FIRST_REPORT
        is_late = clock.state == ClockState.MET_LATE and not (is_first and is_excused)
        overdue = (clock.met_at - clock.due_at).total_seconds() if clock.met_at else 0
        fields: Fields = {
            "kind": list(vocabulary.URGENT if is_first else vocabulary.FOLLOWED_UP),
            "status": list(vocabulary.TOO_LATE if is_late else vocabulary.IN_TIME),
            "late": is_late,
            "commissioned": False,
            "topic": [event.title],
            "minutes": [str(int(overdue // 60))] if is_late else [],
            **_graded(event),
        }
        yield Fact(
            f"urgent/{event.public_id}" if is_first else f"follow-up/{clock.public_id}",
            day_of(clock.met_at or clock.due_at),
            event.public_id,
            event.public_id.hex,
            event.title,
            fields,
            of_unit(event.organization, event.station_id),
        )


def _graded(event: Emergency | None) -> Fields:
    """Category and level of an event, as the institution calls them."""
    if event is None:
        return {"category": [], "grade": []}
    return {"category": [event.category] if event.category else [], "grade": [event.level] if event.level else []}
