# SPDX-License-Identifier: Apache-2.0
"""Short ways to write schemes and events in tests."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import yizhan.engines.scoring
from yizhan.engines.scoring.appraising import appraise
from yizhan.engines.scoring.events.records import EventRecord, table_of
from yizhan.engines.scoring.events.table import EventTable
from yizhan.engines.scoring.language.reading import parse_scheme, read_scheme
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.periods import parse_period
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.engines.scoring.units.register import Holder, Properties, Register

EXAMPLES = Path(yizhan.engines.scoring.__file__).parent / "examples"
SHARED = Path(__file__).resolve().parents[3] / "../shared/data/scoring"

HEAD = """
[scheme]
id = "qingxi"
name = "清溪县政务信息计分办法"
version = "2026-1"
decimals = 2

[fields]
kind = ["报送", "采用", "批示", "约稿", "登录"]
channel = ["要情", "政务", "动态"]
level = { ordered = ["县", "市", "省", "国家"] }
form = ["单篇", "综合", "简讯"]
late = "yes_no"
repost = "yes_no"
words = "number"
topic = "text"
"""


def scheme(clauses: str, head: str = HEAD) -> Scheme:
    """A scheme with the usual fields and these clauses."""
    return parse_scheme(head + clauses, "S.toml")


def example(name: str) -> Scheme:
    """One of the shipped schemes."""
    return read_scheme(EXAMPLES / f"{name}.toml")


def event(
    number: int | str,
    holders: str = "甲镇",
    day: str = "2026-03-05",
    item: str = "",
    roles: str = "",
    cancels: str = "",
    replaces: str = "",
    **fields: object,
) -> EventRecord:
    """One event; contributors and roles are separated by `;`."""
    plain = {name: value for name, value in fields.items() if isinstance(value, str | int | bool)}
    return EventRecord(
        str(number),
        date.fromisoformat(day),
        holders.split(";"),
        item,
        plain,
        tuple(filter(None, roles.split(";"))),
        (),
        cancels,
        replaces,
    )


def events(scheme: Scheme, *records: EventRecord) -> EventTable:
    """The events as a table."""
    return table_of(records, scheme)


def register(*units: str | tuple[str, Mapping[str, str]]) -> Register:
    """Units with the columns of a units file."""
    named = [(unit, {}) if isinstance(unit, str) else unit for unit in units]
    holders = [Holder(name, versions=(Properties(None, columns),)) for name, columns in named]
    return Register(holders, {holder.name: code for code, holder in enumerate(holders)})


def appraised(
    scheme: Scheme,
    records: Sequence[EventRecord],
    period: str = "2026",
    units: Register | None = None,
    *,
    until: str = "",
    explain: bool = False,
) -> Appraisal:
    """Appraise a few events."""
    return appraise(
        scheme,
        table_of(records, scheme),
        units,
        parse_period(period),
        judged_until=date.fromisoformat(until) if until else None,
        explain=explain,
    )


def totals(
    scheme: Scheme, records: Sequence[EventRecord], period: str = "2026", units: Register | None = None, until: str = ""
) -> dict[str, float]:
    """Points by holder, computed in both ways, which must agree."""
    quick = _totals(appraised(scheme, records, period, units, until=until))
    slow = _totals(appraised(scheme, records, period, units, until=until, explain=True))
    assert quick == slow
    return quick


def _totals(appraisal: Appraisal) -> dict[str, float]:
    holders = appraisal.context.register.holders
    return {
        holder.name: float(appraisal.decimal(int(points)))
        for holder, points in zip(holders, appraisal.points, strict=True)
    }
