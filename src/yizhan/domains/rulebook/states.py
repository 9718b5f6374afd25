# SPDX-License-Identifier: Apache-2.0
"""A draft: being prepared → under review → in force, or discarded. A rule in force is never changed, only followed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Strength(TextChoices):
    """How strictly a rule is meant: a finding, a hint, or a figure to aim at (standards 0.3)."""

    MUST = "must", _("must")
    SHOULD = "should", _("should")
    TARGET = "target", _("target")
