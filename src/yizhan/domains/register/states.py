# SPDX-License-Identifier: Apache-2.0
"""Merger: proposed → standing; aside: dropped before it stands, undone within the rule's days after."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

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

#: Of an entry, one merger at a time stands in these.
OPEN = frozenset({MergerState.PROPOSED, MergerState.STANDING})
