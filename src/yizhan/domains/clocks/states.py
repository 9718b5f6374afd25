# SPDX-License-Identifier: Apache-2.0
"""Deadline: running ⇄ paused → met or met late; aside: cancelled. That it has passed is a moment, not a state.
Alarm: waiting → rung → taken. One that is no longer needed before it rang is no fact and is taken away.
Request for more time: asked → granted or refused.
Year of days off: entered → confirmed; aside: withdrawn.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class State(TextChoices):
    """Whether a deadline still runs, and how it ended."""

    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    MET = "met", _("kept")
    MET_LATE = "met_late", _("kept too late")
    CANCELLED = "cancelled", _("called off")


class AlarmState(TextChoices):
    """Whether an alarm has rung, and whether somebody has taken it."""

    WAITING = "waiting", _("to come")
    RUNG = "rung", _("rung")
    TAKEN = "taken", _("taken")


class RequestState(TextChoices):
    """What came of a request for more time."""

    ASKED = "asked", _("to be decided")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class YearState(TextChoices):
    """Whether a year of days off has been confirmed by a second person and counts."""

    ENTERED = "entered", _("to be confirmed")
    CONFIRMED = "confirmed", _("in force")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Rung(TextChoices):
    """Whom an alarm reaches: each step of the ladder is one further."""

    PERSON = "person", _("whoever is to act")
    CHIEF = "chief", _("the responsible persons of the unit")
    SUPERVISION = "supervision", _("supervision")


class Card(TextChoices):
    """The card that comes with an alarm."""

    NONE = "none", _("no card")
    YELLOW = "yellow", _("yellow card")
    RED = "red", _("red card")


OPEN = frozenset({State.RUNNING, State.PAUSED})

STEPS = {
    "pause": Step(frozenset({State.RUNNING}), State.PAUSED),
    "resume": Step(frozenset({State.PAUSED}), State.RUNNING),
    "meet": Step(OPEN, State.MET),
    "meet_late": Step(frozenset({State.RUNNING}), State.MET_LATE),
    "cancel": Step(OPEN, State.CANCELLED),
    "reopen": Step(frozenset({State.MET, State.MET_LATE}), State.RUNNING, is_correction=True),
}

ALARM_STEPS = {
    "ring": Step(frozenset({AlarmState.WAITING}), AlarmState.RUNG),
    "take": Step(frozenset({AlarmState.RUNG}), AlarmState.TAKEN),
}

REQUEST_STEPS = {
    "grant": Step(frozenset({RequestState.ASKED}), RequestState.GRANTED),
    "refuse": Step(frozenset({RequestState.ASKED}), RequestState.REFUSED),
}

YEAR_STEPS = {
    "confirm": Step(frozenset({YearState.ENTERED}), YearState.CONFIRMED),
    "withdraw": Step(frozenset({YearState.ENTERED, YearState.CONFIRMED}), YearState.WITHDRAWN),
}
