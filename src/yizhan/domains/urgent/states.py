# SPDX-License-Identifier: Apache-2.0
"""An urgent event: noted (by phone) → reported → received → concluded; aside: withdrawn."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class State(TextChoices):
    """How far the reporting of an urgent event is."""

    NOTED = "noted", _("first report to come")
    REPORTED = "reported", _("to be received")
    RECEIVED = "received", _("being followed")
    CONCLUDED = "concluded", _("concluded")
    WITHDRAWN = "withdrawn", _("withdrawn by mistake or false alarm")


class Stage(TextChoices):
    """The stages of reporting (standards EMG-30, EMG-33)."""

    PHONE = "phone", _("phone note")
    FIRST = "first", _("first report")
    FOLLOW_UP = "follow_up", _("follow-up report")
    FINAL = "final", _("final report")


class Element(TextChoices):
    """What a report tells besides its course of events (standards EMG-30, EMG-32)."""

    SOURCE = "source", _("source of the information")
    PLACE = "place", _("place")
    SITUATION = "situation", _("what happened and how it stands")
    HARM = "harm", _("people harmed, losses")
    MEASURES = "measures", _("measures taken")
    TREND = "trend", _("how it may develop")
    LEADERS = "leaders", _("who is in charge on the spot, with phone number")
    NEXT_STEPS = "next_steps", _("next steps")


class Outcome(TextChoices):
    """What came of verifying a report; handed on is what somebody else took over."""

    CONFIRMED = "confirmed", _("confirmed")
    PARTLY = "partly", _("confirmed in part")
    REFUTED = "refuted", _("not so")
    HANDED_ON = "handed_on", _("handed on")


class Way(TextChoices):
    """To whom a word about the event goes besides the office: kinds of addressees."""

    LINE = "line", _("the authority above in the same line")
    SUPERIOR = "superior", _("a body further up, past a level")
    PRINCIPAL = "principal", _("a principal leader, by phone or orally")
    COMMITTEE = "committee", _("the Party committee or the government itself")


class Ground(TextChoices):
    """Why a word goes where it goes, or does not (RULE-007 to RULE-013)."""

    THROUGH_OFFICE = "through_office", _("It leaves through the office only.")
    TOLD_TOGETHER = "told_together", _("Whoever tells a principal tells the office at the same time.")
    LINE_DEMANDED = "line_demanded", _("The line above demands it; the office has it at the same time.")
    LINE_AGREED = "line_agreed", _("The line above is told once the leaders, asked through the office, have agreed.")
    SPECIAL_LINE = "special_line", _("The unit has a special duty to its line; the office has it at the same time.")
    BYPASS_COPIED = "bypass_copied", _("The unit may report past a level; the office has the same text.")
    OWN_CHANNEL = "own_channel", _("The unit keeps its channel; what may be disclosed goes to the office as well.")


class Breach(TextChoices):
    """How a word went that should have gone otherwise."""

    WITHOUT_OFFICE = "without_office", _("It did not go through the office.")
    NOT_AGREED = "not_agreed", _("The leaders had not agreed.")
    WITHOUT_COPY = "without_copy", _("The office did not get its text.")
    LATE = "late", _("The office was told later.")


class PassageState(TextChoices):
    """How far a word besides the office is."""

    ASKED = "asked", _("waits for the leaders' agreement")
    AGREED = "agreed", _("agreed, may go")
    DECLINED = "declined", _("not agreed")
    GONE = "gone", _("has gone")


#: What each stage must tell. A gap is shown in every report; only the final one may have none (EMG-32: speed first).
REQUIRED: dict[str, tuple[Element, ...]] = {
    Stage.PHONE: (Element.SOURCE, Element.SITUATION),
    Stage.FIRST: (
        Element.SOURCE,
        Element.PLACE,
        Element.SITUATION,
        Element.HARM,
        Element.MEASURES,
        Element.TREND,
        Element.LEADERS,
    ),
    Stage.FOLLOW_UP: (Element.SITUATION, Element.HARM, Element.MEASURES),
    Stage.FINAL: (Element.SITUATION, Element.HARM, Element.MEASURES, Element.NEXT_STEPS),
}

#: Events that still demand something of somebody.
OPEN = frozenset({State.NOTED, State.REPORTED, State.RECEIVED})

#: Events whose first report was written: they take follow-ups until the final report.
FOLLOWED = frozenset({State.REPORTED, State.RECEIVED})

#: Events about which something may still be settled, verified and corrected: numbers are often known late (EMG-10).
COUNTED = FOLLOWED | {State.CONCLUDED}

#: Events that the office has received: what they report is to be verified.
ARRIVED = frozenset({State.RECEIVED, State.CONCLUDED})

#: Verbs that leave the state as it is, and where they are possible.
STAYING = {
    "forward": frozenset({State.RECEIVED}),
    "tell": OPEN,
    "decide": OPEN,
    "depart": OPEN,
    "follow_up": FOLLOWED,
    "settle": COUNTED,
    "verify": ARRIVED,
    "entrust": ARRIVED,
    "correct": COUNTED,
    "link": FOLLOWED,
}

STEPS = {
    "report": Step(frozenset({State.NOTED}), State.REPORTED),
    "receive": Step(frozenset({State.REPORTED}), State.RECEIVED),
    "conclude": Step(frozenset({State.RECEIVED}), State.CONCLUDED),
    "reopen": Step(frozenset({State.CONCLUDED}), State.RECEIVED, is_correction=True),
    "withdraw": Step(OPEN, State.WITHDRAWN),
}

#: Words besides the office: what may go at once goes, what needs agreement waits for it.
PASSAGE_STEPS = {
    "go": Step(frozenset({PassageState.ASKED}), PassageState.GONE),
    "agree": Step(frozenset({PassageState.ASKED}), PassageState.AGREED),
    "decline": Step(frozenset({PassageState.ASKED}), PassageState.DECLINED),
    "depart": Step(frozenset({PassageState.AGREED}), PassageState.GONE),
}
