# SPDX-License-Identifier: Apache-2.0
"""A version of a scheme: draft → reviewed → in force → superseded; aside: discarded.
A correction: proposed → booked; aside: declined. An objection: raised → upheld or rejected → closed.
An activity: entered → confirmed; aside: struck out. A frozen period is a fact and has no states.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class SchemeState(TextChoices):
    """How far one version of a scheme is."""

    DRAFT = "draft", _("draft")
    REVIEWED = "reviewed", _("reviewed")
    IN_FORCE = "in_force", _("in force")
    SUPERSEDED = "superseded", _("superseded")
    DISCARDED = "discarded", _("discarded")


class CorrectionState(TextChoices):
    """Whether a correction counts: a second person has to agree."""

    PROPOSED = "proposed", _("to be confirmed")
    BOOKED = "booked", _("counted")
    DECLINED = "declined", _("not taken over")


class ObjectionState(TextChoices):
    """What became of an objection."""

    RAISED = "raised", _("to be answered")
    UPHELD = "upheld", _("upheld")
    REJECTED = "rejected", _("rejected")
    CLOSED = "closed", _("closed")


class ActivityState(TextChoices):
    """Whether an activity of a member's record counts."""

    ENTERED = "entered", _("to be confirmed")
    CONFIRMED = "confirmed", _("confirmed")
    STRUCK = "struck", _("struck out")


class Holder(TextChoices):
    """Whose accounts a scheme keeps."""

    UNIT = "unit", _("units")
    PERSON = "person", _("people")


class Origin(TextChoices):
    """Where an occasion comes from: found in the records, decided by two people, or entered or added with evidence."""

    RECORD = "record", _("found in the records")
    CORRECTION = "correction", _("correction")
    ACTIVITY = "activity", _("entered with evidence")
    ADDED = "added", _("added by hand with proof")


class Change(TextChoices):
    """What a correction does to an occasion; an addition makes one that nobody recorded."""

    CANCEL = "cancel", _("does not count")
    RESTATE = "restate", _("counts differently")
    ADD = "add", _("added by hand")


SCHEME_STEPS = {
    "review": Step(frozenset({SchemeState.DRAFT}), SchemeState.REVIEWED),
    "return_to_draft": Step(frozenset({SchemeState.REVIEWED}), SchemeState.DRAFT),
    "discard": Step(frozenset({SchemeState.DRAFT, SchemeState.REVIEWED}), SchemeState.DISCARDED),
    "put_in_force": Step(frozenset({SchemeState.REVIEWED}), SchemeState.IN_FORCE),
    "supersede": Step(frozenset({SchemeState.IN_FORCE}), SchemeState.SUPERSEDED),
}

#: Steps of a scheme that follow from those of its successor; nobody takes them directly.
CONSEQUENCES = frozenset({"supersede"})

CORRECTION_STEPS = {
    "confirm": Step(frozenset({CorrectionState.PROPOSED}), CorrectionState.BOOKED),
    "decline": Step(frozenset({CorrectionState.PROPOSED}), CorrectionState.DECLINED),
}

OBJECTION_STEPS = {
    "uphold": Step(frozenset({ObjectionState.RAISED}), ObjectionState.UPHELD),
    "dismiss": Step(frozenset({ObjectionState.RAISED}), ObjectionState.REJECTED),
    "close": Step(frozenset({ObjectionState.UPHELD, ObjectionState.REJECTED}), ObjectionState.CLOSED),
    "withdraw": Step(frozenset({ObjectionState.RAISED}), ObjectionState.CLOSED),
}

ACTIVITY_STEPS = {
    "confirm": Step(frozenset({ActivityState.ENTERED}), ActivityState.CONFIRMED),
    "strike": Step(
        frozenset({ActivityState.ENTERED, ActivityState.CONFIRMED}), ActivityState.STRUCK, is_correction=True
    ),
}

#: Versions that points are, or were, counted by.
COUNTING = frozenset({SchemeState.IN_FORCE, SchemeState.SUPERSEDED})

#: Objections that somebody still has to act on.
OPEN_OBJECTIONS = frozenset({ObjectionState.RAISED, ObjectionState.UPHELD, ObjectionState.REJECTED})
