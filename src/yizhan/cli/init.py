# SPDX-License-Identifier: Apache-2.0
"""`yizhan init`: make an installation."""

import click

from yizhan.cli.house import answer, open_house, stop


@click.command("init")
@click.option("--sample", is_flag=True, help="With a fictional district and a year of its work. 带示例数据。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(*, sample: bool, as_json: bool) -> None:
    """Make an installation in YIZHAN_HOME. 建立一套新的系统。"""
    open_house()
    from yizhan.domains.network import queries  # noqa: PLC0415 -- models exist only once the house is open

    if queries.installation() is not None:
        stop("这里已经有一套系统,没有改动。/ There is an installation here already; nothing was changed.")
    if not sample:
        answer({"sample": False}, as_json=as_json, words="已准备好,请运行 yizhan up。/ Ready; run: yizhan up")
        return
    from yizhan.sample import district  # noqa: PLC0415 -- needed only here

    made = district.make(tell=lambda text: click.echo(text, err=True))
    answer(
        {"sample": True, **made},
        as_json=as_json,
        words="示例数据已建好,请运行 yizhan up。/ Sample data made; run: yizhan up",
    )
