# SPDX-License-Identifier: Apache-2.0
"""`yizhan init`: make an installation."""

from pathlib import Path

import click

from yizhan.cli.house import answer, open_house, stop


@click.command("init")
@click.option("--sample", is_flag=True, help="With a fictional district and a year of its work. 带示例数据。")
@click.option("--rules", help="A set of the house, or a file, to begin with. 起始规则,自带的名称或文件。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(*, sample: bool, rules: str | None, as_json: bool) -> None:
    """Make an installation in YIZHAN_HOME. 建立一套新的系统。"""
    if sample and rules is not None:
        stop("示例数据自带规则，不要再加 --rules。/ The sample brings its rules; leave --rules out.")
    open_house()
    from yizhan.domains.network import queries  # noqa: PLC0415 -- models exist only once the house is open

    if queries.installation() is not None:
        stop("这里已经有一套系统,没有改动。/ There is an installation here already; nothing was changed.")
    if not sample:
        result = {"sample": False} if rules is None else {"sample": False, "rules": _given(rules)}
        answer(result, as_json=as_json, words="已准备好,请运行 yizhan up。/ Ready; run: yizhan up")
        return
    from yizhan.sample import district  # noqa: PLC0415 -- needed only here

    made = district.make(tell=lambda text: click.echo(text, err=True))
    answer(
        {"sample": True, **made},
        as_json=as_json,
        words="示例数据已建好,请运行 yizhan up。/ Sample data made; run: yizhan up",
    )


def _given(rules: str) -> int:
    """Keep the rules for the first start, which offers them; answers how many."""
    from yizhan.domains.rulebook.rules import given  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.rulebook.rules.shipped import SETS  # noqa: PLC0415
    from yizhan.kernel import clock, sentences  # noqa: PLC0415

    file = Path(rules)
    if rules not in SETS and not file.is_file():
        names = ", ".join(SETS)
        stop(f"没有文件 {rules};自带的规则有:{names}。/ There is no file {rules}; the sets of the house: {names}.")
    try:
        text = given.of_set(rules, clock.today()) if rules in SETS else file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        stop(f"{rules} 不是 UTF-8 文本。/ {rules} is no UTF-8 text.")
    document = given.keep(text)
    if document.mistakes:
        lines = [
            f"第 {one.line} 行 / line {one.line}: {' '.join(filter(None, sentences.refused(one.refusal)))}"
            for one in document.mistakes
        ]
        stop("\n".join(lines), code=1)
    return len(document.provisions)
