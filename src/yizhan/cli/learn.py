# SPDX-License-Identifier: Apache-2.0
"""`yizhan learn`: learn from what a station decided, now, and say how good what was learned is."""

from typing import Any

import click

from yizhan.cli.house import answer, open_house, stop

#: Exit code when nothing could be learned.
FAILED = 1


@click.command("learn")
@click.option("--station", "code", required=True, help="Code of the station (yizhan stations). 驿站代码。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(*, code: str, as_json: bool) -> None:
    """Learn suggestions from a station's decisions. 从本站的办理决定中学习,供提出建议。

    The server does so by itself, once enough was decided; this does it at once. What is learned is in use from then
    on; nothing is ever applied without a person. Exit codes: 0 learned or too few decisions, 1 failed, 2 the call is
    wrong.
    """
    open_house()
    found = learn(code)
    answer(found, as_json=as_json, words=_words(found))


def learn(code: str) -> dict[str, Any]:
    """Ask, learn in child processes, keep; what came of it as plain values."""
    from yizhan.domains.network import queries as network  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.suggestions.operations import learning as operations  # noqa: PLC0415
    from yizhan.domains.suggestions.queries import learning  # noqa: PLC0415
    from yizhan.engines.text.learning import NotLearned  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415

    station = network.station_of_code(code)
    if station is None:
        stop(f"没有代码为 {code} 的驿站；yizhan stations 列出全部。/ There is no station {code}; see: yizhan stations")
    actor = system(station.pk)
    operations.ask(actor)
    begun = operations.begin(actor)
    if begun is None:
        stop("服务正在为该站学习，请稍后再看。/ The server is learning for this station already.", FAILED)
    try:
        outcomes = learning.outcomes(station.pk)
    except NotLearned as fault:
        operations.fail(actor, begun.pk, held=begun.claim, problem=str(fault))
        stop(f"学习未能完成：{fault} / Could not learn: {fault}", FAILED)
    operations.finish(actor, begun.pk, held=begun.claim, outcomes=outcomes)
    return {"station": code, "questions": _figures(station.pk)}


def _figures(station: int) -> list[dict[str, Any]]:
    from yizhan.domains.rulebook import queries as rulebook  # noqa: PLC0415 -- as above
    from yizhan.domains.suggestions import rules  # noqa: PLC0415
    from yizhan.domains.suggestions.queries import quality  # noqa: PLC0415

    least = rulebook.value(station, rules.CONFIDENCE)
    return [quality.figures(one, least) for one in quality.qualities(station)]


def _words(found: dict[str, Any]) -> str:
    lines = [f"{found['station']}："]
    for one in found["questions"]:
        if one["version"] is None:
            lines.append(f"  {one['question']}: 决定太少 / too few decisions ({one['decisions']})")
        else:
            lines.append(
                f"  {one['question']}: 第 {one['version']} 版，{one['examples']} 条；"
                f"留出样本正确率 {one['accuracy']:.0%}，给出建议 {one['share_shown']:.0%}，"
                f"其中正确 {one['precision_shown'] or 0:.0%} / accuracy, share shown, right of these"
            )
    return "\n".join(lines)
