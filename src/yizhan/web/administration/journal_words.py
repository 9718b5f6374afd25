# SPDX-License-Identifier: Apache-2.0
"""The journal in words: rooms, kinds of events, states before and after."""

import dataclasses
import functools
from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.clocks.states import AlarmState, RequestState, YearState
from yizhan.domains.clocks.states import State as DeadlineState
from yizhan.domains.findings.states import State as FindingState
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.notices.states import LetterState
from yizhan.domains.periodicals.states import State as IssueState
from yizhan.domains.quotas.states import ExemptionState
from yizhan.domains.reporting.states import State as AdoptionState
from yizhan.domains.supervision.states import AssignmentState, CaseState, InstructionState
from yizhan.kernel import sentences
from yizhan.kernel.events import CATALOGUE, Event

#: The rooms by the first word of their events, in the order of the loop.
ROOMS: Mapping[str, str | Promise] = {
    "items": _("Items"),
    "likeness": _("Look-alikes"),
    "files": _("Files"),
    "checks": _("Check of the text"),
    "periodicals": _("Issues"),
    "reporting": _("Reports and adoptions"),
    "topics": _("Topics"),
    "urgent": _("Urgent events"),
    "findings": _("Late and omitted reports"),
    "supervision": _("Supervision"),
    "quotas": _("Quotas"),
    "appraisal": _("Points"),
    "rewards": _("Fees and awards"),
    "awards": _("Award rounds"),
    "clocks": _("Deadlines"),
    "search": _("Search"),
    "notices": _("Notices"),
    "duty": _("Duty"),
    "network": _("Network and accounts"),
    "rulebook": _("Rules"),
}

#: What the states of an event's subject are called; for other subjects of a room its first entry counts.
_STATES: Mapping[str, type[TextChoices]] = {
    "items": ItemState,
    "periodicals": IssueState,
    "notices": LetterState,
    "reporting": AdoptionState,
    "supervision.instruction": InstructionState,
    "supervision.assignment": AssignmentState,
    "supervision": CaseState,
    "quotas.exemption": ExemptionState,
    "findings": FindingState,
    "clocks.alarm": AlarmState,
    "clocks.extension": RequestState,
    "clocks.request": RequestState,
    "clocks.year": YearState,
    "clocks": DeadlineState,
}

#: Stands for what differs from entry to entry.
_BLANK = "…"


def room_of(event: str) -> str:
    """The first word of an event."""
    return event.partition(".")[0]


def events_by_room() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every kind of event with its words, by room, for a select."""
    return [
        (str(label), [(name, kind_of(name)) for name in sorted(CATALOGUE) if room_of(name) == room])
        for room, label in ROOMS.items()
    ]


def kind_of(event: str) -> str:
    """What kind of event it is: its sentence with the particulars left blank, or its name."""
    blanks = {entry.name: _BLANK for entry in dataclasses.fields(CATALOGUE.get(event, Event))}
    return _noted(event, {**blanks, "person": _BLANK, "station": _BLANK})


def sentence_of(event: str, facts: Mapping[str, object]) -> str:
    """What happened. An entry from an earlier release may lack a particular; it is shown by its name then."""
    return _noted(event, facts)


def state_of(event: str, state: str) -> str:
    """A state in words."""
    if not state:
        return ""
    words = _words_of_states(event)
    return str(words.get(state, state))


@functools.cache
def _words_of_states(event: str) -> Mapping[str, str | Promise]:
    """The states of an event's subject; asked for every line of an export."""
    subject = ".".join(event.split(".")[:2])
    states = _STATES.get(subject) or _STATES.get(room_of(event))
    return dict(states.choices) if states else {}


def _noted(event: str, facts: Mapping[str, object]) -> str:
    try:
        return sentences.noted(event, facts)
    except (KeyError, ValueError, TypeError, AttributeError):
        return event
