# SPDX-License-Identifier: Apache-2.0
"""What the checks put in the rulebook. The advised length itself is `items.text_length`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import WholeNumber, YesNo
from yizhan.domains.rulebook.states import Strength

SHORTEST_TEXT = Definition(
    "checks.shortest_text",
    WholeNumber(0, 1000, pgettext_lazy("unit", "characters")),
    60,
    title=_("Shortest length of an item"),
    effect=_("Below it the check says so, to the author and to the editor; nothing is refused."),
    source=_("RULE-031; the number is the office's own"),
    strength=Strength.SHOULD,
)
ASKS_FOR_PARTS = Definition(
    "checks.asks_for_parts",
    YesNo(),
    default=True,
    title=_("Say what an item leaves open"),
    effect=_("Author and editor read whether cause, consequence, extent, time, figures or a suggestion are missing."),
    source=_("RULE-027, RULE-028, RULE-030 and RULE-031"),
    strength=Strength.SHOULD,
)
