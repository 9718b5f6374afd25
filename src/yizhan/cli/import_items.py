# SPDX-License-Identifier: Apache-2.0
"""`yizhan import`: take in items from a file or a folder of documents."""

from pathlib import Path
from typing import Any

import click
from django.utils import translation

from yizhan.cli.house import answer, open_house, stop


@click.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--station", "code", required=True, help="Code of the station (yizhan stations).")
@click.option("--map", "wished", multiple=True, metavar="FIELD=COLUMN", help="Which column is which field.")
@click.option("--skip-refused", is_flag=True, help="Take the good rows although others are refused. 跳过有问题的行。")
@click.option("--dry-run", is_flag=True, help="Only say what would happen. 只检查,不导入。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="Language of the messages.")
def command(
    *,
    file: Path,
    code: str,
    wished: tuple[str, ...],
    skip_refused: bool,
    dry_run: bool,
    as_json: bool,
    language: str,
) -> None:
    """Import items from .csv, .tsv, .xlsx, .xls, .ods, .jsonl (also .xz) or a folder of documents. 导入稿件。

    Columns are guessed and shown; --map corrects the guess. Without --skip-refused it is all or nothing. Repeating an
    import changes nothing. Exit codes: 0 taken in (or would be), 1 rows were refused, 2 the call itself was wrong.
    """
    open_house()
    with translation.override("en" if language == "en" else "zh-hans"):
        report = _import(file, code, _wishes(wished), skip_refused=skip_refused, dry_run=dry_run)
        answer(report, as_json=as_json, words=_words(report))
    raise SystemExit(1 if report["refused"] and not skip_refused else 0)


def _import(file: Path, code: str, wishes: dict[str, str], *, skip_refused: bool, dry_run: bool) -> dict[str, Any]:
    from yizhan.domains.items.operations import intake, tables  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.network import queries  # noqa: PLC0415
    from yizhan.engines.media.refusals import Refused  # noqa: PLC0415
    from yizhan.engines.media.tables import read_rows  # noqa: PLC0415
    from yizhan.kernel import sentences  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415
    from yizhan.kernel.errors import Invalid, Refusal  # noqa: PLC0415

    station = queries.station_of_code(code)
    if station is None:
        stop(f"没有代码为 {code} 的驿站;yizhan stations 列出全部。/ There is no station {code}; see: yizhan stations")
    actor = system(station.pk)
    try:
        table = read_rows(file)
        taken, rows = tables.mapping(table, wishes)
        arrivals, rejected = tables.arrivals(rows, taken)
        found = intake.examine(actor, station.pk, arrivals, rejected)
        written = not dry_run and (skip_refused or not found.refused)
        if written:
            intake.take_in(
                actor, station.pk, source=file.name, arrivals=arrivals, rejected=rejected, skip_refused=skip_refused
            )
    except Refused as refused:
        facts = {name: str(value) for name, value in refused.parameters.items()}
        stop(" ".join(sentences.refused(Invalid(f"files.file.{refused.reason}", field="", breach=None, **facts))))
    except Refusal as refusal:
        stop(" ".join(sentences.refused(refusal)))
    return {
        "file": file.name,
        "station": code,
        "columns": {field.value: column for field, column in taken.items()},
        "unused_columns": [column for column in table.columns if column not in taken.values()],
        "read": found.read,
        "created": len(found.new) if written or (dry_run and (skip_refused or not found.refused)) else 0,
        "unchanged": found.unchanged,
        "refused": [_refused(one) for one in found.refused],
        "dry_run": dry_run,
    }


def _refused(rejection: Any) -> dict[str, Any]:
    from yizhan.kernel import sentences  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.kernel.errors import Invalid  # noqa: PLC0415

    words = sentences.refused(Invalid(rejection.code, field=rejection.field, **rejection.parameters))
    return {
        "place": rejection.place,
        "field": rejection.field,
        "code": rejection.code,
        "message": " ".join(words).strip(),
    }


def _wishes(wished: tuple[str, ...]) -> dict[str, str]:
    wishes = {}
    for wish in wished:
        field, equals, column = wish.partition("=")
        if not equals or not field.strip() or not column.strip():
            stop(f"--map 应写成 字段=列名,如 title=留言主题;收到的是 {wish}。/ --map takes FIELD=COLUMN, not {wish}")
        wishes[field.strip()] = column.strip()
    return wishes


def _words(report: dict[str, Any]) -> str:
    lines = [f"{field} ← {column}" for field, column in report["columns"].items()]
    if report["unused_columns"]:
        lines.append("未使用的列 / unused: " + "、".join(report["unused_columns"]))
    lines.append(
        f"读取 {report['read']},新增 {report['created']},已有 {report['unchanged']},退回 {len(report['refused'])}"
        + ("(只检查,未导入)" if report["dry_run"] else "")
    )
    lines += [f"  {row['place']}: {row['message']}" for row in report["refused"][:50]]
    if len(report["refused"]) > 50:
        lines.append(f"  …… 另有 {len(report['refused']) - 50} 行,--json 给出全部")
    return "\n".join(lines)
