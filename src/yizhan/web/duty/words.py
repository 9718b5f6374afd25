# SPDX-License-Identifier: Apache-2.0
"""Duty in words and colours: states, faults, times."""

import datetime
from dataclasses import dataclass

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.duty.models import CheckCall, Handover, Roster, Shift
from yizhan.domains.duty.queries.faults import Fault
from yizhan.domains.duty.states import CheckCallState, FaultKind, HandoverState, RosterState
from yizhan.kernel import clock
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

_ROSTERS: dict[str, StateKind] = {
    RosterState.DRAFT: "waiting",
    RosterState.PUBLISHED: "done",
    RosterState.WITHDRAWN: "closed",
}
_CALLS: dict[str, StateKind] = {
    CheckCallState.ASKED: "waiting",
    CheckCallState.ANSWERED: "done",
    CheckCallState.MISSED: "refused",
}
_HANDOVERS: dict[str, StateKind] = {HandoverState.WRITTEN: "waiting", HandoverState.TAKEN: "done"}


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One thing that is wrong, in words: the time, and what."""

    standing: Standing
    when: str
    what: str


def of_roster(roster: Roster) -> Standing:
    """Whether a roster binds."""
    return Standing(RosterState(roster.state).label, _ROSTERS[roster.state])


def of_call(call: CheckCall) -> Standing:
    """What came of a test call."""
    return Standing(CheckCallState(call.state).label, _CALLS[call.state])


def of_handover(handover: Handover) -> Standing:
    """Whether both have signed."""
    return Standing(HandoverState(handover.state).label, _HANDOVERS[handover.state])


def fault(found: Fault) -> FaultRow:
    """A fault as a row of a list."""
    kind: StateKind = "refused" if found.leaves_a_gap or found.kind == FaultKind.MISSED else "waiting"
    who = f"{found.duty} {found.who}".strip()
    label = FaultKind(found.kind).label
    return FaultRow(Standing(label, kind), span(found.starts_at, found.ends_at), who)


def span(starts_at: datetime.datetime, ends_at: datetime.datetime) -> str:
    """From when to when, the day only once where both are of one day."""
    first, last = (one.astimezone(clock.OFFICE_ZONE) for one in (starts_at, ends_at))
    if starts_at == ends_at:
        return f"{_day(first)} {first:%H:%M}"
    if first.date() == last.date():
        return f"{_day(first)} {first:%H:%M}–{last:%H:%M}"
    return f"{_day(first)} {first:%H:%M} – {_day(last)} {last:%H:%M}"


def shift(one: Shift) -> str:
    """A shift in one line."""
    return f"{span(one.starts_at, one.ends_at)} {one.duty}"


def keeper(roster: Roster) -> str:
    """Whose roster it is."""
    return roster.organization.short_name if roster.organization else _("the office")


def _day(moment: datetime.datetime) -> str:
    if moment.year == clock.today().year:
        return dateformat.format(moment, pgettext("date format: day of this year", "j M"))
    return dateformat.format(moment, pgettext("date format: day of another year", "j M Y"))
