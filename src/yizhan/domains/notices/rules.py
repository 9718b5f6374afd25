# SPDX-License-Identifier: Apache-2.0
"""What the notices room puts in the rulebook: defaults for people who chose nothing, and how stubborn sending is."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.notices.states import Fullness, Manner
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import Choice, WholeNumber, YesNo

_MANNERS = Choice({manner.value: manner.label for manner in Manner})
_HOUR = WholeNumber(0, 23, pgettext_lazy("unit", "o’clock"))

MAIL_MANNER = Definition(
    "notices.mail_manner",
    _MANNERS,
    Manner.DIGEST.value,
    title=_("Notices by mail"),
    effect=_("How people who chose nothing themselves are told by mail, once they proved an address."),
    source=_("customary: one digest a day"),
)
SMS_MANNER = Definition(
    "notices.sms_manner",
    _MANNERS,
    Manner.URGENT.value,
    title=_("Notices by text message"),
    effect=_("How people who chose nothing themselves are told by text message, once they proved a number."),
    source=_("customary: only what cannot wait"),
)
QUIET_FROM = Definition(
    "notices.quiet_from",
    _HOUR,
    21,
    title=_("Quiet hours begin"),
    effect=_("From this hour on only urgent notices leave the house. The same hour for begin and end means none."),
    source=_("customary"),
)
QUIET_UNTIL = Definition(
    "notices.quiet_until",
    _HOUR,
    8,
    title=_("Quiet hours end"),
    effect=_("What waited leaves at this hour, gathered in one letter."),
    source=_("customary"),
)
DIGEST_HOUR = Definition(
    "notices.digest_hour",
    _HOUR,
    9,
    title=_("Hour of the daily digest"),
    effect=_("Gathered notices leave at this hour; nothing is sent where there is nothing unread."),
    source=_("customary"),
)
FULLNESS = Definition(
    "notices.fullness",
    Choice({fullness.value: fullness.label for fullness in Fullness}),
    Fullness.TITLE.value,
    title=_("What mail and text messages tell"),
    effect=_("There is always a link; who wants to read on signs in."),
    source=_("mail and text messages leave the house unprotected"),
)
ATTEMPTS = Definition(
    "notices.attempts",
    WholeNumber(1, 30, pgettext_lazy("unit", "attempts")),
    8,
    title=_("Attempts at sending"),
    effect=_("After so many in vain a letter is given up and stands on the page of failed letters."),
    source=_("customary: about seven hours in all"),
)
FIRST_PAUSE = Definition(
    "notices.first_pause",
    WholeNumber(1, 3600, pgettext_lazy("unit", "seconds")),
    30,
    title=_("First pause before trying again"),
    effect=_("Each further pause is four times as long."),
    source=_("customary"),
)
LONGEST_PAUSE = Definition(
    "notices.longest_pause",
    WholeNumber(1, 1440, pgettext_lazy("unit", "minutes")),
    120,
    title=_("Longest pause before trying again"),
    effect=_("No pause grows beyond this."),
    source=_("customary"),
)
REMINDER_HOURS = Definition(
    "notices.reminder_hours",
    WholeNumber(1, 720, pgettext_lazy("unit", "hours")),
    24,
    title=_("Reminder of a missing receipt"),
    effect=_("Who has not signed for a notice after so many hours is told again."),
    source=_("RULE-112; the text gives no number"),
)
REMINDERS = Definition(
    "notices.reminders",
    WholeNumber(0, 20, pgettext_lazy("unit", "reminders")),
    3,
    title=_("Reminders of a missing receipt"),
    effect=_("After so many the reminding stops; the list of missing receipts stays."),
    source=_("RULE-112; the text gives no number"),
)
RECEIPT_FOR_ISSUES = Definition(
    "notices.receipt_for_issues",
    YesNo(),
    False,
    title=_("Receipts for issues"),
    effect=_("Whether those to whom an issue goes sign for it; otherwise reading is enough."),
    source=_("RULE-112 asks it of notices of meetings only"),
)
RECEIPT_FOR_ASSIGNMENTS = Definition(
    "notices.receipt_for_assignments",
    YesNo(),
    False,
    title=_("Receipts for assignments"),
    effect=_("Whether each person of the unit signs for what is assigned to it, besides the unit's taking it on."),
    source=_("RULE-112 asks it of notices of meetings only"),
)
CODE_MINUTES = Definition(
    "notices.code_minutes",
    WholeNumber(5, 1440, pgettext_lazy("unit", "minutes")),
    30,
    title=_("Life of a code"),
    effect=_("A code that proves an address is good for so long."),
    source=_("customary"),
)
CODE_TRIES = Definition(
    "notices.code_tries",
    WholeNumber(1, 20, pgettext_lazy("unit", "tries")),
    5,
    title=_("Tries at a code"),
    effect=_("After so many a new code is needed."),
    source=_("customary"),
)
CODE_PAUSE = Definition(
    "notices.code_pause",
    WholeNumber(10, 3600, pgettext_lazy("unit", "seconds")),
    60,
    title=_("Pause between two codes"),
    effect=_("Nobody can have codes sent to a phone more often than this."),
    source=_("customary"),
)
REPEAT_UNCLEAR = Definition(
    "notices.repeat_unclear",
    YesNo(),
    True,
    title=_("Repeat where the outcome is unclear"),
    effect=_("If sending broke off, a letter is sent again under its number; otherwise it is left for you to look at."),
    source=_("better twice than not at all"),
)
