# SPDX-License-Identifier: Apache-2.0
"""What this room puts in the rulebook: how long a unit may answer, and from when something is proposed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition, Several
from yizhan.domains.rulebook.rules.kinds import LengthOfTime, MayBeOpen, WholeNumber, Words
from yizhan.domains.rulebook.states import Strength

_TERM = LengthOfTime()
_SIGNS = (
    "起火 火灾 爆炸 闪爆 坍塌 垮塌 塌方 滑坡 泥石流 决口 漫堤 管涌 险情 溺水 中毒 疫情 泄漏 追尾 翻车 坠落 伤亡 "
    "死亡 失联 上访 请愿 聚集 围堵 械斗"
)

ANSWER = Definition(
    "findings.answer",
    LengthOfTime(),
    _TERM.read("5 working days"),
    title=_("Time in which a unit may answer a charge of reporting"),
    effect=_("Nothing is decided before the unit has answered or this time has passed."),
    source=_("RULE-016 asks for accountability and gives no procedure; customary"),
    several=Several.LEAST,
)
OBJECTION = Definition(
    "findings.objection",
    LengthOfTime(),
    _TERM.read("10 working days"),
    title=_("Time in which a unit may object to a decision"),
    effect=_("Once, to the next level. Afterwards the decision counts."),
    source=_("RULE-016 asks for accountability and gives no procedure; customary"),
    several=Several.LEAST,
)
OMITTED_AFTER = Definition(
    "findings.omitted_after",
    LengthOfTime("1 minute", "30 days"),
    _TERM.read("24 hours"),
    title=_("From when a missing report is proposed as omitted"),
    effect=_("So long after the report was due, or after another channel told of the event."),
    source=_("RULE-016; customary"),
    strength=Strength.SHOULD,
)
CONCEALED_AFTER = Definition(
    "findings.concealed_after",
    MayBeOpen(_TERM),
    _TERM.read("24 hours"),
    title=_("From when a late report is proposed as concealed"),
    effect=_("So long after it was due, where the unit knew in time. Left open, the machine proposes none."),
    source=_("RULE-016; customary"),
    strength=Strength.SHOULD,
)
LOOK_BACK = Definition(
    "findings.look_back",
    WholeNumber(1, 366, pgettext_lazy("unit", "days")),
    60,
    title=_("How far back the machine looks for breaches"),
    effect=_("What lies longer back is proposed by a person or not at all."),
    source=_("customary"),
    strength=Strength.SHOULD,
)
NEAR = Definition(
    "findings.near",
    WholeNumber(1, 30, pgettext_lazy("unit", "days")),
    3,
    title=_("How near two dates must be to concern one event"),
    effect=_("Between an item and a unit's report, in looking for omitted reports and in drawing the way of the news."),
    source=_("customary"),
    strength=Strength.SHOULD,
)

SIGNS = Definition(
    "findings.signs",
    Words(),
    tuple(_SIGNS.split()),
    title=_("Words by which the title of an item tells of an urgent event"),
    effect=_("An urgent item without any of them is a warning or a wish; no unit is held to have omitted a report."),
    source=_("RULE-003, RULE-021; the lists are open"),
    strength=Strength.SHOULD,
)

TITLE_LIMIT = 80
REASON_LIMIT = 1000
TEXT_LIMIT = 5000
