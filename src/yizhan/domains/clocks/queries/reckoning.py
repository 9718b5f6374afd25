# SPDX-License-Identifier: Apache-2.0
"""Computing a deadline from its rules, and putting the computation into words. Reads nothing."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from yizhan.domains.rulebook.queries import InForce
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.engines.calendars import deadlines, step_records
from yizhan.engines.calendars.alarms import Side, Signal
from yizhan.engines.calendars.alarms import alarms as moments_of
from yizhan.engines.calendars.choice import shortest
from yizhan.engines.calendars.counting import Counting
from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.durations import Duration, Language
from yizhan.engines.calendars.moments import local
from yizhan.engines.calendars.steps import DayEnds
from yizhan.engines.calendars.terms import Extension, Pause, Term
from yizhan.engines.calendars.wording import moment_in_words, span_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTerm:
    """A term that a rule gives: how long, how counted, from when if not from the deadline's own start.

    `rule` is the key, `version` the public id of the value in force, `instrument` what it is called.
    """

    duration: Duration
    rule: str = ""
    label: str = ""
    instrument: str = ""
    version: str = ""
    strength: str = ""
    starts_at: datetime.datetime | None = None
    counting: Counting = field(default_factory=Counting)

    def record(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "duration": str(self.duration),
            "rule": self.rule,
            "label": self.label,
            "instrument": self.instrument,
            "version": self.version,
            "strength": self.strength,
            "starts_at": self.starts_at.isoformat() if self.starts_at else "",
            "counting": self.counting.to_record(),
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "RuleTerm":
        """What `record` wrote."""
        starts = record["starts_at"]
        return cls(
            duration=Duration.parse(record["duration"]),
            rule=record["rule"],
            label=record["label"],
            instrument=record["instrument"],
            version=record["version"],
            strength=record["strength"],
            starts_at=datetime.datetime.fromisoformat(starts) if starts else None,
            counting=Counting.from_record(record["counting"]),
        )


def terms(
    definition: Definition[Duration],
    found: Sequence[InForce[Duration]],
    *,
    counting: Counting | None = None,
    starts_at: datetime.datetime | None = None,
) -> list[RuleTerm]:
    """The values of the rulebook that apply, as terms: `rulebook.candidates` gives them, the shortest will count."""
    return [
        RuleTerm(
            duration=one.value,
            rule=definition.key,
            label=str(definition.title),
            instrument=str(one.instrument),
            version=str(one.version or ""),
            strength=one.strength,
            starts_at=starts_at,
            counting=counting or Counting(),
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmPlan:
    """An alarm to lay down: so long before or after the deadline, or at it when `offset` is None."""

    name: str
    rung: str
    card: str = "none"
    offset: Duration | None = None
    is_before: bool = False
    passes_on_after: int | None = None

    def record(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "name": self.name,
            "rung": self.rung,
            "card": self.card,
            "offset": str(self.offset) if self.offset else "",
            "is_before": self.is_before,
            "passes_on_after": self.passes_on_after,
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "AlarmPlan":
        """What `record` wrote."""
        offset = record["offset"]
        return cls(**{**record, "offset": Duration.parse(offset) if offset else None})


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What came out: the moment, the rule that decided, the steps as records, and the moments of the alarms."""

    due: datetime.datetime
    rule: str
    why: list[dict[str, Any]]
    alarms: dict[str, datetime.datetime]


@dataclass(frozen=True, slots=True)
class Course:
    """Everything a deadline is counted from. `fixed` stands instead of terms where a person set the moment."""

    starts_at: datetime.datetime
    terms: Sequence[RuleTerm]
    fixed: datetime.datetime | None
    pauses: Sequence[Pause]
    #: In the order in which they were granted: so much longer, or until a moment.
    extensions: Sequence[Extension | datetime.datetime]
    plans: Sequence[AlarmPlan]


def reckon(course: Course, calendar: WorkingCalendar) -> Reckoned:
    """Count a deadline. Of several rules the shortest wins, and the first step says which they were."""
    if course.fixed is not None:
        return _fixed(course, course.fixed, calendar)
    longer = [one for one in course.extensions if isinstance(one, Extension)]
    counted = [
        deadlines.due(
            Term(term.duration, term.counting, label_of(term)),
            local(term.starts_at or course.starts_at),
            calendar,
            pauses=course.pauses,
            extensions=longer,
        )
        for term in course.terms
    ]
    chosen = shortest(counted).chosen
    why = [step_records.to_record(step) for step in chosen.why]
    until = [one for one in course.extensions if isinstance(one, datetime.datetime)]
    if until and until[-1] > chosen.end:
        moved = _at(course, until[-1])
        return Reckoned(
            until[-1], chosen.term.label, [*why, _own("until", until[-1])], _alarms(moved, course, calendar)
        )
    return Reckoned(chosen.end, chosen.term.label, why, _alarms(chosen, course, calendar))


def keeps(due: datetime.datetime, why: Sequence[Mapping[str, Any]], moment: datetime.datetime) -> bool:
    """Whether something that happened at `moment` was in time, in whole seconds as the engine counts (REL-23).

    The due second itself still is. A day that ends at 24:00 ends before the midnight that is kept as `due`: that
    second belongs to the next day.
    """
    ends = [record for record in why if record["kind"] in _OWN or record["kind"] == DayEnds.kind]
    ends_at_midnight = bool(ends) and ends[-1].get("minute") == _MIDNIGHT
    second = moment.replace(microsecond=0)
    return second < due if ends_at_midnight else second <= due


def sentences(why: Sequence[Mapping[str, Any]], language: Language) -> list[str]:
    """Why a deadline falls where it does, one sentence a step."""
    told: list[str] = []
    steps = []
    for record in why:
        if record["kind"] not in _OWN:
            steps.append(step_records.from_record(record))
            continue
        told += step_records.sentences(steps, language)
        steps = []
        told.append(_own_sentence(record, language))
    return told + step_records.sentences(steps, language)


#: 24:00 as a minute of the day.
_MIDNIGHT = 1440

#: The engine's languages as the catalogues call them.
_LOCALES: dict[Language, str] = {"zh": "zh-hans", "en": "en"}

#: Steps that no calendar knows: a person set the moment, a pause moved it, somebody gave time until a moment.
_OWN = frozenset({"fixed", "shifted", "until"})


def _own(kind: str, moment: datetime.datetime, seconds: int = 0) -> dict[str, Any]:
    return {"kind": kind, "moment": moment.isoformat(), "seconds": seconds}


def _own_sentence(record: Mapping[str, Any], language: Language) -> str:
    with translation.override(_LOCALES[language]):
        return _told(record, language)


def _told(record: Mapping[str, Any], language: Language) -> str:
    moment = moment_in_words(local(datetime.datetime.fromisoformat(record["moment"])), language)
    if record["kind"] == "fixed":
        return _("The day was set when it was given out: %(moment)s.") % {"moment": moment}
    if record["kind"] == "until":
        return _("More time was given, until %(moment)s.") % {"moment": moment}
    span = span_in_words(datetime.timedelta(seconds=record["seconds"]), language)
    return _("It stood still for %(span)s and therefore ends on %(moment)s.") % {"span": span, "moment": moment}


def _fixed(course: Course, moment: datetime.datetime, calendar: WorkingCalendar) -> Reckoned:
    """A moment that a person set: pauses push it on by their own length, further moments replace it."""
    why = [_own("fixed", moment)]
    due = moment
    for one in course.extensions:
        due = one if isinstance(one, datetime.datetime) else _lengthened(due, one, calendar)
        why.append(_own("until", due))
    stood = sum((pause.until - pause.since for pause in course.pauses), datetime.timedelta())
    if stood:
        due += stood
        why.append(_own("shifted", due, int(stood.total_seconds())))
    return Reckoned(due, "", why, _alarms(_at(course, due), course, calendar))


def _lengthened(due: datetime.datetime, by: Extension, calendar: WorkingCalendar) -> datetime.datetime:
    return deadlines.due(Term(by.duration), local(due), calendar).end


def _at(course: Course, due: datetime.datetime) -> deadlines.Deadline:
    """A deadline as the engine knows it, at a moment that the engine did not count."""
    nothing = Term(Duration.parse("1 minute"))
    return deadlines.Deadline(nothing, local(course.starts_at), local(due), ())


def _alarms(deadline: deadlines.Deadline, course: Course, calendar: WorkingCalendar) -> dict[str, datetime.datetime]:
    signals = [
        Signal(plan.offset, Side.BEFORE if plan.is_before else Side.AFTER, plan.name)
        for plan in course.plans
        if plan.offset is not None
    ]
    found = {alarm.signal.name: alarm.moment for alarm in moments_of(deadline, signals, calendar)}
    return found | {plan.name: deadline.end for plan in course.plans if plan.offset is None}


def label_of(term: RuleTerm) -> str:
    """The rule as the page names it: its title and the text it comes from."""
    return "，".join(part for part in (term.label or str(term.duration), term.instrument) if part)


def duration_words(duration: str, language: Language) -> str:
    """A stored length of time as people say it."""
    return Duration.parse(duration).in_words(language)
