# SPDX-License-Identifier: Apache-2.0
"""`yizhan similar`: what in this installation looks like a text."""

import sys
from pathlib import Path
from typing import Any

import click
from django.utils import translation

from yizhan.cli.house import answer, open_house, stop

#: Exit code when nothing is like it.
NOTHING = 1


@click.command("similar")
@click.argument("file", required=False, type=click.Path(exists=True, path_type=Path, allow_dash=True, dir_okay=False))
@click.option("--text", help="The text itself; a title on its first line.")
@click.option("--station", "code", help="Only items of this station (yizhan stations), with its thresholds.")
@click.option("--most", default=10, show_default=True, type=click.IntRange(1, 80), help="So many at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="Language of the messages.")
def command(*, file: Path | None, text: str | None, code: str | None, most: int, as_json: bool, language: str) -> None:
    """Items that are the same text or the same matter as a text, with reasons. 查找相似稿件。

    FILE is a document (.txt .md .docx .wps .odt .pdf …), or - for standard input. Exit codes: 0 something is like it,
    1 nothing is, 2 the call itself was wrong.
    """
    if (file is None) == (text is None):
        stop("请给出一个文件,或用 --text 给出文字。/ Give a file, or a text with --text.")
    said = text if text is not None else _read(file or Path("-"))
    open_house()
    with translation.override("en" if language == "en" else "zh-hans"):
        report = _found(said, code, most)
        answer(report, as_json=as_json, words=_words(report))
    raise SystemExit(0 if report["found"] else NOTHING)


def _read(file: Path) -> str:
    from yizhan.engines.media import checks, reading  # noqa: PLC0415 -- loaded only when a document is given
    from yizhan.engines.media.refusals import Refused  # noqa: PLC0415

    if str(file) == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    try:
        return reading.text_of(checks.examine(file.name, file).kind, file).text
    except Refused:
        stop(f"读不出 {file.name} 的文字。/ No text can be read from {file.name}.")


def _found(said: str, code: str | None, most: int) -> dict[str, Any]:
    from yizhan.domains.likeness import access  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.network import queries  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415

    station = queries.station_of_code(code) if code else None
    if code and station is None:
        stop(f"没有代码为 {code} 的驿站;yizhan stations 列出全部。/ There is no station {code}; see: yizhan stations")
    found = access.like_text(system(station.pk if station else None), said, most=most)
    return {"station": code, "characters": len(said), "found": [_plain(one) for one in found]}


def _plain(one: Any) -> dict[str, Any]:
    likeness = one.likeness
    return {
        "id": str(one.item.public_id),
        "number": one.item.number,
        "station": one.item.station.code,
        "title": one.text.title,
        "state": one.item.state,
        "submitted_at": one.item.submitted_at.isoformat(),
        "verdict": likeness.verdict,
        "text": likeness.text,
        "containment": likeness.containment,
        "matter": likeness.matter,
        "passages": [passage.words for passage in likeness.passages],
        **{kind: list(getattr(likeness, kind).shared) for kind in ("names", "figures", "dates")},
        "contradictions": list(likeness.contradictions),
    }


def _words(report: dict[str, Any]) -> str:
    from yizhan.domains.likeness.states import Verdict  # noqa: PLC0415 -- models exist only once the house is open

    if not report["found"]:
        return "没有发现相似稿件。/ Nothing like it is known."
    lines = []
    for one in report["found"]:
        measure = max(one["text"], one["containment"]) if one["verdict"] == "same text" else one["matter"]
        lines.append(f"{one['number']}  {Verdict(one['verdict']).label} {measure:.2f}  {one['title']}")
        shared = "、".join([*one["names"], *one["figures"], *one["dates"]])
        lines += [f"    {part}" for part in (*one["passages"][:3], shared) if part]
    return "\n".join(lines)
