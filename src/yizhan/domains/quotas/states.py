# SPDX-License-Identifier: Apache-2.0
"""Exemption: granted; aside: revoked. What was counted at the end of a period is written down and never changed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.kernel.transitions import Step


class Who(TextChoices):
    """Whom a quota binds. The scope of its rule narrows this down to single bodies, levels and lines."""

    UNIT = "unit", _("each unit")
    SECTOR = "sector", _("each sector group")
    COMMITTEE = "committee", _("each special committee")
    BRANCH = "branch", _("each party group")
    OFFICER = "officer", _("each information officer")
    FULL_TIME = "full_time", _("each full-time officer")
    PART_TIME = "part_time", _("each part-time officer")
    INVITED = "invited", _("each specially invited officer")
    MEMBER = "member", _("each member")
    STATION = "station", _("the station itself")


class Span(TextChoices):
    """How long a period is. It follows the calendar."""

    MONTH = "month", pgettext_lazy("period", "month")
    QUARTER = "quarter", pgettext_lazy("period", "quarter")
    HALF_YEAR = "half_year", pgettext_lazy("period", "half-year")
    YEAR = "year", pgettext_lazy("period", "year")


class Matter(TextChoices):
    """What is counted, each on its own day: handed in and registered by the day of handing in, the rest by its own."""

    HANDED_IN = "handed_in", _("items handed in")
    REGISTERED = "registered", _("items handed in and taken")
    RELEASED = "released", _("items released")
    ADOPTED = "adopted", _("items adopted")
    INSTRUCTED = "instructed", _("items instructed")
    VISIT = "visit", _("campaigns of visits")
    TRAINING = "training", _("trainings")
    TRAINING_DAY = "training_day", _("days of training")
    ACTIVITY = "activity", _("sector activities")


class ActivityKind(TextChoices):
    """What was carried out, beside writing items (RULE-052, RULE-053, RULE-055)."""

    VISIT = "visit", _("campaign of visits")
    TRAINING = "training", _("training")
    ACTIVITY = "activity", _("sector activity")


class ExemptionState(TextChoices):
    """Whether an exemption holds."""

    GRANTED = "granted", _("granted")
    REVOKED = "revoked", _("revoked")


class Standing(TextChoices):
    """How a quota stands: reached, being worked on, or short at the end of its period."""

    REACHED = "reached", _("reached")
    RUNNING = "running", _("running")
    SHORT = "short", _("not reached")
    EXEMPT = "exempt", _("nothing due")
    OPEN = "open", _("counted only")


EXEMPTION_STEPS = {
    "revoke": Step(frozenset({ExemptionState.GRANTED}), ExemptionState.REVOKED, is_correction=True),
}

#: Matters that are items; the others are noted by the office as carried out.
OF_ITEMS = frozenset({Matter.HANDED_IN, Matter.REGISTERED, Matter.RELEASED, Matter.ADOPTED, Matter.INSTRUCTED})
