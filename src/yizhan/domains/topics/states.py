# SPDX-License-Identifier: Apache-2.0
"""A topic: open → closed, aside: withdrawn. A request: asked → accepted → answered, aside: declined.

A decision: prepared → issued → concluded. A survey of hot topics: asked → computing → ready, aside: failed.
A topic of a survey: shown, aside: merged, dropped.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class Kind(TextChoices):
    """What is asked for: reporting points (B01, RULE-086) guide everybody, a commission (A18) expects an answer."""

    POINT = "point", _("reporting point")
    COMMISSION = "commission", _("commissioned topic")


class State(TextChoices):
    """Whether a topic still takes answers."""

    OPEN = "open", _("being collected")
    CLOSED = "closed", _("collecting ended")
    WITHDRAWN = "withdrawn", _("withdrawn by the office")


class RequestState(TextChoices):
    """What became of asking one unit or person."""

    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("will write")
    DECLINED = "declined", _("declined")
    ANSWERED = "answered", _("answered")


class Phase(TextChoices):
    """The three phases in which information follows a decision (B07, RULE-039 to RULE-041)."""

    BEFORE = "before", _("before the decision")
    REACTION = "reaction", _("after it was issued")
    RESULT = "result", _("after a phase of carrying it out")


class DecisionState(TextChoices):
    """How far a followed decision is; each state is one phase of coverage."""

    PREPARED = "prepared", _("in preparation")
    ISSUED = "issued", _("being carried out")
    CONCLUDED = "concluded", _("a phase completed")


class SurveyState(TextChoices):
    """How far a look at what many items of a period speak of is."""

    ASKED = "asked", _("asked for")
    COMPUTING = "computing", _("being computed")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class HotState(TextChoices):
    """What people made of a topic that a survey found."""

    SHOWN = "shown", _("shown")
    MERGED = "merged", _("part of another")
    DROPPED = "dropped", _("set aside")


STEPS = {
    "close": Step(frozenset({State.OPEN}), State.CLOSED),
    "withdraw": Step(frozenset({State.OPEN}), State.WITHDRAWN),
    "reopen": Step(frozenset({State.CLOSED}), State.OPEN, is_correction=True),
}

REQUEST_STEPS = {
    "accept": Step(frozenset({RequestState.ASKED, RequestState.DECLINED}), RequestState.ACCEPTED),
    "decline": Step(frozenset({RequestState.ASKED, RequestState.ACCEPTED}), RequestState.DECLINED),
    "answer": Step(frozenset(RequestState), RequestState.ANSWERED),
}

DECISION_STEPS = {
    "issue": Step(frozenset({DecisionState.PREPARED}), DecisionState.ISSUED),
    "conclude": Step(frozenset({DecisionState.ISSUED}), DecisionState.CONCLUDED),
}

SURVEY_STEPS = {
    # What was being computed when a process ended is taken up again.
    "begin": Step(frozenset({SurveyState.ASKED, SurveyState.COMPUTING}), SurveyState.COMPUTING),
    "finish": Step(frozenset({SurveyState.COMPUTING}), SurveyState.READY),
    "fail": Step(frozenset({SurveyState.ASKED, SurveyState.COMPUTING}), SurveyState.FAILED),
}

HOT_STEPS = {
    "merge": Step(frozenset({HotState.SHOWN}), HotState.MERGED),
    "drop": Step(frozenset({HotState.SHOWN}), HotState.DROPPED),
    "restore": Step(frozenset({HotState.MERGED, HotState.DROPPED}), HotState.SHOWN, is_correction=True),
}

#: Surveys that are not over yet.
UNFINISHED = frozenset({SurveyState.ASKED, SurveyState.COMPUTING})

#: Requests that still expect an answer.
WAITING = frozenset({RequestState.ASKED, RequestState.ACCEPTED})

#: The phase that belongs to each state of a decision.
PHASE_OF = {
    DecisionState.PREPARED: Phase.BEFORE,
    DecisionState.ISSUED: Phase.REACTION,
    DecisionState.CONCLUDED: Phase.RESULT,
}
