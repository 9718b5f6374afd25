# SPDX-License-Identifier: Apache-2.0
"""The table of quotas as heads and rows, for CSV and for a workbook."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.quotas.queries.lines import Line
from yizhan.domains.quotas.states import Matter
from yizhan.web.quotas.words import number, standing_of
from yizhan.web.statistics.tables import Cell, Sheet


def table(lines: Iterable[Line]) -> Sheet:
    """One row for each quota and whom it binds; the first cells are words, the numbers are numbers."""
    heads = [
        _("Quota"),
        pgettext("quota", "whom"),
        _("Unit"),
        _("What is counted"),
        pgettext("quota", "due"),
        _("Counted"),
        _("Short"),
        _("Short if it goes on so"),
        _("Reached in %"),
        _("State"),
        _("Days owed"),
        _("Rule"),
        _("Strength"),
        _("Items"),
    ]
    return Sheet("quotas", _("Quotas"), heads, [_row(line) for line in lines])


def _row(line: Line) -> list[str | Cell]:
    duty = line.duty
    return [
        duty.name,
        line.bound.name,
        line.bound.unit,
        " ".join(part for part in (str(Matter(duty.counted).label), duty.where) if part),
        "" if line.required is None else Cell(line.required),
        Cell(float(line.count)),
        Cell(float(line.short)),
        Cell(float(line.projected_short)),
        "" if line.percent is None else Cell(line.percent),
        str(standing_of(line).word),
        number(line.owed_days),
        str(duty.rule.instrument),
        str(duty.rule.strength.label),
        "、".join(fact.number or fact.title for fact in line.facts),
    ]
