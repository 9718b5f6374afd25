# SPDX-License-Identifier: Apache-2.0
"""What the items room puts in the rulebook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import LengthOfTime, MayBeOpen, WholeNumber
from yizhan.domains.rulebook.states import Strength

REVIEW_LEVELS = Definition(
    "items.review_levels",
    WholeNumber(1, 4, pgettext_lazy("unit", "levels of review")),
    2,
    title=_("Levels of review"),
    effect=_("How many different people pass an item before it is signed. Items already in review keep their number."),
    source=_("customary: section and office"),
)
TEXT_LENGTH = Definition(
    "items.text_length",
    WholeNumber(200, 20000, pgettext_lazy("unit", "characters")),
    1500,
    title=_("Advised length of an item"),
    effect=_("Beyond it the form warns; longer items can still be handed in."),
    source=_("RULE-031; several offices ask for at most 1,500"),
    strength=Strength.SHOULD,
)

REGISTRATION_TERM = Definition(
    "items.registration_term",
    MayBeOpen(LengthOfTime(longest="60 days")),
    None,
    title=_("Registering an item"),
    effect=_("How soon after it was handed in the office registers, returns or declines an item; then it is warned."),
    source=_("ledger 2.13: required without a number"),
    strength=Strength.SHOULD,
)
ANSWER_TERM = Definition(
    "items.answer_term",
    MayBeOpen(LengthOfTime(longest="90 days")),
    None,
    title=_("Answering a returned item"),
    effect=_("How soon the author hands in a returned item again; then he or she is warned."),
    source=_("ledger 2.13: required without a number"),
    strength=Strength.SHOULD,
)

#: What a single field can hold at all; beyond it the request is refused, while TEXT_LENGTH only warns.
FIELD_LIMIT = 20_000
TITLE_LIMIT = 120
