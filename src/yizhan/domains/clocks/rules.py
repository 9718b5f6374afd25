# SPDX-License-Identifier: Apache-2.0
"""What the clocks put in the rulebook: office hours, and when whom is warned."""

from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import LengthOfTime, Words
from yizhan.domains.rulebook.states import Strength
from yizhan.engines.calendars.durations import Duration, Unit

OFFICE_HOURS = Definition(
    "clocks.office_hours",
    Words(most=6, longest=11),
    ("09:00-12:00", "13:30-17:30"),
    title=_("Office hours"),
    effect=_("Terms in days end when the office closes; terms counted in office hours run only then."),
    source=_("Civil Code, article 203"),
)
WARNING = Definition(
    "clocks.warning",
    LengthOfTime(longest="30 days"),
    Duration(1, Unit.WORKING_DAYS),
    title=_("Warning before a term in days ends"),
    effect=_("Whoever is to act is told so long before."),
    source=_("customary: one working day"),
    strength=Strength.SHOULD,
)
SHORT_WARNING = Definition(
    "clocks.short_warning",
    LengthOfTime(longest="1 day"),
    Duration(10, Unit.MINUTES),
    title=_("Warning before a term in hours or minutes ends"),
    effect=_("Whoever is to act is told so long before."),
    source=_("customary: ten minutes"),
    strength=Strength.SHOULD,
)
CHIEF_AFTER = Definition(
    "clocks.chief_after",
    LengthOfTime(longest="90 days"),
    Duration(1, Unit.WORKING_DAYS),
    title=_("Overdue: the responsible persons of the unit are told"),
    effect=_("So long after the deadline, with a yellow card."),
    source=_("customary: one working day"),
    strength=Strength.SHOULD,
)
SUPERVISION_AFTER = Definition(
    "clocks.supervision_after",
    LengthOfTime(longest="90 days"),
    Duration(3, Unit.WORKING_DAYS),
    title=_("Overdue: supervision is told"),
    effect=_("So long after the deadline, with a red card."),
    source=_("customary: three working days"),
    strength=Strength.SHOULD,
)

#: Reasons that people write.
REASON_LIMIT = 500
