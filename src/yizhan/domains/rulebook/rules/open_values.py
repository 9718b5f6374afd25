# SPDX-License-Identifier: Apache-2.0
"""Values that the sources leave open (ledger 2.13) and that no room acts on yet.

They are laid down, compared and exported like all others, so that an institution finds everything in one place. The
room that comes to obey one takes its declaration over, with the same key; values already laid down stay.
"""

from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import Choice, LengthOfTime, MayBeOpen, WholeNumber, YesNo
from yizhan.domains.rulebook.rules.tables import Table
from yizhan.domains.rulebook.states import Strength

_TERM = LengthOfTime()
_LEVELS = Choice(
    {
        "county": _("county or district"),
        "city": _("city"),
        "province": _("province"),
        "nation": _("nation"),
    }
)

DOCUMENT_LEAD = Definition(
    "office.document_lead",
    MayBeOpen(_TERM),
    _TERM.read("1 working day"),
    title=_("Lead time of documents"),
    effect=_("How long before a meeting or an issue a draft is to be handed in."),
    source=_("RULE-117: not on the eve; the text gives no number"),
    strength=Strength.SHOULD,
    is_for_people=True,
)
CIRCULAR_INTERVAL = Definition(
    "appraisal.circular_interval",
    MayBeOpen(_TERM),
    _TERM.read("3 months"),
    title=_("Interval of circulars on information work"),
    effect=_("Left open where circulars come as needed."),
    source=_("RULE-073, RULE-074: once a quarter; RULE-085: as needed"),
    is_for_people=True,
)
MEMBER_CIRCULAR_INTERVAL = Definition(
    "appraisal.member_circular_interval",
    MayBeOpen(_TERM),
    _TERM.read("1 year"),
    title=_("Interval of circulars on members"),
    source=_("RULE-050: the yearly review is published"),
    is_for_people=True,
)
CAMPAIGN_INTERVAL = Definition(
    "appraisal.campaign_interval",
    MayBeOpen(_TERM),
    _TERM.read("1 day"),
    title=_("Interval of circulars in a campaign"),
    source=_("RULE-084: one issue a day"),
    is_for_people=True,
)
POINTS = Definition(
    "appraisal.points",
    Table(
        {
            "event": Choice({"adopted": _("adopted"), "instructed": _("instructed")}),
            "level": _LEVELS,
            "points": WholeNumber(0, 1000),
        },
        {"event": _("event"), "level": _("level"), "points": _("points")},
    ),
    (
        {"event": "adopted", "level": "county", "points": 1},
        {"event": "adopted", "level": "city", "points": 5},
        {"event": "adopted", "level": "nation", "points": 20},
        {"event": "instructed", "level": "city", "points": 10},
        {"event": "instructed", "level": "nation", "points": 30},
    ),
    title=_("Points for adopted and instructed items"),
    source=_("named in the sources without values; example after a party's Beijing committee, 2014"),
    is_for_people=True,
)
OR_MORE_INCLUDES = Definition(
    "appraisal.or_more_includes",
    YesNo(),
    True,
    title=_("“Or more” includes the number itself"),
    source=_("usual reading of Chinese rules; RULE-051, RULE-070, RULE-166"),
)
ADOPTION_COUNTING = Definition(
    "appraisal.adoption_counting",
    Choice({"per_body": _("once for each adopting body"), "once": _("once in all")}),
    "per_body",
    title=_("Counting of items that several bodies adopt"),
    source=_("FIX-005: sums may exceed the number of items"),
    is_for_people=True,
)
