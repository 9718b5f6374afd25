# SPDX-License-Identifier: Apache-2.0
"""What the register room puts in the rulebook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import WholeNumber
from yizhan.domains.rulebook.states import Strength

#: How long a reason may be.
REASON_LIMIT = 500

UNDO_DAYS = Definition(
    "register.undo_days",
    WholeNumber(0, 366, pgettext_lazy("unit", "days")),
    30,
    title=_("Days in which a merger can be taken back"),
    effect=_("After these days from the confirmation two entries stay one person."),
    source=_("customary"),
    strength=Strength.SHOULD,
)
