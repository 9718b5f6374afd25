# SPDX-License-Identifier: Apache-2.0
"""A bulletin: drafted → handed over → checked → signed → released → corrected, aside: discarded."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.kernel.transitions import Step


class Kind(TextChoices):
    """Of what a bulletin speaks: a regular period (RULE-073), a campaign, or what is wanted now (RULE-085)."""

    QUARTER = "quarter", pgettext_lazy("bulletin", "quarter")
    MONTH = "month", pgettext_lazy("bulletin", "month")
    YEAR = "year", pgettext_lazy("bulletin", "year")
    CAMPAIGN = "campaign", pgettext_lazy("bulletin", "campaign")
    OCCASIONAL = "occasional", pgettext_lazy("bulletin", "on demand")


class State(TextChoices):
    """Where a bulletin stands. What is corrected stays as it was signed; a notice of its own says what is different."""

    DRAFTED = "drafted", pgettext_lazy("bulletin", "in draft")
    HANDED_OVER = "handed_over", pgettext_lazy("bulletin", "to be checked")
    CHECKED = "checked", pgettext_lazy("bulletin", "checked")
    SIGNED = "signed", pgettext_lazy("bulletin", "signed")
    RELEASED = "released", pgettext_lazy("bulletin", "released")
    CORRECTED = "corrected", pgettext_lazy("bulletin", "released, corrected later")
    DISCARDED = "discarded", pgettext_lazy("bulletin", "discarded")


class Naming(TextChoices):
    """Whom a bulletin names."""

    ALL = "all", _("every unit, shortfalls too")
    GOOD = "good", _("only what is good")
    NUMBERS = "numbers", _("nobody, numbers only")


STEPS = {
    "hand_over": Step(frozenset({State.DRAFTED}), State.HANDED_OVER),
    "take_back": Step(frozenset({State.HANDED_OVER}), State.DRAFTED, is_correction=True),
    "check": Step(frozenset({State.HANDED_OVER}), State.CHECKED),
    "send_back": Step(frozenset({State.HANDED_OVER, State.CHECKED, State.SIGNED}), State.DRAFTED, is_correction=True),
    "sign": Step(frozenset({State.CHECKED}), State.SIGNED),
    "release": Step(frozenset({State.SIGNED}), State.RELEASED),
    # Taken by the release of the notice that corrects it; a bulletin may be corrected more than once.
    "correct": Step(frozenset({State.RELEASED, State.CORRECTED}), State.CORRECTED, is_correction=True),
    "discard": Step(frozenset({State.DRAFTED}), State.DISCARDED),
}

#: What everybody may read whom a bulletin concerns.
PUBLISHED = frozenset({State.RELEASED, State.CORRECTED})

#: What the office still works on.
OPEN = frozenset({State.DRAFTED, State.HANDED_OVER, State.CHECKED, State.SIGNED})

#: Kinds whose release makes the points of the period final.
FREEZING = frozenset({Kind.QUARTER, Kind.MONTH, Kind.YEAR, Kind.CAMPAIGN})
