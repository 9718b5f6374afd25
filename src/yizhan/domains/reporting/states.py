# SPDX-License-Identifier: Apache-2.0
"""An adoption: recorded → revoked, which is a correction with its reason. A report is a fact and has no states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class State(TextChoices):
    """Whether a recorded adoption holds."""

    RECORDED = "recorded", _("recorded")
    REVOKED = "revoked", _("revoked")


class ReportKind(TextChoices):
    """What went up: an item by itself, or with the issue it stands in."""

    SINGLE = "single", _("single item")
    ISSUE = "issue", _("with its issue")


class BodyKind(TextChoices):
    """Who adopts: an office in a publication for leaders, or a medium in print (D20)."""

    OFFICE = "office", _("adopting office")
    MEDIA = "media", _("medium")


class Form(TextChoices):
    """How an adopted item was used (F03)."""

    SINGLE = "single", _("by itself")
    COMPOSITE = "composite", _("in a combined report")
    SPECIAL = "special", _("as a special report")


STEPS = {
    "revoke": Step(frozenset({State.RECORDED}), State.REVOKED, is_correction=True),
}
