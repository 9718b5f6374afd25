# SPDX-License-Identifier: Apache-2.0
"""A finding: proposed → opened → heard → decided → closed; aside: dropped, objected to (once, before it is closed)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.kernel.transitions import Step


class State(TextChoices):
    """How far a finding is. Only what is closed counts for anything."""

    PROPOSED = "proposed", _("to be examined")
    OPENED = "opened", _("the unit is being heard")
    HEARD = "heard", _("to be decided")
    DECIDED = "decided", _("decided, open to objection")
    OBJECTED = "objected", _("objection with the next level")
    CLOSED = "closed", pgettext_lazy("finding", "closed")
    DROPPED = "dropped", _("not pursued")


class Kind(TextChoices):
    """What a unit is found to have done (RULE-016; ways: RULE-007 to RULE-013; duty: RULE-020; false: RULE-025)."""

    LATE = "late", _("late report")
    OMITTED = "omitted", _("omitted report")
    CONCEALED = "concealed", _("concealed report")
    FALSE = "false", _("false report")
    MISROUTED = "misrouted", _("report past the office")
    UNMANNED = "unmanned", _("nobody on duty")


class Outcome(TextChoices):
    """What was decided."""

    UPHELD = "upheld", pgettext_lazy("finding", "upheld")
    LESSENED = "lessened", _("lessened")
    DISMISSED = "dismissed", pgettext_lazy("finding", "dismissed")


class Ending(TextChoices):
    """How a finding came to its end."""

    DISMISSED = "dismissed", _("there was nothing in it")
    ACCEPTED = "accepted", _("the unit accepted it")
    UNOPPOSED = "unopposed", _("nobody objected in time")
    REVIEWED = "reviewed", _("the objection was decided")


class Origin(TextChoices):
    """Through which channel the event or the breach became known (PAIN-01, PAIN-05)."""

    CLOCK = "clock", _("clock of the report")
    OFFICE = "office", _("the office's own note")
    UNIT = "unit", _("another unit's report")
    ITEM = "item", _("an item handed in")
    MEDIA = "media", _("the media")
    ABOVE = "above", _("the level above")
    PASSAGE = "passage", _("note of a word that went elsewhere")
    ROSTER = "roster", _("the duty roster")
    OTHER = "other", pgettext_lazy("origin of a finding", "other")


class GroundKind(TextChoices):
    """What kind of fact a finding stands on."""

    HAPPENED = "happened", _("The event happened")
    KNOWN = "known", _("The unit learned of it")
    ELSEWHERE = "elsewhere", _("Known through another channel")
    DUE = "due", _("The report was due")
    SENT = "sent", _("The report was sent")
    RECEIVED = "received", _("The report was received")
    FOLLOWED = "followed", _("The follow-up report came")
    WENT = "went", _("A word went past the office")
    VACANT = "vacant", _("Nobody was on duty")
    MANNED = "manned", _("Somebody was on duty again")


class Occasion(TextChoices):
    """On which occasion a party speaks."""

    ANSWER = "answer", pgettext_lazy("finding", "Answer")
    OBJECTION = "objection", _("Objection")


#: Verbs that are steps. An outcome of nothing ends a finding at once: nobody has anything to object to.
STEPS = {
    "open_hearing": Step(frozenset({State.PROPOSED}), State.OPENED),
    "drop": Step(frozenset({State.PROPOSED}), State.DROPPED),
    "answer": Step(frozenset({State.OPENED, State.HEARD}), State.HEARD),
    "note_silence": Step(frozenset({State.OPENED}), State.HEARD),
    "decide": Step(frozenset({State.HEARD}), State.DECIDED),
    "dismiss": Step(frozenset({State.HEARD}), State.CLOSED),
    "accept": Step(frozenset({State.DECIDED}), State.CLOSED),
    "object_to": Step(frozenset({State.DECIDED}), State.OBJECTED),
    "review": Step(frozenset({State.OBJECTED}), State.CLOSED),
    "close": Step(frozenset({State.DECIDED}), State.CLOSED),
    "reopen": Step(frozenset({State.CLOSED}), State.OPENED, is_correction=True),
}

#: What a unit does not learn of: nobody has made a charge of it.
UNTOLD = frozenset({State.PROPOSED, State.DROPPED})

#: To what a charge may be lessened. A false report is another matter than a late one.
MILDER: dict[str, tuple[str, ...]] = {
    Kind.LATE: (Kind.LATE,),
    Kind.OMITTED: (Kind.OMITTED, Kind.LATE),
    Kind.CONCEALED: (Kind.CONCEALED, Kind.OMITTED, Kind.LATE),
    Kind.FALSE: (Kind.FALSE,),
    Kind.MISROUTED: (Kind.MISROUTED,),
    Kind.UNMANNED: (Kind.UNMANNED,),
}

#: Breaches of a time: only of these a clock or a rule says what was missed.
ABOUT_TIME = frozenset({Kind.LATE, Kind.OMITTED, Kind.CONCEALED})

#: The gravest first: an objection never makes anything worse.
GRAVITY = (Outcome.UPHELD, Outcome.LESSENED, Outcome.DISMISSED)
