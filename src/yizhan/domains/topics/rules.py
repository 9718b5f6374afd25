# SPDX-License-Identifier: Apache-2.0
"""What the topics room puts in the rulebook."""

import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import MomentOfDay, WholeNumber
from yizhan.domains.rulebook.states import Strength

CLOSING_TIME = Definition(
    "topics.closing_time",
    MomentOfDay(),
    datetime.time(18),
    title=_("Closing time for commissioned topics"),
    effect=_("What comes later on the last day counts as late."),
    source=_("customary: the end of the office day"),
)
LATE_DAYS = Definition(
    "topics.late_days",
    WholeNumber(0, 366, pgettext_lazy("unit", "days")),
    30,
    title=_("Late answers to commissioned topics"),
    effect=_("How long after the deadline an answer is still taken, unless the topic says otherwise."),
    source=_("RULE-086; customary"),
    strength=Strength.SHOULD,
)
NEGLECTED_VOICES = Definition(
    "topics.neglected_voices",
    WholeNumber(1, 10, pgettext_lazy("unit", "items")),
    2,
    title=_("Few voices"),
    effect=_("What no more items than this speak of may be a neglected matter."),
    source=_("B15, B16; customary"),
    strength=Strength.SHOULD,
)
NEGLECTED_DAYS = Definition(
    "topics.neglected_days",
    WholeNumber(1, 366, pgettext_lazy("unit", "days")),
    60,
    title=_("Long without an answer"),
    effect=_("After so many days without an end it counts as neglected."),
    source=_("B15, B16; customary"),
    strength=Strength.SHOULD,
)

SURVEY_TOPICS = Definition(
    "topics.survey_topics",
    WholeNumber(1, 100, pgettext_lazy("unit", "topics")),
    20,
    title=_("Hot topics of a survey"),
    effect=_("So many of the hottest topics of a period are kept."),
    source=_("customary"),
    strength=Strength.SHOULD,
)

TITLE_LIMIT = 80
BRIEF_LIMIT = 3000
