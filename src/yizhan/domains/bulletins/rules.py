# SPDX-License-Identifier: Apache-2.0
"""What the bulletins room puts in the rulebook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.bulletins.states import Naming
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import Choice, WholeNumber
from yizhan.domains.rulebook.states import Strength

NAMING = Definition(
    "bulletins.naming",
    Choice({naming.value: naming.label for naming in Naming}),
    Naming.GOOD.value,
    title=_("Whom a bulletin names"),
    effect=_("What is printed about single units: everything, only what is good, or only numbers without names."),
    source=_("law 12: outcomes, not rivalry; RULE-073"),
    strength=Strength.SHOULD,
)
PRAISED = Definition(
    "bulletins.praised",
    WholeNumber(1, 50, pgettext_lazy("unit", "units")),
    3,
    title=_("Units praised in a bulletin"),
    effect=_("The draft praises so many units with most items adopted; those with as many as the last are among them."),
    source=_("RULE-073; customary: the first three"),
    strength=Strength.SHOULD,
)
GOOD_ITEMS = Definition(
    "bulletins.good_items",
    WholeNumber(0, 50, pgettext_lazy("unit", "items")),
    5,
    title=_("Good items in a bulletin"),
    effect=_("The draft names so many adopted items, those first that most bodies adopted."),
    source=_("RULE-085; customary"),
    strength=Strength.SHOULD,
)

TITLE_LIMIT = 120
NAME_LIMIT = 60
SECTION_LIMIT = 8_000
HEADING_LIMIT = 60
MOST_SECTIONS = 20
REASON_LIMIT = 500
