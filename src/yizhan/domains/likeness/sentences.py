# SPDX-License-Identifier: Apache-2.0
"""Likeness in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.domains.likeness.states import Judgement


def _judged(facts: Mapping[str, Any]) -> str:
    sentences = {
        Judgement.SAME: gettext("Declared the same matter as %(number)s."),
        Judgement.DIFFERENT: gettext("Declared not the same as %(number)s."),
        Judgement.OPEN: gettext("Likeness to %(number)s to be asked anew."),
    }
    return sentences.get(facts["judgement"], gettext("Decided about the likeness to %(number)s.")) % facts


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "likeness.pair.judged": _judged,
    "likeness.addition.handed_in": _("%(person)s added to it: %(title)s"),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "likeness.denied": (_("Your post does not allow this."), _("Switch to another of your posts, or ask the office.")),
    "likeness.judgement.unknown": (_("There is no such decision."), _("Choose one of the decisions offered.")),
    "likeness.pair.itself": (_("An item is not compared with itself."), _("Choose another item.")),
    "likeness.known.none": (
        _("Nothing like it is known at the office any more."),
        _("Hand it in as an item of its own."),
    ),
    "likeness.addition.id_taken": (
        _("This was handed in already, with other content."),
        _("Open the form anew and hand it in from there."),
    ),
    "likeness.addition.unknown": (
        _("There is no such addition, or it is not one of yours."),
        _("Check the address, or look for it in your list."),
    ),
}
