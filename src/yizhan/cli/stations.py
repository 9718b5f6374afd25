# SPDX-License-Identifier: Apache-2.0
"""`yizhan stations`: which stations there are."""

import click

from yizhan.cli.house import answer, open_house


@click.command("stations")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(*, as_json: bool) -> None:
    """List the stations of this installation. 列出本系统的驿站。"""
    open_house()
    from yizhan.domains.network import queries  # noqa: PLC0415 -- models exist only once the house is open

    rows = [
        {
            "code": station.code,
            "name": station.name,
            "level": station.level,
            "line": station.line,
            "parent": station.parent.code if station.parent else None,
        }
        for station in queries.stations()
    ]
    words = "\n".join(f"{row['code']:<12} {row['name']}" for row in rows) or "还没有驿站。/ There is no station yet."
    answer({"stations": rows}, as_json=as_json, words=words)
