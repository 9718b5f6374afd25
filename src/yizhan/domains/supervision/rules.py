# SPDX-License-Identifier: Apache-2.0
"""What supervision puts in the rulebook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import WholeNumber

RETURNS = Definition(
    "supervision.returns",
    WholeNumber(0, 3, pgettext_lazy("unit", "returns")),
    1,
    title=_("Returns of an assignment"),
    effect=_("How often a unit may give back what it was assigned."),
    source=_("Weifang ordinance on the 12345 hotline, article 22"),
)

#: What a single text can hold at all.
TEXT_LIMIT = 5_000
#: Reasons and notes.
NOTE_LIMIT = 500
