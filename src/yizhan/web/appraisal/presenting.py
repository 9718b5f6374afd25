# SPDX-License-Identifier: Apache-2.0
"""Points, lines and prospects for people."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from yizhan.domains.appraisal.queries import records
from yizhan.domains.appraisal.queries.prospects import Ahead, Prospect
from yizhan.domains.appraisal.queries.standings import Line
from yizhan.domains.appraisal.queries.standings import Standing as Account
from yizhan.domains.appraisal.queries.wholes import Silence
from yizhan.domains.findings import access as findings
from yizhan.domains.items import access as items
from yizhan.domains.urgent import access as urgent
from yizhan.engines.scoring.findings import Finding, Refused
from yizhan.engines.scoring.periods import Period, parse_period
from yizhan.engines.scoring.sentences import chinese
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing


def amount(points: Decimal) -> str:
    """Points as people write them: no zeros behind the point that say nothing."""
    return f"{points.normalize():f}" if points else "0"


def signed(points: Decimal) -> str:
    """The same with its sign, for lines of an account."""
    return f"+{amount(points)}" if points > 0 else amount(points).replace("-", "−")


def finding_words(finding: Finding) -> str:
    """What is wrong, in the reader's language."""
    return finding.sentence if (get_language() or "").startswith("en") else chinese(finding)


def mistakes(refused: Refused) -> list[dict[str, Any]]:
    """Everything that is wrong, with the line it stands in."""
    return [{"line": one.place.line if one.place else None, "words": finding_words(one)} for one in refused.findings]


def fraction(value: Fraction | None) -> str:
    """A figure of the whole, at most to two decimals; a dash where there is nothing to divide by."""
    if value is None:
        return "—"
    return amount(Decimal(value.numerator * 100 // value.denominator) / 100)


def demand(*, is_met: bool | None) -> Standing:
    """Whether what is demanded is there."""
    if is_met is None:
        return Standing(pgettext("demand", "still open"), "waiting")
    if is_met:
        return Standing(pgettext("demand", "met"), "done")
    return Standing(pgettext("demand", "not met"), "refused")


def silence_words(one: Silence) -> str:
    """Who was silent, and for how long."""
    if one.days is None:
        return _("%(name)s: nothing so far") % {"name": one.subject.name}
    words = ngettext("%(name)s: nothing for %(days)s day", "%(name)s: nothing for %(days)s days", one.days)
    return words % {"name": one.subject.name, "days": one.days}


def period_of(text: str) -> Period:
    """The period that was asked for; the present quarter where nothing, or nothing readable, was."""
    try:
        return parse_period(text)
    except Refused:
        today = clock.today()
        return parse_period(f"{today.year}Q{(today.month + 2) // 3}")


def periods(chosen: Period) -> list[tuple[str, str]]:
    """Periods to choose among: the quarters and months of this year until today, this year and the one before."""
    today = clock.today()
    labels = [f"{today.year}"]
    labels += [f"{today.year}Q{quarter}" for quarter in range((today.month + 2) // 3, 0, -1)]
    labels += [f"{today.year}-{month:02}" for month in range(today.month, 0, -1)]
    labels += [f"{today.year - 1}", *(f"{today.year - 1}Q{quarter}" for quarter in range(4, 0, -1))]
    if str(chosen) not in labels:
        labels.insert(0, str(chosen))
    return [(label, period_words(label)) for label in labels]


def period_words(label: str) -> str:
    """A period in words."""
    year, rest = label[:4], label[4:]
    if ".." in label or not rest:
        return label if ".." in label else _("the year %(year)s") % {"year": year}
    if rest.startswith("Q"):
        return _("%(year)s, quarter %(number)s") % {"year": year, "number": rest[1:]}
    if rest.startswith("H"):
        return _("%(year)s, half %(number)s") % {"year": year, "number": rest[1:]}
    if rest.startswith("-") and len(rest) == 3:
        return pgettext("month", "%(year)s-%(number)s") % {"year": year, "number": rest[1:]}
    return label


def line_rows(actor: Actor, lines: Sequence[Line], offered: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The lines of an account. Titles lead to the item where the reader may see it.

    `offered` are addresses that an occasion is added to (`verb` by address).
    """
    addresses = _addresses(actor, {line.matter for line in lines if line.matter is not None})
    added = records.added_by_hand([line.occasion for line in lines if line.occasion is not None])
    return [
        {
            "day": line.day,
            "title": line.title,
            "url": addresses.get(line.matter, "") if line.matter else "",
            "is_added": line.occasion in added,
            "words": _words(line),
            "clause": line.clause,
            "arithmetic": line.arithmetic,
            "points": signed(line.points),
            "counted": line.counted,
            "occasion": line.occasion,
            "steps": [(verb, f"{url}{line.occasion}") for url, verb in (offered or {}).items()]
            if line.occasion
            else [],
        }
        for line in lines
    ]


def _words(line: Line) -> str:
    if line.kind == "correction":
        return _("Correction for %(period)s, which was frozen before") % {"period": period_words(line.day)}
    if line.kind == "carried":
        return _("Taken over from %(name)s") % {"name": line.name}
    return line.name


def _addresses(actor: Actor, matters: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Where the matters of lines are shown, as far as the reader may see them: items, urgent events, findings."""
    found: dict[uuid.UUID, str] = {}
    for name, visible in (("item", items.visible), ("emergency", urgent.visible), ("finding", findings.visible)):
        keys = sorted(matters - set(found))
        for start in range(0, len(keys), 500):
            shown = visible(actor).filter(public_id__in=keys[start : start + 500]).order_by()
            found |= {key: reverse(name, args=[key]) for key in shown.values_list("public_id", flat=True)}
    return found


def place_words(row: Account) -> str:
    """The place of an account among those it is ranked with; empty where places are not shown."""
    if row.rank is None:
        return ""
    filled = {"rank": row.rank, "among": row.among, "group": row.group}
    if row.group:
        return _("%(rank)s of %(among)s (%(group)s)") % filled
    return _("%(rank)s of %(among)s") % filled


def prospect_words(one: Prospect, unit: str) -> str:
    """What lies ahead, as a sentence."""
    filled = {
        "name": one.name,
        "value": amount(one.value),
        "goal": amount(one.goal),
        "missing": amount(one.missing),
        "unit": unit,
        "day": _day(one.until),
    }
    if one.kind == Ahead.GRADE:
        return _("%(missing)s %(unit)s more and it is “%(name)s” (from %(goal)s).") % filled
    if one.kind == Ahead.CAP:
        if not one.missing:
            return _("%(name)s: the most of %(goal)s is reached; more counts again after %(day)s.") % filled
        return _("%(name)s: %(value)s of at most %(goal)s are used until %(day)s.") % filled
    if one.is_target:
        return _("%(name)s: %(value)s of %(goal)s, wished for by %(day)s.") % filled
    return _("%(name)s: %(value)s of %(goal)s, %(missing)s to go until %(day)s.") % filled


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
