# SPDX-License-Identifier: Apache-2.0
"""Checks in words: what they find, what people decided, what is refused."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.domains.checks.queries import Found

#: Every problem that the text engine names, under the template it comes with.
_PROBLEMS: Mapping[str, Any] = {
    "The causes are not named.": _("The causes are not named."),
    "What follows from it is not said.": _("What follows from it is not said."),
    "Who or which places are concerned is not said.": _("Who or which places are concerned is not said."),
    "When it happened is not said.": _("When it happened is not said."),
    "There is no figure that could be verified.": _("There is no figure that could be verified."),
    "There is no suggestion.": _("There is no suggestion."),
    "The text has %(length)d characters; at least %(limit)d are asked for.": _(
        "The text has %(length)d characters; at least %(limit)d are asked for."
    ),
    "The text has %(length)d characters; at most %(limit)d are asked for.": _(
        "The text has %(length)d characters; at most %(limit)d are asked for."
    ),
    "There is no such day: %(words)s.": _("There is no such day: %(words)s."),
    "This date lies ahead: %(words)s.": _("This date lies ahead: %(words)s."),
    "Half-width sign between Chinese characters: %(words)s.": _(
        "Half-width sign between Chinese characters: %(words)s."
    ),
    "Two signs where one is enough: %(words)s.": _("Two signs where one is enough: %(words)s."),
    "An ellipsis is written ……, not %(words)s.": _("An ellipsis is written ……, not %(words)s."),
    "This sign has no partner: %(words)s.": _("This sign has no partner: %(words)s."),
    "Arabic and Chinese numerals in one date: %(words)s.": _("Arabic and Chinese numerals in one date: %(words)s."),
    "Arabic and Chinese numerals in one number: %(words)s.": _("Arabic and Chinese numerals in one number: %(words)s."),
    "A year is written with four digits: %(words)s.": _("A year is written with four digits: %(words)s."),
    "The parts add up to %(sum)s, the total says %(total)s.": _(
        "The parts add up to %(sum)s, the total says %(total)s."
    ),
    "The shares add up to %(sum)s %%.": _("The shares add up to %(sum)s %%."),
    "Personal data: %(kind)s %(words)s.": _("Personal data: %(kind)s %(words)s."),
    "This bears a secrecy mark (%(words)s) and must not be kept here.": _(
        "This bears a secrecy mark (%(words)s) and must not be kept here."
    ),
}

_NUMBERS: Mapping[str, Any] = {
    "identity_card": _("identity card number"),
    "mobile": _("mobile telephone number"),
    "landline": _("telephone number"),
    "bank_card": _("bank card number"),
}


def problem(found: Found) -> str:
    """What was found, in the reader's language."""
    values: dict[str, Any] = dict(found.parameters)
    if "kind" in values:
        values["kind"] = _NUMBERS[values["kind"]]
    said = str(_PROBLEMS[found.problem]) % values
    if found.parameters.get("kind") == "identity_card" and found.parameters["confidence"] == "likely":
        return gettext("%(problem)s Its check digit does not fit: mistyped, or something else.") % {"problem": said}
    return said


def _set_aside(facts: Mapping[str, Any]) -> str:
    if facts["words"]:
        return gettext("Let “%(words)s” stand as it is: %(reason)s") % facts
    return gettext("Set a finding of the check aside: %(reason)s") % facts


def _taken_up(facts: Mapping[str, Any]) -> str:
    if facts["words"]:
        return gettext("Opened the finding on “%(words)s” again.") % facts
    return gettext("Opened a finding of the check again.")


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "checks.finding.set_aside": _set_aside,
    "checks.finding.taken_up": _taken_up,
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "checks.denied": (_("Your post does not allow this."), _("Switch to another of your posts, or ask the office.")),
    "checks.finding.unknown": (
        _("The check does not find this in the wording in force."),
        _("Somebody may have mended it. Open the item again."),
    ),
    "checks.finding.decided": (
        _("%(who)s has set this aside already, with another reason."),
        _("Take it up again first if you want to give another reason."),
    ),
    "checks.item.closed": (
        _("The item has left the desk; what was decided about its wording stays."),
        _("Only items that are being worked on can be decided about."),
    ),
    "checks.reason.empty": (_("A finding is set aside with a reason."), _("Write one sentence.")),
    "checks.reason.unfit": (_("The reason is too long or cannot be read."), _("Write at most %(limit)s characters.")),
}
