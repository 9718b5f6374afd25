# SPDX-License-Identifier: Apache-2.0
"""What supervision puts in the rulebook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition, Several
from yizhan.domains.rulebook.rules.kinds import LengthOfTime, WholeNumber

RETURNS = Definition(
    "supervision.returns",
    WholeNumber(0, 3, pgettext_lazy("unit", "returns")),
    1,
    title=_("Returns of an assignment"),
    effect=_("How often a unit may give back what it was assigned."),
    source=_("Weifang ordinance on the 12345 hotline, article 22"),
)
REPLY_TERM = Definition(
    "supervision.reply_term",
    LengthOfTime(),
    LengthOfTime().read("15 days"),
    title=_("Usual time limit of an assignment"),
    effect=_("Proposed for each assignment; the supervisor names its own day."),
    source=_("local handling terms: urgent 1 to 5 days, normal 15, hard 30 (standards DC-05)"),
    several=Several.LEAST,
)

#: What a single text can hold at all.
TEXT_LIMIT = 5_000
#: Reasons and notes.
NOTE_LIMIT = 500
