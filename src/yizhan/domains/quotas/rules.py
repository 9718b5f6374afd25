# SPDX-License-Identifier: Apache-2.0
"""What the quotas room puts in the rulebook: the quotas themselves, and how they are counted.

A rule of `quotas.duties` holds one or several quotas as rows. Several instruments stand beside each other as strands of
the same rule, each with its scope, strength and day; a narrower one that stands instead displaces the wider ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.quotas.states import Matter, Span, Who
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import Choice, Kind, LengthOfTime, MayBeOpen, WholeNumber
from yizhan.domains.rulebook.rules.tables import Table
from yizhan.domains.rulebook.states import Strength
from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.kernel.errors import Invalid

#: How long the name of a quota, and of a publication, may be.
NAME_LIMIT = 40
TITLE_LIMIT = 120
REASON_LIMIT = 500

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Line(Kind[str]):
    """A few words in one line; where they may be left out, nothing."""

    limit: int = NAME_LIMIT
    may_be_empty: bool = False

    def parse(self, plain: object) -> str:
        """The words, without spaces around them and without what the store cannot hold."""
        if plain is None and self.may_be_empty:
            return ""
        if not isinstance(plain, str):
            raise Invalid("quotas.line.unreadable", field="value", value=str(plain)[:60])
        return " ".join(plain.replace("\0", " ").split())

    def check(self, value: str) -> str:
        """Not too long, and there where it must be."""
        if len(value) > self.limit or not (value or self.may_be_empty):
            raise Invalid("quotas.line.length", field="value", limit=self.limit)
        return value

    def in_words(self, value: str) -> str:
        """The words."""
        return value


@dataclass(frozen=True, slots=True)
class Duties(Table):
    """The table of quotas: besides each cell, a row must make sense as a whole."""

    def check(self, value: tuple[Mapping[str, Any], ...]) -> tuple[Mapping[str, Any], ...]:
        """Names differ, no range ends before it begins."""
        # Not `super()`: a dataclass with slots is another class than the one this method was written in.
        rows = Table.check(self, value)
        names = [row["name"] for row in rows]
        if len(set(names)) < len(names):
            raise Invalid("rulebook.value.twice", field="value")
        for row in rows:
            if row["most"] is not None and (row["least"] is None or row["most"] < row["least"]):
                raise Invalid("quotas.duty.range", field="value", name=row["name"])
        return rows


_NUMBER = MayBeOpen(WholeNumber(0, _MOST))

DUTIES = Definition(
    "quotas.duties",
    Duties(
        columns={
            "name": Line(),
            "who": Choice(dict(Who.choices)),
            "span": Choice(dict(Span.choices)),
            "counted": Choice(dict(Matter.choices)),
            "least": _NUMBER,
            "most": _NUMBER,
            "where": Line(may_be_empty=True),
        },
        titles={
            "name": _("name"),
            "who": _("whom it binds"),
            "span": _("period"),
            "counted": _("what is counted"),
            "least": _("at least"),
            "most": _("up to"),
            "where": _("publication or body"),
        },
        most=40,
    ),
    (),
    title=_("Quotas"),
    effect=_("Who must hand in, or have adopted, how many of what in each period."),
    source=_("ledger 2.13: each institution sets its own; RULE-046 to RULE-054, RULE-059, RULE-061"),
)
SHARED_ITEMS = Definition(
    "quotas.shared_items",
    Choice({"whole": _("in full for each contributor"), "share": _("by share")}),
    "whole",
    title=_("Items of several contributors"),
    effect=_("How an item counts towards the quotas of those who wrote it together."),
    source=_("left open by the sources; customary"),
)
PART_PERIOD = Definition(
    "quotas.part_period",
    Choice(
        {
            "down": _("in proportion to the days, rounded down"),
            "half": _("in proportion to the days, rounded to the nearest"),
            "full": _("in full"),
        }
    ),
    "down",
    title=_("Quotas of a part of a period"),
    effect=_("What is due from whoever held the post, or was not exempt, for a part of the period only."),
    source=_("left open by the sources; customary"),
)
WARNING = Definition(
    "quotas.warning",
    LengthOfTime(longest="90 days"),
    Duration(5, Unit.WORKING_DAYS),
    title=_("Warning before a period ends"),
    effect=_("Whoever still owes something is told so long before."),
    source=_("customary: five working days"),
    strength=Strength.SHOULD,
)
SILENT_DAYS = Definition(
    "quotas.silent_days",
    MayBeOpen(WholeNumber(1, 3660, pgettext_lazy("unit", "days"))),
    90,
    title=_("Long silent"),
    effect=_("A unit that has handed in nothing for so many days is listed."),
    source=_("RULE-058; the text gives no number"),
    strength=Strength.SHOULD,
)
MEMBER_SHARE = Definition(
    "quotas.member_share",
    MayBeOpen(WholeNumber(0, 100, "%")),
    None,
    title=_("Members’ part of all items"),
    effect=_("What members hand in, of all that is handed in within a year; the number itself is enough."),
    source=_("RULE-051 reports 85 %; usable as a target"),
    strength=Strength.TARGET,
)
CLOSING = Definition(
    "quotas.closing",
    MayBeOpen(WholeNumber(1, 180, pgettext_lazy("unit", "days"))),
    10,
    title=_("Closing of a period"),
    effect=_("So many days after its end what was counted is written down for good."),
    source=_("customary: ten days"),
    strength=Strength.SHOULD,
)
