# SPDX-License-Identifier: Apache-2.0
"""The rulebook in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook.rules.definitions import DEFINITIONS


def _titled(facts: Mapping[str, Any]) -> dict[str, Any]:
    """With the title of the rule, where the rule is still known."""
    definition = DEFINITIONS.get(facts["key"])
    return {**facts, "title": str(definition.title) if definition else facts["key"]}


def _in_draft(wording: Any) -> Callable[[Mapping[str, Any]], str]:
    return lambda facts: str(wording) % _titled(facts)


def _value_set(facts: Mapping[str, Any]) -> str:
    named = _titled(facts)
    if facts["ends"]:
        return gettext("Rule “%(title)s”: a provision ends on %(valid_from)s (%(instrument)s).") % named
    if facts["scope"] or facts["strand"]:
        return gettext("Rule “%(title)s”: a special value from %(valid_from)s on (%(instrument)s).") % named
    return gettext("Rule “%(title)s” is %(written)s from %(valid_from)s on (%(instrument)s).") % named


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "rulebook.rule.set": _("Rule %(key)s is %(value)s from %(valid_from)s on (%(instrument)s)."),
    "rulebook.value.set": _value_set,
    "rulebook.draft.prepared": _("Draft “%(title)s” begun (changes: %(changes)s)."),
    "rulebook.change.proposed": _in_draft(_("Rule “%(title)s”: change from %(valid_from)s on put into the draft.")),
    "rulebook.change.dropped": _in_draft(_("Rule “%(title)s”: change from %(valid_from)s on taken out of the draft.")),
    "rulebook.draft.handed_over": _("Draft “%(title)s” handed over for a decision (changes: %(changes)s)."),
    "rulebook.draft.sent_back": _("Draft “%(title)s” sent back: %(reason)s"),
    "rulebook.draft.put_in_force": _("Draft “%(title)s” put in force (changes: %(changes)s)."),
    "rulebook.draft.discarded": _("Draft “%(title)s” discarded."),
    "rulebook.text.entered": _("%(title)s entered in the register of texts."),
    "rulebook.text.superseded": _("%(title)s superseded by %(successor)s from %(superseded_on)s on."),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "rulebook.denied": (_("Your post does not allow this."), _("Ask the system administrator.")),
    "rulebook.rule.unknown": (_("There is no rule named %(value)s."), _("Choose one from the list.")),
    "rulebook.second_person.needed": (
        _("Here a second person puts rules in force."),
        _("Prepare a draft and hand it over."),
    ),
    "rulebook.draft.unknown": (_("There is no such draft."), _("Choose one from the list of drafts.")),
    "rulebook.draft.own": (
        _("Who prepared a draft does not put it in force."),
        _("Ask a signer, a leader or another administrator."),
    ),
    "rulebook.draft.no_title": (_("The draft has no title."), _("Say in a few words what it changes.")),
    "rulebook.draft.empty": (_("The draft holds no change yet."), _("Put at least one change into it.")),
    "rulebook.draft.full": (_("A draft holds at most %(most)s changes."), _("Begin a second one.")),
    "rulebook.change.unknown": (_("This change is not in the draft any more."), _("Look at the draft again.")),
    "rulebook.reason.missing": (_("A reason is missing."), _("Say in a sentence why.")),
    "rulebook.text.unknown": (_("There is no such text in the register."), _("Choose one from the list.")),
    "rulebook.text.no_title": (_("The text has no title."), _("Write it as it stands on the document.")),
    "rulebook.text.known": (
        _("%(title)s stands in the register already."),
        _("Enter a new version under its own number."),
    ),
    "rulebook.text.superseded_already": (_("%(title)s has been superseded already."), _("Look at the register.")),
    "rulebook.text.no_successor": (
        _("This text cannot take its place."),
        _("Choose another text of the register that is itself in force."),
    ),
    "rulebook.set.unknown": (_("There is no set of rules named %(value)s."), _("Choose one from the list.")),
    "rulebook.document.not_toml": (
        _("This is no valid TOML: %(reason)s"),
        _("Mend the line, or export the rules and begin from there."),
    ),
    "rulebook.document.unknown_key": (_("“%(key)s” does not belong here."), _("Take it out, or correct the word.")),
    "rulebook.document.wrong_kind": (
        _("“%(key)s” has a value of the wrong kind."),
        _("Write texts in quotation marks, days like 2026-01-01, and true or false without quotation marks."),
    ),
    "rulebook.document.missing_key": (_("“%(key)s” is missing."), _("Give every rule key, from and instrument.")),
    "rulebook.document.twice": (
        _("The same rule, scope and day stands on line %(line)s already."),
        _("Keep one of the two."),
    ),
    "rulebook.document.empty": (_("The document holds no rule."), _("Write each rule below a line [[rule]].")),
    "rulebook.document.rules": (
        _("Rules are written as [[rule]], at most %(most)s in a document."),
        _("Divide the document."),
    ),
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
