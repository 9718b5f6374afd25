# SPDX-License-Identifier: Apache-2.0
"""Steps as plain records, for keeping them with a deadline, and back; and all of them as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, get_type_hints

from yizhan.engines.calendars import caveats, steps
from yizhan.engines.calendars.durations import Language, Unit
from yizhan.engines.calendars.moments import local
from yizhan.engines.calendars.steps import Step, WeekendSkipped
from yizhan.engines.calendars.tables import Name
from yizhan.engines.calendars.wording import days_in_words

#: More weekends than this are told in one sentence.
_WEEKENDS_TOLD_SINGLY = 3


def to_record(step: Step) -> dict[str, Any]:
    """The step as JSON holds it: its kind and its facts."""
    return {"kind": step.kind} | {field.name: _plain(getattr(step, field.name)) for field in fields(step)}


def from_record(record: Mapping[str, Any]) -> Step:
    """The step that was recorded."""
    made = _kinds()[record["kind"]]
    hints = get_type_hints(made)
    facts = {name: _typed(value, hints[name]) for name, value in record.items() if name != "kind"}
    step: Step = made(**facts)
    return step


def sentences(why: Iterable[Step], language: Language) -> list[str]:
    """One sentence a step, in order; many weekends become one sentence at the place of the first."""
    told = list(why)
    weekends = [step for step in told if isinstance(step, WeekendSkipped)]
    if len(weekends) <= _WEEKENDS_TOLD_SINGLY:
        return [step.sentence(language) for step in told]
    return [
        _many_weekends(weekends, language) if step is weekends[0] else step.sentence(language)
        for step in told
        if step is weekends[0] or not isinstance(step, WeekendSkipped)
    ]


def _many_weekends(weekends: list[WeekendSkipped], language: Language) -> str:
    days = sum((weekend.last - weekend.first).days + 1 for weekend in weekends)
    span = days_in_words(weekends[0].first, weekends[-1].last, language)
    if language == "zh":
        return f"{span}期间的{len(weekends)}个周末共{days}天，不计入。"
    return f"{len(weekends)} weekends within {span} ({days} days): not counted."


@cache
def _kinds() -> dict[str, Any]:
    made = [made for module in (steps, caveats) for made in vars(module).values() if isinstance(made, type)]
    return {step.kind: step for step in made if issubclass(step, Step) and step is not Step}


def _plain(fact: object) -> object:
    match fact:
        case date():
            return fact.isoformat()
        case Name():
            return [fact.chinese, fact.english]
        case StrEnum():
            return fact.value
        case tuple():
            return list(fact)
        case _:
            return fact


def _typed(fact: Any, hint: object) -> object:
    if fact is None:
        return None
    if hint is datetime:
        return local(datetime.fromisoformat(fact))
    if hint is date:
        return date.fromisoformat(fact)
    if hint in {Name, Name | None}:
        return Name(*fact)
    if hint is Unit:
        return Unit(fact)
    return tuple(fact) if isinstance(fact, list) else fact
