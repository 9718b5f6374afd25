# SPDX-License-Identifier: Apache-2.0
"""What suggestions put in the rulebook: categories, from when something is shown, what is learned from."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import WholeNumber, Words, YesNo
from yizhan.domains.rulebook.states import Strength

CATEGORIES = Definition(
    "suggestions.categories",
    Words(most=60, longest=30),
    (),
    title=_("Categories of items"),
    effect=_("What an item is filed under. What was filed under a word that is gone stays filed under it."),
    source=_("the office's own"),
    strength=Strength.SHOULD,
)
CONFIDENCE = Definition(
    "suggestions.confidence",
    WholeNumber(50, 99, "%"),
    75,
    title=_("Suggestions: least confidence"),
    effect=_("Below it nothing is suggested. Higher shows less and errs less; the page of suggestions shows how much."),
    source=_("the office's own"),
    strength=Strength.SHOULD,
)
MOST_EXAMPLES = Definition(
    "suggestions.most_examples",
    WholeNumber(100, 20_000, pgettext_lazy("unit", "items")),
    5_000,
    title=_("Suggestions: most examples"),
    effect=_("Only the last decisions are learned from, so that a new practice replaces an old one."),
    source=_("measured, see the page on the text engine"),
    strength=Strength.SHOULD,
)
FEWEST_EXAMPLES = Definition(
    "suggestions.fewest_examples",
    WholeNumber(10, 5_000, pgettext_lazy("unit", "items")),
    60,
    title=_("Suggestions: fewest examples"),
    effect=_("Before the office has decided so often, nothing is suggested, and the page says so."),
    source=_("measured, see the page on the text engine"),
    strength=Strength.SHOULD,
)
FEWEST_OF_LABEL = Definition(
    "suggestions.fewest_of_label",
    WholeNumber(2, 500, pgettext_lazy("unit", "items")),
    6,
    title=_("Suggestions: fewest examples of one choice"),
    effect=_("A kind, category, unit, series or column that was chosen less often is not suggested."),
    source=_("measured, see the page on the text engine"),
    strength=Strength.SHOULD,
)
LEARN_AFTER = Definition(
    "suggestions.learn_after",
    WholeNumber(10, 10_000, pgettext_lazy("unit", "items")),
    100,
    title=_("Suggestions: learn again after"),
    effect=_("Once so many items were registered since, decisions are learned from anew, while nothing else is done."),
    source=_("the office's own"),
    strength=Strength.SHOULD,
)
ASKS_AUTHORS = Definition(
    "suggestions.asks_authors",
    YesNo(),
    default=True,
    title=_("Suggest the kind to authors"),
    effect=_("Whoever writes an item reads which kind the office would file it under. Nothing is chosen for anybody."),
    source=_("the office's own"),
    strength=Strength.SHOULD,
)
