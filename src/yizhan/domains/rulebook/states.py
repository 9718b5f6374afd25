# SPDX-License-Identifier: Apache-2.0
"""A draft: being prepared → under review → in force, or discarded. A rule in force is never changed, only followed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class Strength(TextChoices):
    """How strictly a rule is meant: a finding, a hint, or a figure to aim at (standards 0.3)."""

    MUST = "must", _("must")
    SHOULD = "should", _("should")
    TARGET = "target", _("target")


class DraftState(TextChoices):
    """How far a set of changes has come."""

    PREPARING = "preparing", _("being prepared")
    UNDER_REVIEW = "under_review", _("under review")
    IN_FORCE = "in_force", _("put in force")
    DISCARDED = "discarded", _("discarded")


DRAFT_STEPS = {
    "hand_over": Step(frozenset({DraftState.PREPARING}), DraftState.UNDER_REVIEW),
    "send_back": Step(frozenset({DraftState.UNDER_REVIEW}), DraftState.PREPARING, is_correction=True),
    "put_in_force": Step(frozenset({DraftState.UNDER_REVIEW}), DraftState.IN_FORCE),
    "discard": Step(frozenset({DraftState.PREPARING}), DraftState.DISCARDED),
}
