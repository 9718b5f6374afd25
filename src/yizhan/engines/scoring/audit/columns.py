# SPDX-License-Identifier: Apache-2.0
"""Which columns hold amounts that may be added, which hold rates, and which hold ranks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.engines.scoring.audit.layout import Table

_RATE = re.compile(r"(率|占比|比例|百分比|比重|%|rate|share|pct|percent|同比|环比|增幅|升降)", re.IGNORECASE)
_RANK = re.compile(r"(名次|排名|位次|排序|rank)", re.IGNORECASE)
_CUMULATIVE = re.compile(r"(累计|累积|cum)", re.IGNORECASE)
_SUM = re.compile(r"(合计|总计|总分|总数|总条数|小计|total|sum)", re.IGNORECASE)
_CHANGE = re.compile(r"(同比|环比|增幅|增减|升降|change|growth)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ColumnKinds:
    """Columns by what they hold."""

    amounts: Sequence[int]
    rates: Sequence[int]
    ranks: Sequence[int]


def column_kinds(table: Table) -> ColumnKinds:
    """Judge the columns by their heads and by percent signs."""
    ranks = [column for column in table.numeric if _RANK.search(table.heads[column])]
    rates = [column for column in table.numeric if column not in ranks and _is_rate(table, column)]
    amounts = [column for column in table.numeric if column not in ranks and column not in rates]
    return ColumnKinds(amounts, rates, ranks)


def _is_rate(table: Table, column: int) -> bool:
    figures = [figure for row in table.rows if (figure := row.figures[column])]
    percents = sum(1 for figure in figures if figure.percent)
    return percents * 2 > len(figures) or bool(_RATE.search(table.heads[column]))


def is_sum(head: str) -> bool:
    """Whether a head says that the column adds up others."""
    return bool(_SUM.search(head))


def is_change(head: str) -> bool:
    """Whether a head says that the column compares with an earlier figure."""
    return bool(_CHANGE.search(head))


def is_cumulative(head: str) -> bool:
    """Whether a head says that the column counts from the start of the year."""
    return bool(_CUMULATIVE.search(head))


def without_cumulative(head: str) -> str:
    """The head of the column that a cumulative one accumulates."""
    return plain_head(_CUMULATIVE.sub("", head))


def plain_head(head: str) -> str:
    """A head without the marks around it that a part taken out leaves behind."""
    return re.sub(r"^[_·\s()()]+|[_·\s()()]+$", "", head)


def upper_head(head: str) -> str:
    """The group a column belongs to: "city" of `city_points`, 市级 of 市级·得分; empty if it has none."""
    upper, separator, _lower = re.sub("_", "·", head).partition("·")
    return upper if separator else ""


def kin(head: str, other: str) -> bool:
    """Whether two columns belong to the same group."""
    return bool(upper_head(head)) and upper_head(head) == upper_head(other)
