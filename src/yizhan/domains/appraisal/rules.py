# SPDX-License-Identifier: Apache-2.0
"""What the appraisal room puts in the rulebook: whether there are ranks, how long one may object, what is recorded."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import WholeNumber, Words, YesNo
from yizhan.domains.rulebook.states import Strength

RANKING = Definition(
    "appraisal.ranking",
    YesNo(),
    default=False,
    title=_("Places are shown"),
    effect=_("Points are always explained; who is first is only shown where the institution wants it."),
    source=_("law 12: outcomes, not rivalry; RULE-080 knows places on each line"),
    strength=Strength.SHOULD,
)
OBJECTION_DAYS = Definition(
    "appraisal.objection_days",
    WholeNumber(1, 90, pgettext_lazy("unit", "days")),
    7,
    title=_("How long points may be objected to"),
    effect=_("Counted from the day on which a period was frozen; before that one may object at any time."),
    source=_("customary: seven days of public notice"),
    strength=Strength.SHOULD,
)
ACTIVITIES = Definition(
    "appraisal.activities",
    Words(),
    ("全体会议", "常委会", "协商会议", "视察", "调研", "走访", "联系群众", "培训", "书面发言", "提案"),
    title=_("Activities in the record of a member"),
    source=_("groups H09 to H11; the lists are open"),
)
ATTENDANCE = Definition(
    "appraisal.attendance",
    Words(),
    ("按时参加", "请假获准", "无故缺席", "提交", "立案"),
    title=_("How a member took part in an activity"),
    source=_("RULE-072; scheme of a county of the corpus"),
)

TITLE_LIMIT = 120
TEXT_LIMIT = 500
SCHEME_LIMIT = 200_000
