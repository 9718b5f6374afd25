# SPDX-License-Identifier: Apache-2.0
"""Roster: draft → published; aside: withdrawn. What is published changes by single shifts, each with a reason.
Swap of shifts: asked → agreed or refused; aside: withdrawn.
Test call: asked → answered or missed.
Hand-over: signed by who goes → taken over by who comes.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.kernel.transitions import Step


class RosterState(TextChoices):
    """Whether a roster is still being made or binds."""

    DRAFT = "draft", pgettext_lazy("roster", "draft")
    PUBLISHED = "published", pgettext_lazy("roster", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("roster", "withdrawn")


class SwapState(TextChoices):
    """What came of a request to take over a shift."""

    ASKED = "asked", pgettext_lazy("swap", "waits for consent")
    AGREED = "agreed", pgettext_lazy("swap", "agreed")
    REFUSED = "refused", pgettext_lazy("swap", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("swap", "withdrawn")


class CheckCallState(TextChoices):
    """Whether somebody on duty could be reached when it was tried."""

    ASKED = "asked", pgettext_lazy("test call", "waits for an answer")
    ANSWERED = "answered", pgettext_lazy("test call", "answered")
    MISSED = "missed", pgettext_lazy("test call", "not answered")


class HandoverState(TextChoices):
    """Whether both have signed."""

    WRITTEN = "written", _("to be taken over")
    TAKEN = "taken", _("taken over")


class Days(TextChoices):
    """Which days of a period are meant; the calendar of the institution says which they are."""

    ALL = "all", _("every day")
    WORKING = "working", _("working days only")
    OFF = "off", _("days off only")


class NumberKind(TextChoices):
    """What kind of line a number is."""

    MOBILE = "mobile", _("mobile phone")
    DESK = "desk", _("telephone at work")
    HOME = "home", _("telephone at home")


class FaultKind(TextChoices):
    """What is wrong with a roster, or went wrong with duty (RULE-020)."""

    GAP = "gap", _("nobody is on duty")
    AWAY = "away", _("is away")
    ENDED = "ended", _("holds the post no longer")
    TWICE = "twice", _("is on duty in two places at once")
    TOO_LONG = "too_long", _("is on duty for too long")
    UNREACHABLE = "unreachable", _("has no telephone number here")
    MISSED = "missed", _("did not answer a test call")
    NOT_HANDED_OVER = "not_handed_over", _("the hand-over is missing")


#: With these nobody can be expected to answer at that time.
UNCOVERED = frozenset({FaultKind.GAP, FaultKind.AWAY, FaultKind.ENDED})

_DRAFT = frozenset({RosterState.DRAFT})
_ASKED = frozenset({SwapState.ASKED})

STEPS = {
    "publish": Step(_DRAFT, RosterState.PUBLISHED),
    "withdraw": Step(_DRAFT, RosterState.WITHDRAWN),
}

SWAP_STEPS = {
    "agree": Step(_ASKED, SwapState.AGREED),
    "refuse": Step(_ASKED, SwapState.REFUSED),
    "withdraw": Step(_ASKED, SwapState.WITHDRAWN),
}

CHECK_CALL_STEPS = {
    "answer": Step(frozenset({CheckCallState.ASKED}), CheckCallState.ANSWERED),
    "miss": Step(frozenset({CheckCallState.ASKED}), CheckCallState.MISSED),
}

HANDOVER_STEPS = {
    "take_over": Step(frozenset({HandoverState.WRITTEN}), HandoverState.TAKEN),
}
