# SPDX-License-Identifier: Apache-2.0
"""What likeness puts in the rulebook: from where two items count as the same text and as the same matter."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import WholeNumber, YesNo

SAME_TEXT = Definition(
    "likeness.same_text",
    WholeNumber(30, 95, "%"),
    50,
    title=_("Same text: share in common"),
    effect=_("Two items that have so much of their wording in common are shown as the same text."),
    source=_("measured on labelled petitions, see the page on the text engine"),
)
SAME_TEXT_WITHIN = Definition(
    "likeness.same_text_within",
    WholeNumber(50, 100, "%"),
    80,
    title=_("Same text: taken into a longer one"),
    effect=_("So much of the shorter item must stand in the longer one to be shown as the same text."),
    source=_("measured on labelled petitions, see the page on the text engine"),
)
SAME_MATTER = Definition(
    "likeness.same_matter",
    WholeNumber(5, 80, pgettext_lazy("unit", "of 100")),
    16,
    title=_("Same matter: likeness of title and opening"),
    effect=_("Items that reach it are shown as the same matter. Lower finds more and errs more often."),
    source=_("measured on labelled petitions, see the page on the text engine"),
)
TELLS_AUTHORS = Definition(
    "likeness.tells_authors",
    YesNo(),
    default=True,
    title=_("Tell authors that something is known"),
    effect=_("Whoever reports something that is known learns so, and may add to it. Never what others wrote, or who."),
    source=_("RULE-204 asks for new problems, views and suggestions"),
)
