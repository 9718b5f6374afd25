# SPDX-License-Identifier: Apache-2.0
"""What the urgent room puts in the rulebook: categories, levels, and every limit of time."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition, Several
from yizhan.domains.rulebook.rules.kinds import Choice, LengthOfTime, MayBeOpen, WholeNumber, Words, YesNo
from yizhan.domains.rulebook.states import Strength

_TERM = LengthOfTime()

#: From when and until when a first report is counted.
EVENT, KNOWLEDGE = "event", "knowledge"
SENT, RECEIVED = "sent", "received"

FIRST_REPORT = Definition(
    "urgent.first_report",
    LengthOfTime("1 minute", "2 days"),
    _TERM.read("2 hours"),
    title=_("Time limit of a first urgent report"),
    effect=_("Narrow it by categories; where several limits apply, the shortest counts."),
    source=_("RULE-001, RULE-005"),
    several=Several.LEAST,
)
FIRST_REPORT_BEGINS = Definition(
    "urgent.first_report_begins",
    Choice({EVENT: _("when it happens"), KNOWLEDGE: _("when it first becomes known")}),
    EVENT,
    title=_("From when a first urgent report is counted"),
    source=_("RULE-001 counts from the event, RULE-002 from first knowledge"),
)
FIRST_REPORT_ENDS = Definition(
    "urgent.first_report_ends",
    Choice({SENT: _("when it is sent"), RECEIVED: _("when it is received")}),
    RECEIVED,
    title=_("Until when a first urgent report is counted"),
    source=_("RULE-005: it must reach the two offices"),
)
CATEGORIES = Definition(
    "urgent.categories",
    Words(),
    ("群体性事件", "自然灾害", "事故灾难", "公共卫生事件", "社会安全事件", "重要敌情社情", "其他紧急情况"),
    title=_("Categories of urgent events"),
    source=_("RULE-003, RULE-021; the lists are open"),
)
LEVELS = Definition(
    "urgent.levels",
    Words(),
    ("特别重大", "重大", "较大", "一般"),
    title=_("Levels of urgent events"),
    effect=_("The gravest first. An event may be reported before its level is known."),
    source=_("the four levels of the law on responding to emergencies"),
)
FOLLOW_UP = Definition(
    "urgent.follow_up",
    MayBeOpen(_TERM),
    _TERM.read("24 hours"),
    title=_("Interval of follow-up reports"),
    effect=_("How long an event may go without a word until its final report. Left open, none is demanded in time."),
    source=_("RULE-004 asks for them in time and gives no number; customary: daily"),
    several=Several.LEAST,
    strength=Strength.SHOULD,
)
VERIFICATION = Definition(
    "urgent.verification",
    MayBeOpen(_TERM),
    _TERM.read("1 hour"),
    title=_("Time limit for verifying an urgent report"),
    effect=_("Counted from receipt; reporting goes on meanwhile. Left open, verifying has no limit."),
    source=_("EMG-06: verify at once, without a number"),
    several=Several.LEAST,
    strength=Strength.SHOULD,
)
SPECIAL_LINE = Definition(
    "urgent.special_line",
    YesNo(),
    False,
    title=_("A unit with a special duty to its line"),
    effect=_("Set it for single units: they tell the authority above at once, and past a level with a copy here."),
    source=_("RULE-011, RULE-012: police, health, traffic, work safety, coal"),
)
OWN_CHANNEL = Definition(
    "urgent.own_channel",
    YesNo(),
    False,
    title=_("A unit that keeps its own channel"),
    effect=_("Set it for single units: only what may be disclosed comes to the office, at the same time."),
    source=_("RULE-013: units with especially sensitive information"),
)
SPECIAL_LINE_NAMES = Definition(
    "urgent.special_line_names",
    Words(most=40, longest=20),
    (),
    title=_("Words in the names of units with a special duty to their line"),
    effect=_("Each unit whose name has one of them, unless it was set for the unit itself."),
    source=_("RULE-011: police, health, traffic, work safety, coal"),
)
OWN_CHANNEL_NAMES = Definition(
    "urgent.own_channel_names",
    Words(most=40, longest=20),
    (),
    title=_("Words in the names of units that keep their own channel"),
    effect=_("Each unit whose name has one of them, unless it was set for the unit itself."),
    source=_("RULE-013 names none"),
)
SAME_TIME = Definition(
    "urgent.same_time",
    WholeNumber(0, 240, pgettext_lazy("unit", "minutes")),
    10,
    title=_("What counts as told at the same time"),
    effect=_("The office may learn of it so much later than the other addressee."),
    source=_("RULE-008, RULE-009 and RULE-013 say at the same time, without a number"),
    strength=Strength.SHOULD,
)
WARNING = Definition(
    "urgent.warning",
    LengthOfTime("1 minute", "1 day"),
    _TERM.read("30 minutes"),
    title=_("Warning before an urgent report is due"),
    source=_("customary"),
    strength=Strength.SHOULD,
)
PASSES_ON = Definition(
    "urgent.passes_on",
    WholeNumber(1, 60, pgettext_lazy("unit", "minutes")),
    5,
    title=_("An alarm that nobody takes rings again"),
    effect=_("After so many minutes, until somebody takes it."),
    source=_("customary"),
    strength=Strength.SHOULD,
)
LONG_PAST = Definition(
    "urgent.long_past",
    WholeNumber(1, 366, pgettext_lazy("unit", "days")),
    30,
    title=_("An urgent event that lies long back"),
    effect=_("Older ones are taken only if it is confirmed that the date is right."),
    source=_("customary: a wrong year is typed quickly"),
    strength=Strength.SHOULD,
)

FIGURES = Definition(
    "urgent.figures",
    Words(most=12),
    ("死亡", "受伤", "失联", "合计", "直接经济损失（万元）"),
    title=_("Figures that reports of an urgent event state"),
    effect=_("Narrow it by categories. A figure with a unit in brackets may have decimals, any other is whole."),
    source=_("EMG-30, EMG-32: people harmed and losses; the list is open"),
)
NEVER_FALLING = Definition(
    "urgent.figures_never_falling",
    Words(most=12),
    ("死亡", "合计", "直接经济损失（万元）"),
    title=_("Figures that can only grow"),
    effect=_("A smaller one is shown as a contradiction until the earlier one is corrected with a reason."),
    source=_("customary"),
    strength=Strength.SHOULD,
)
TOTAL = Definition(
    "urgent.figures_total",
    Words(most=12),
    ("合计", "死亡", "受伤", "失联"),
    title=_("A total and its parts"),
    effect=_("The first is the sum of the others; where a report states all and they differ, that is shown."),
    source=_("customary"),
    strength=Strength.SHOULD,
)

TITLE_LIMIT = 80
CALLER_LIMIT = 120
ADDRESSEE_LIMIT = 80
SOURCE_LIMIT = 120
REASON_LIMIT = 500
TEXT_LIMIT = 3000
