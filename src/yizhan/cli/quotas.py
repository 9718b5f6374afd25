# SPDX-License-Identifier: Apache-2.0
"""`yizhan quotas`: who owes how many of what in a period, and what has counted."""

import datetime
import re
from typing import TYPE_CHECKING, Any

import click

from yizhan.cli.house import answer, open_house, stop

if TYPE_CHECKING:
    from yizhan.domains.quotas.states import Span

#: 2026, 2026-H1, 2026-Q3, 2026-11.
_PERIOD = re.compile(r"(?P<year>20[0-9]{2})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


@click.command("quotas")
@click.option("--station", "code", required=True, help="Code of the station (yizhan stations). 驿站代码。")
@click.option("--period", required=True, help="2026, 2026-H1, 2026-Q3 or 2026-11. 年、半年、季度或月。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(*, code: str, period: str, as_json: bool) -> None:
    """How the quotas of a period stand, each with its rule and what counts. 报送任务完成情况。

    Exit codes: 0 told, 2 the call is wrong.
    """
    open_house(migrate=False)
    found = table(code, period)
    answer(found, as_json=as_json, words=_words(found))


def table(code: str, named: str) -> dict[str, Any]:
    """What the command answers, as plain values."""
    from yizhan.domains.network import queries as network  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.quotas.queries import lines, silence, spans  # noqa: PLC0415
    from yizhan.kernel import clock  # noqa: PLC0415

    station = network.station_of_code(code)
    if station is None:
        stop(f"没有代码为 {code} 的驿站；yizhan stations 列出全部。/ There is no station {code}; see: yizhan stations")
    span, day = _period(named)
    period = spans.period_of(span, day)
    if period.first > clock.today():
        stop(f"{named} 还没有开始。/ {named} has not begun yet.")
    silent = silence.long_silent(station, min(period.last, clock.today()))
    return {
        "station": code,
        "span": span.value,
        "from": period.first,
        "to": period.last,
        "quotas": [
            {**lines.record(line), "projected_short": str(line.projected_short.normalize() + 0)}
            for line in lines.lines(station.pk, span, period)
        ],
        "long_silent": [{"name": one.name, "last_on": one.last_on, "limit_days": one.limit} for one in silent],
    }


def _period(named: str) -> "tuple[Span, datetime.date]":
    """The length of the period and one of its days; ends the command where it names none."""
    from yizhan.domains.quotas.states import Span  # noqa: PLC0415 -- as above

    found = _PERIOD.fullmatch(named.strip().upper())
    if found is None:
        stop("周期写作 2026、2026-H1、2026-Q3 或 2026-11。/ Write the period as 2026, 2026-H1, 2026-Q3 or 2026-11.")
    year = int(found["year"])
    if found["half"]:
        return Span.HALF_YEAR, datetime.date(year, 6 * int(found["half"]) - 5, 1)
    if found["quarter"]:
        return Span.QUARTER, datetime.date(year, 3 * int(found["quarter"]) - 2, 1)
    if found["month"]:
        return Span.MONTH, datetime.date(year, int(found["month"]), 1)
    return Span.YEAR, datetime.date(year, 1, 1)


def _words(found: dict[str, Any]) -> str:
    lines = [f"{found['from']} – {found['to']}"]
    for one in found["quotas"]:
        due = "—" if one["required"] is None else one["required"]
        lines.append(f"{one['name']}  {one['whose']} {one['unit']}  {one['count']}/{due}  {one['standing']}")
    if found["long_silent"]:
        lines.append("久未报送 / long silent:")
        lines += [f"  {one['name']}（{one['last_on'] or '从未 / never'}）" for one in found["long_silent"]]
    if not found["quotas"]:
        lines.append("本期没有设定任务。/ No quotas are laid down for this period.")
    return "\n".join(lines)
