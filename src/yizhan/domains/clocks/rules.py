# SPDX-License-Identifier: Apache-2.0
"""What the clocks put in the rulebook: office hours, and when whom is warned."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import LengthOfTime, Words
from yizhan.domains.rulebook.states import Strength
from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.hours import OfficeHours
from yizhan.kernel.errors import Invalid


class OfficeSpans(Words):
    """Spans of a working day, one after the other: 09:00-12:00."""

    def check(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """The spans with two digits each. What is no span, or does not follow the one before, is refused."""
        try:
            return super().check(tuple(str(OfficeHours.parse(",".join(value))).split(",")) if value else ())
        except CalendarError as fault:
            raise Invalid("clocks.hours.unreadable", field="value", given=", ".join(value)) from fault

    def hint(self) -> str:
        """How to write them."""
        return gettext("One span to a line, as 09:00-12:00, the earliest first.")


OFFICE_HOURS = Definition(
    "clocks.office_hours",
    OfficeSpans(most=6, longest=11),
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
