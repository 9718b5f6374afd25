# SPDX-License-Identifier: Apache-2.0
"""What this room puts in the rulebook: what an adopted item earns, and who is paid for it."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import Choice, MayBeOpen, Money, WholeNumber, YesNo
from yizhan.domains.rulebook.rules.tables import Table
from yizhan.domains.rulebook.states import Strength

#: How adoptions by several levels are read.
HIGHEST, SUM = "highest", "sum"
#: How often an instruction doubles.
NEVER, ONCE, EACH = "never", "once", "each"

_MOST = Money(Decimal(100_000))
_LEVELS = Choice(
    {
        "county": _("county or district"),
        "city": _("city"),
        "province": _("province"),
        "nation": _("nation"),
    }
)

FEES = Definition(
    "appraisal.fees",
    Table(
        {"level": _LEVELS, "amount": MayBeOpen(_MOST)},
        {"level": _("adopting level"), "amount": _("amount in yuan")},
    ),
    (
        {"level": "county", "amount": Decimal("30.00")},
        {"level": "city", "amount": Decimal("100.00")},
        {"level": "province", "amount": None},
        {"level": "nation", "amount": Decimal("300.00")},
    ),
    title=_("Fee for an adopted item"),
    effect=_("The amount of the day of the adoption counts. A level that is left open earns nothing by itself."),
    source=_("RULE-065 to RULE-067; no amount is given for the province"),
)
FEE_LEVELS = Definition(
    "appraisal.fee_levels",
    Choice({HIGHEST: _("the highest adopting level only"), SUM: _("the sum of all adopting levels")}),
    HIGHEST,
    title=_("Fee where several levels adopt"),
    effect=_("Several bodies of one level count once. What was paid before is taken off."),
    source=_("RULE-068 leaves it open"),
)
FEE_DOUBLING = Definition(
    "appraisal.fee_doubling",
    Choice({NEVER: _("never"), ONCE: _("once"), EACH: _("for each instruction")}),
    ONCE,
    title=_("Doubling of the fee for instructed items"),
    effect=_("For each instruction: every one adds the amount once more."),
    source=_("RULE-068: doubled; how often is left open"),
)
FEE_OWN_RELEASE = Definition(
    "rewards.fee_own_release",
    YesNo(),
    True,
    title=_("Release by the own office is an adoption by its level"),
    source=_("RULE-065: adopted by the office to which it was handed in"),
)
FEE_CAP = Definition(
    "rewards.fee_cap",
    MayBeOpen(_MOST),
    None,
    title=_("Most that one item earns"),
    effect=_("After doubling, for all contributors together. Left open, there is no limit."),
    source=_("customary in budgets; the sources give none"),
    strength=Strength.SHOULD,
)
FEE_PERSON_CAP = Definition(
    "rewards.fee_person_cap",
    MayBeOpen(_MOST),
    None,
    title=_("Most that one list pays to one person"),
    effect=_("What lies above is not paid later either. Left open, there is no limit."),
    source=_("customary in budgets; the sources give none"),
    strength=Strength.SHOULD,
)
FEE_UNITS = Definition(
    "rewards.fee_units",
    YesNo(),
    False,
    title=_("Units are paid fees"),
    effect=_("If not, the share of a unit is not paid; the shares of people stay as they are."),
    source=_("RULE-065 speaks of whoever hands in; customary: fees are for people"),
    strength=Strength.SHOULD,
)

AWARD_SUBMITTED = Definition(
    "rewards.award_submitted",
    WholeNumber(0, 1000, pgettext_lazy("unit", "items")),
    5,
    title=_("Items handed in, to be chosen as excellent officer"),
    effect=_("In the year; whether the number itself is enough, says the rule on “or more”."),
    source=_("RULE-070: 5 items or more"),
)
AWARD_ADOPTED = Definition(
    "rewards.award_adopted",
    WholeNumber(0, 1000, pgettext_lazy("unit", "items")),
    3,
    title=_("Items adopted, to be chosen as excellent officer"),
    effect=_("First adopted in the year, by whatever body; own release counts as it does for fees."),
    source=_("RULE-070: 3 items or more"),
)

#: Reasons and notes.
NOTE_LIMIT = 500
#: Names, banks, numbers of vouchers.
LINE_LIMIT = 60
