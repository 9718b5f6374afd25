# SPDX-License-Identifier: Apache-2.0
"""Merger: proposed → standing; aside: dropped before it stands, undone within the rule's days after.
Change of units: proposed → done; aside: dropped.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.kernel.transitions import Step


class MergerState(TextChoices):
    """Whether two entries of the register count as one."""

    PROPOSED = "proposed", _("to be confirmed")
    STANDING = "standing", _("merged")
    DROPPED = "dropped", _("not merged")
    UNDONE = "undone", _("taken back")


MERGER_STEPS = {
    "confirm": Step(frozenset({MergerState.PROPOSED}), MergerState.STANDING),
    "drop": Step(frozenset({MergerState.PROPOSED}), MergerState.DROPPED, is_correction=True),
    "undo": Step(frozenset({MergerState.STANDING}), MergerState.UNDONE, is_correction=True),
}


class ChangeState(TextChoices):
    """Whether units have ended or gone on in others."""

    PROPOSED = "proposed", _("to be confirmed")
    DONE = "done", pgettext_lazy("units", "carried out")
    DROPPED = "dropped", _("not carried out")


class WorkKind(TextChoices):
    """What a unit may still have to do when it is to end."""

    ASSIGNMENT = "assignment", _("assignment")
    TOPIC = "topic", _("topic asked for")
    FINDING = "finding", _("finding")
    DUTY = "duty", _("shift to come")
    BODY = "body", _("body below")


CHANGE_STEPS = {
    "carry_out": Step(frozenset({ChangeState.PROPOSED}), ChangeState.DONE),
    "drop": Step(frozenset({ChangeState.PROPOSED}), ChangeState.DROPPED, is_correction=True),
}

#: Of an entry, one merger at a time stands in these.
OPEN = frozenset({MergerState.PROPOSED, MergerState.STANDING})
