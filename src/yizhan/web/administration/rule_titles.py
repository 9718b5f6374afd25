# SPDX-License-Identifier: Apache-2.0
"""Rules in words: what each is called, what it does, its unit, where its default comes from.

Rooms declare their rules in code; a rule without an entry here is shown by its key, and a test says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules import Definition


@dataclass(frozen=True, slots=True)
class RuleTitle:
    """The words of a rule."""

    name: str | Promise
    effect: str | Promise
    unit: str | Promise
    source: str | Promise


RULE_TITLES: Mapping[str, RuleTitle] = {
    "items.review_levels": RuleTitle(
        _("Levels of review"),
        _("How many different people pass an item before it is signed. Items already in review keep their number."),
        pgettext_lazy("unit", "levels of review"),
        _("customary: section and office"),
    ),
    "items.text_length": RuleTitle(
        _("Advised length of an item"),
        _("Beyond it the form warns; longer items can still be handed in."),
        pgettext_lazy("unit", "characters"),
        _("RULE-031; several offices ask for at most 1,500"),
    ),
    "files.file_size": RuleTitle(
        _("Size of a file"),
        _("A larger attachment is refused."),
        "MB",
        _("what official mailboxes usually carry"),
    ),
    "files.files_per_subject": RuleTitle(
        _("Files per item or reply"),
        _("More attachments than this are refused."),
        pgettext_lazy("unit", "files"),
        _("what a phone picks in one go"),
    ),
    "supervision.returns": RuleTitle(
        _("Returns of an assignment"),
        _("How often a unit may give back what it was assigned."),
        pgettext_lazy("unit", "returns"),
        _("Weifang ordinance on the 12345 hotline, article 22"),
    ),
}


def title_of(definition: Definition) -> RuleTitle:
    """The words of a rule; its own key and source where nobody has written any."""
    return RULE_TITLES.get(definition.key) or RuleTitle(definition.key, "", definition.unit, definition.source)
