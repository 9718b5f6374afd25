# SPDX-License-Identifier: Apache-2.0
"""Learning: asked → learning → ready; aside: failed. Suggestion: shown → taken or overruled, always by a person."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class Question(TextChoices):
    """What is suggested for an item."""

    KIND = "kind", _("kind")
    CATEGORY = "category", _("category")
    DEPARTMENT = "department", _("unit in charge")
    SERIES = "series", _("series")
    COLUMN = "column", _("column")


class LearningState(TextChoices):
    """How far one learning from the station's decisions is."""

    ASKED = "asked", _("asked for")
    LEARNING = "learning", _("being learned")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class State(TextChoices):
    """What a person made of a suggestion."""

    SHOWN = "shown", _("shown")
    TAKEN = "taken", _("taken")
    OVERRULED = "overruled", _("overruled")


LEARNING_STEPS = {
    # What was being learned when a process ended is taken up again.
    "begin": Step(frozenset({LearningState.ASKED, LearningState.LEARNING}), LearningState.LEARNING),
    "finish": Step(frozenset({LearningState.LEARNING}), LearningState.READY),
    "fail": Step(frozenset({LearningState.ASKED, LearningState.LEARNING}), LearningState.FAILED),
}

STEPS = {
    "take": Step(frozenset({State.SHOWN}), State.TAKEN),
    "overrule": Step(frozenset({State.SHOWN}), State.OVERRULED),
}

#: Learnings that are not over yet.
UNFINISHED = frozenset({LearningState.ASKED, LearningState.LEARNING})

#: What one press decides; with a unit a person says as well what is to be done and by when.
TAKEABLE = (Question.KIND, Question.CATEGORY, Question.SERIES, Question.COLUMN)
