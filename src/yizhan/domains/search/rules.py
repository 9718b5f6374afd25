# SPDX-License-Identifier: Apache-2.0
"""What the search puts in the rulebook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import WholeNumber

SAVED_SEARCHES = Definition(
    "search.saved",
    WholeNumber(1, 100, pgettext_lazy("unit", "searches")),
    20,
    title=_("Saved searches"),
    effect=_("How many searches one person can keep. Those that are kept already stay."),
    source=_("what fits on one page beside the results"),
)

#: What a name can hold.
NAME_LIMIT = 60
