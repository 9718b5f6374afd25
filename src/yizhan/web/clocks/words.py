# SPDX-License-Identifier: Apache-2.0
"""What is due, and how it stands, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.clocks.models import Alarm, Deadline, Extension
from yizhan.domains.clocks.queries.reckoning import RuleTerm
from yizhan.domains.clocks.states import AlarmState, Card, RequestState, State
from yizhan.domains.rulebook.states import Strength
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

#: What is due, by the kind of the deadline. A room that opens deadlines enters its kinds here.
KINDS: Mapping[str, str | Promise] = {
    "supervision.reply": _("Reply of a unit"),
    "quotas.duty": _("Quota of a period"),
    "items.registration": _("Registration of an item"),
    "items.answer": _("Answer to a returned item"),
    "urgent.first_report": _("First report"),
    "urgent.follow_up": _("Follow-up report"),
    "urgent.verification": _("Verification"),
    "findings.answer": _("Answer to a charge"),
    "findings.objection": _("Objection to a decision"),
    "awards.publicity": _("Public notice of an award"),
}

_KIND: dict[str, StateKind] = {
    State.RUNNING: "waiting",
    State.PAUSED: "information",
    State.MET: "done",
    State.MET_LATE: "refused",
    State.CANCELLED: "closed",
    RequestState.ASKED: "waiting",
    RequestState.GRANTED: "done",
    RequestState.REFUSED: "refused",
    AlarmState.WAITING: "closed",
    AlarmState.RUNG: "waiting",
    AlarmState.TAKEN: "done",
}


def kind_of(deadline: Deadline) -> str:
    """What is due."""
    return str(KINDS.get(deadline.kind, _("Deadline")))


def standing_of(row: Deadline | Extension | Alarm) -> Standing:
    """A state as its word and colour."""
    return Standing(row.get_state_display(), _KIND[row.state])


def strength_of(term: RuleTerm) -> str:
    """How strictly a rule is meant."""
    return str(Strength(term.strength).label) if term.strength else ""


def card_of(alarm: Alarm) -> str:
    """The card that comes with an alarm; nothing for none."""
    return "" if alarm.card == Card.NONE else str(alarm.get_card_display())
