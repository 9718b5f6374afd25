# SPDX-License-Identifier: Apache-2.0
"""composing → released; aside: discarded. A released issue is never changed: an erratum sets right what is wrong."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class State(TextChoices):
    """Where an issue stands."""

    COMPOSING = "composing", _("being composed")
    RELEASED = "released", _("issued")
    DISCARDED = "discarded", _("discarded")


class SeriesKind(TextChoices):
    """What the issues of a series are: many items in columns, or one item for named leaders (D06, D07)."""

    BULLETIN = "bulletin", _("bulletin")
    SPECIAL_REPORT = "special_report", _("special report")


class CirculationKind(TextChoices):
    """How an issue goes to somebody: upward, across, or downward; printed in this order on its last page."""

    REPORT_TO = "report_to", _("report to")
    SEND_TO = "send_to", _("send to")
    ISSUE_TO = "issue_to", _("issue to")


STEPS = {
    "release": Step(frozenset({State.COMPOSING}), State.RELEASED),
    "discard": Step(frozenset({State.COMPOSING}), State.DISCARDED),
}
