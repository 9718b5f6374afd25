# SPDX-License-Identifier: Apache-2.0
"""The rulebook in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook.rules.definitions import DEFINITIONS


def _value_set(facts: Mapping[str, Any]) -> str:
    """By its title, where the rule is still known."""
    definition = DEFINITIONS.get(facts["key"])
    named = {**facts, "title": str(definition.title) if definition else facts["key"]}
    if facts["ends"]:
        return gettext("Rule “%(title)s”: a provision ends on %(valid_from)s (%(instrument)s).") % named
    if facts["scope"] or facts["strand"]:
        return gettext("Rule “%(title)s”: a special value from %(valid_from)s on (%(instrument)s).") % named
    return gettext("Rule “%(title)s” is %(written)s from %(valid_from)s on (%(instrument)s).") % named


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "rulebook.rule.set": _("Rule %(key)s is %(value)s from %(valid_from)s on (%(instrument)s)."),
    "rulebook.value.set": _value_set,
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "rulebook.denied": (_("Your post does not allow this."), _("Ask the system administrator.")),
    "rulebook.rule.unknown": (_("There is no rule named %(value)s."), _("Choose one from the list.")),
    "rulebook.rule.cannot_end": (
        _("The general value of a rule cannot end, only be followed by another."),
        _("Lay down the value that is to hold from then on."),
    ),
    "rulebook.value.no_whole_number": (_("“%(value)s” is no whole number."), _("Write it in digits, like 15.")),
    "rulebook.value.no_number": (_("“%(value)s” is no number."), _("Write it in digits, like 0.85.")),
    "rulebook.value.too_fine": (
        _("The value may have at most %(places)s decimal places."),
        _("Round it as the text means it."),
    ),
    "rulebook.value.no_duration": (
        _("“%(value)s” is no length of time."),
        _("Write a number and a unit, like 30 minutes, 24 hours or 5 working days."),
    ),
    "rulebook.value.no_time_of_day": (_("“%(value)s” is no time of day."), _("Write it like 17:30.")),
    "rulebook.value.no_choice": (_("“%(value)s” is not one of the choices."), _("Choose one of: %(choices)s.")),
    "rulebook.value.no_list": (_("“%(value)s” is no list of words."), _("Write one word to a line.")),
    "rulebook.value.twice": (_("A word stands in the list twice."), _("Keep it once.")),
    "rulebook.value.list_too_long": (
        _("The list holds at most %(most)s words of at most %(longest)s characters."),
        _("Shorten it."),
    ),
    "rulebook.table.rows": (_("The table holds at most %(most)s rows."), _("Write one row to a line.")),
    "rulebook.table.columns": (
        _("Row %(row)s of the table does not have the columns %(columns)s."),
        _("Give each row every column, in this order."),
    ),
    "rulebook.value.out_of_range": (
        _("The value must lie between %(minimum)s and %(maximum)s."),
        _("Correct the value."),
    ),
    "rulebook.strength.unknown": (_("“%(value)s” is no strength of a rule."), _("Choose must, should or target.")),
    "rulebook.scope.unreadable": (
        _("The scope names something that is not known here: %(value)s."),
        _("Name bodies of this station, levels, lines, kinds and categories."),
    ),
    "rulebook.text.too_long": (_("This holds at most %(limit)s characters."), _("Shorten it.")),
    "rulebook.instrument.empty": (
        _("Each rule names the text it comes from."),
        _("Enter title, number and article of the instrument."),
    ),
}
