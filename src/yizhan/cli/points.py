# SPDX-License-Identifier: Apache-2.0
"""`yizhan points`: the points of a station in a period, as the pages show them."""

import json
from typing import Any

import click

from yizhan.cli.findings import Language, language_option, refuse
from yizhan.cli.house import answer, open_house, stop


@click.command("points")
@click.option("--station", "code", required=True, help="Code of the station (yizhan stations).")
@click.option("--period", required=True, metavar="PERIOD", help="2026, 2026H1, 2026Q3, 2026-07.")
@click.option("--scheme", default="", help="Only this scheme, by the id in its text.")
@click.option("--explain", is_flag=True, help="Every line of every account.")
@language_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(*, code: str, period: str, scheme: str, explain: bool, language: Language, as_json: bool) -> None:
    """Points of a station in a period. 一个驿站某期的得分。

    yizhan points --station lanxi --period 2026Q3 --json
    """
    open_house()
    from yizhan.domains.appraisal.operations import booking  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.appraisal.queries import standings  # noqa: PLC0415
    from yizhan.domains.network import queries  # noqa: PLC0415
    from yizhan.engines.scoring.findings import Refused  # noqa: PLC0415
    from yizhan.engines.scoring.periods import parse_period  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415
    from yizhan.kernel.errors import Refusal  # noqa: PLC0415

    station = queries.station_of_code(code)
    if station is None:
        stop(f"没有代码为“{code}”的站点。/ There is no station “{code}”.")
    try:
        booking.follow(system())
        tables = standings.standings(station.pk, parse_period(period), code=scheme, is_money=None)
        found = [_table(table, explain=explain) for table in tables]
    except Refused as refused:
        words = "没有计算,请先改正:" if language == "zh" else "Nothing was computed. Mend this first:"
        refuse(refused, words, language, as_json=as_json)
    except Refusal as refusal:
        stop(str(refusal))
    words = "\n".join(_words(table) for table in found) or "本期没有施行的办法。/ No scheme counts for this period."
    answer({"station": code, "period": period, "schemes": found}, as_json=as_json, words=words)


def _table(table: Any, *, explain: bool) -> dict[str, Any]:
    from yizhan.domains.appraisal.queries import standings  # noqa: PLC0415 -- models exist only once the house is open

    return {
        "scheme": table.scheme.code,
        "name": table.scheme.name,
        "version": table.scheme.label,
        "unit": table.scheme.unit,
        "is_final": table.frozen is not None,
        "accounts": [
            {
                "holder": row.subject.name,
                "group": row.group,
                "place": row.rank,
                "points": float(row.points),
                "correction": float(row.correction),
                "cumulative": float(row.cumulative),
                "sections": {name: float(points) for name, points in row.sections.items()},
                "grade": row.grade,
                "missed": [f"{duty['period']} {duty['name']}" for duty in row.shortfalls],
                **(
                    {
                        "lines": [
                            json.loads(json.dumps(standings.plain_line(line), default=str))
                            for line in standings.statement(table.scheme, table.period, row.subject)
                        ]
                    }
                    if explain
                    else {}
                ),
            }
            for row in table.rows
        ],
    }


def _words(table: dict[str, Any]) -> str:
    """A table in the terminal, with the lines below an account where they were asked for."""
    rows = [f"{table['name']}({table['version']})"]
    for account in table["accounts"]:
        place = f"{account['place']}. " if account["place"] else ""
        correction = f" {account['correction']:+g}" if account["correction"] else ""
        rows.append(f"  {place}{account['holder']}  {account['points']:g}{correction} {table['unit']}")
        rows += [
            "    " + "  ".join(str(line[name]) for name in ("points", "day", "title", "name", "clause", "arithmetic"))
            for line in account.get("lines", [])
        ]
    return "\n".join(rows)
