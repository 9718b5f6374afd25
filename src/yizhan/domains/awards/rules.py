# SPDX-License-Identifier: Apache-2.0
"""What this room puts in the rulebook: how a panel decides, how long a notice hangs, what a unit must show."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import Choice, LengthOfTime, WholeNumber, YesNo
from yizhan.domains.rulebook.states import Strength

_TERM = LengthOfTime("1 working day", "60 days")
#: Parts of a panel, in the words of rules: more than half, at least two thirds, everybody.
MORE_THAN_HALF, TWO_THIRDS, ALL = "more_than_half", "two_thirds", "all"
_PARTS = {MORE_THAN_HALF: _("more than half"), TWO_THIRDS: _("at least two thirds"), ALL: _("all of them")}

PUBLICITY = Definition(
    "awards.publicity",
    _TERM,
    _TERM.read("5 working days"),
    title=_("Time for which an award is on public notice"),
    effect=_("Nothing is awarded before this time is over and every objection has its answer."),
    source=_("customary: five working days or more; the sources of RULE-071 give no time"),
)
PANEL = Definition(
    "awards.panel",
    WholeNumber(1, 50, pgettext_lazy("unit", "people")),
    3,
    title=_("People on a panel at least"),
    effect=_("Those who do not vote because they are concerned are not counted."),
    source=_("RULE-071 asks for a selection and names no panel; customary"),
    strength=Strength.SHOULD,
)
QUORUM = Definition(
    "awards.quorum",
    Choice(_PARTS),
    TWO_THIRDS,
    title=_("How many of a panel must vote"),
    effect=_("Of those who may vote. Before that the votes are not counted."),
    source=_("RULE-071 asks for a selection and names no quorum; customary"),
)
MAJORITY = Definition(
    "awards.majority",
    Choice(_PARTS),
    MORE_THAN_HALF,
    title=_("How many votes somebody needs to be chosen"),
    effect=_("Of those who voted. Who has fewer votes cannot be chosen."),
    source=_("RULE-071 asks for a selection and names no majority; customary"),
)
UNIT_ADOPTED = Definition(
    "awards.unit_adopted",
    WholeNumber(0, 1000, pgettext_lazy("unit", "items")),
    1,
    title=_("Items adopted, to be chosen as advanced unit"),
    effect=_("Items that the unit handed in, first adopted in the period."),
    source=_("RULE-075: information work counts for the award of units; no number is given"),
)
UNIT_WITHOUT_FINDINGS = Definition(
    "awards.unit_without_findings",
    YesNo(),
    True,
    title=_("Units with a late or omitted report are not chosen"),
    effect=_("A finding that was upheld and closed in the period excludes the unit."),
    source=_("customary in government information work: late, omitted and concealed reports can void awards"),
)

NAME_LIMIT = 80
LINE_LIMIT = 120
REASON_LIMIT = 1000


def reaches(part: str, number: int, whole: int) -> bool:
    """Whether so many of a whole are the part that a rule names; of nobody there is none."""
    if whole == 0:
        return False
    share = Fraction(number, whole)
    return {MORE_THAN_HALF: share > Fraction(1, 2), TWO_THIRDS: share >= Fraction(2, 3), ALL: share == 1}[part]
