# SPDX-License-Identifier: Apache-2.0
"""What the duty room puts in the rulebook: which duties there are, when they change, how soon somebody must answer."""

import datetime

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook.rules.definitions import Definition, Several
from yizhan.domains.rulebook.rules.kinds import LengthOfTime, MomentOfDay, WholeNumber, Words
from yizhan.domains.rulebook.states import Strength
from yizhan.kernel.errors import Invalid

_TIME = MomentOfDay()


class TimesOfDay(Words):
    """Times of a day by the clock of the office, the earliest first."""

    def check(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """The times with two digits each. What is no time, or does not follow the one before, is refused."""
        times = tuple(_TIME.plain(_TIME.read(one)) for one in value)
        if not times or list(times) != sorted(set(times)):
            raise Invalid("duty.changes.unreadable", field="value", given=", ".join(value))
        return super().check(times)

    def hint(self) -> str:
        """How to write them."""
        return gettext("One time to a line, as 08:30, the earliest first; a single one for shifts of a whole day.")


DUTIES = Definition(
    "duty.duties",
    Words(most=8, longest=20),
    ("值班员", "带班领导"),
    title=_("Duties of a roster"),
    effect=_("In the order in which an alarm goes from one to the next. A roster keeps those it was begun with."),
    source=_("E12; customary: a duty officer and a leader on duty"),
)
CHANGES = Definition(
    "duty.changes",
    TimesOfDay(most=6, longest=5),
    ("08:30", "17:30"),
    title=_("When the duty changes"),
    effect=_("The times at which one shift hands over to the next. A roster keeps those it was begun with."),
    source=_("RULE-020: 24 hours without a gap; the times are customary"),
)
LOG_KEEPERS = Definition(
    "duty.log_keepers",
    Words(most=8, longest=20),
    ("值班员",),
    title=_("Duties that hand over in writing"),
    effect=_("Between their shifts a hand-over signed by both is expected; a missing one is a finding."),
    source=_("customary"),
    strength=Strength.SHOULD,
)
LONGEST = Definition(
    "duty.longest",
    WholeNumber(4, 168, pgettext_lazy("unit", "hours")),
    24,
    title=_("Longest time on duty without a break"),
    effect=_("A roster that asks more of a person says so."),
    source=_("customary"),
    strength=Strength.SHOULD,
)
AHEAD = Definition(
    "duty.ahead",
    WholeNumber(1, 60, pgettext_lazy("unit", "days")),
    7,
    title=_("How far ahead the roster must stand"),
    effect=_("So many days ahead each hour without somebody on duty is a finding."),
    source=_("RULE-020; the number is customary"),
    strength=Strength.SHOULD,
)
ANSWER_WITHIN = Definition(
    "duty.answer_within",
    LengthOfTime("1 minute", "4 hours"),
    LengthOfTime().read("10 minutes"),
    title=_("Time for answering a test call"),
    effect=_("Whoever has not answered by then was not reached: a finding."),
    source=_("E12: whoever is on duty can be reached; the number is customary"),
    several=Several.LEAST,
    strength=Strength.SHOULD,
)

REASON_LIMIT = 500
TEXT_LIMIT = 3000
LABEL_LIMIT = 40

#: The longest period of one roster, in days.
LONGEST_PERIOD = 62


def time_of(written: str) -> datetime.time:
    """A time of day as a roster keeps it."""
    return datetime.time.fromisoformat(written)
