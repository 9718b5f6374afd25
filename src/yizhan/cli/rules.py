# SPDX-License-Identifier: Apache-2.0
"""`yizhan rules`: the rulebook of a station as a file: out, in, and compared."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from django.utils import translation

from yizhan.cli.house import answer, open_house, stop

#: Exit code when a file is wrong, or when something differs.
DIFFERS = 1

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_station = click.option("--station", "code", required=True, help="Code of the station (yizhan stations).")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
_language = click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="Language of the messages.")


@click.group("rules")
def command() -> None:
    """The rulebook of a station as TOML. 规则的导出、导入和比较。"""


@command.command("export")
@_station
@click.option(
    "--file", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the terminal."
)
@_json
def export(*, code: str, target: Path | None, as_json: bool) -> None:
    """Write everything ever laid down at a station. 导出规则。"""
    open_house()
    from yizhan.domains.rulebook import queries  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.rulebook.rules.documents import write_document  # noqa: PLC0415

    station = _found(code)
    provisions = queries.provisions(station.pk)
    document = write_document(station.name, provisions, queries.bodies(station.pk))
    if target is not None:
        target.write_text(document, encoding="utf-8")
    result = {"station": code, "rules": len(provisions), "document": document}
    words = (
        f"{len(provisions)} 条规则已写入 {target}。/ {len(provisions)} rules written." if target else document.rstrip()
    )
    answer(result, as_json=as_json, words=words)


@command.command("import")
@click.argument("file", type=_FILE, required=False)
@click.option("--set", "shipped", help="A set that comes with the house instead of a file.")
@_station
@click.option("--put-in-force", is_flag=True, help="At once, without a draft and a second person. 直接生效。")
@click.option("--dry-run", is_flag=True, help="Only say what would happen. 只检查,不导入。")
@_language
@_json
def take_in(
    *,
    file: Path | None,
    shipped: str | None,
    code: str,
    put_in_force: bool,
    dry_run: bool,
    language: str,
    as_json: bool,
) -> None:
    """Make a draft of a file or of a set of the house. 导入规则,作为草案。

    Exit codes: 0 taken in (or would be), 1 the file is wrong, line by line, 2 the call itself was wrong.
    """
    open_house()
    with translation.override("en" if language == "en" else "zh-hans"):
        title, provisions, mistakes = _read(file, shipped, code)
        result: dict[str, Any] = {"station": code, "rules": len(provisions), "mistakes": mistakes, "draft": None}
        if not mistakes and not dry_run:
            result["draft"] = _take_in(code, title, provisions, put_in_force=put_in_force)
        lines = [f"第 {one['line']} 行 / line {one['line']}: {one['message']}" for one in mistakes]
        words = "\n".join(lines) or f"{len(provisions)} 条规则。/ {len(provisions)} rules."
        answer(result, as_json=as_json, words=words)
    raise SystemExit(DIFFERS if mistakes else 0)


@command.command("compare")
@click.argument("file", type=_FILE, required=False)
@_station
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), help="First day. [default: today]")
@click.option("--after", type=click.DateTime(["%Y-%m-%d"]), help="Second day; not with a file.")
@_language
@_json
def compare(
    *,
    file: Path | None,
    code: str,
    before: datetime.datetime | None,
    after: datetime.datetime | None,
    language: str,
    as_json: bool,
) -> None:
    """What is ruled otherwise in a file, or on another day. 比较规则。

    Exit codes: 0 nothing differs, 1 something does or the file is wrong, 2 the call itself was wrong.
    """
    if (file is None) == (after is None):
        stop("请给出文件,或 --after 日期,二者选一。/ Give a file, or a day with --after: one of the two.")
    open_house()
    with translation.override("en" if language == "en" else "zh-hans"):
        found, mistakes = _compared(file, code, before.date() if before else None, after.date() if after else None)
        lines = [f"第 {one['line']} 行 / line {one['line']}: {one['message']}" for one in mistakes]
        lines += [f"{one['title']} {one['scope']}: {one['before'] or '—'} → {one['after'] or '—'}" for one in found]
        result = {"station": code, "differences": found, "mistakes": mistakes}
        answer(result, as_json=as_json, words="\n".join(lines) or "没有不同。/ Nothing differs.")
    raise SystemExit(DIFFERS if found or mistakes else 0)


def _found(code: str) -> Any:
    from yizhan.domains.network import queries  # noqa: PLC0415 -- models exist only once the house is open

    station = queries.station_of_code(code)
    if station is None:
        stop(f"没有代码为 {code} 的驿站;yizhan stations 列出全部。/ There is no station {code}; see: yizhan stations")
    return station


def _read(file: Path | None, shipped: str | None, code: str) -> tuple[str, Sequence[Any], list[dict[str, Any]]]:
    """Title, provisions, and what is wrong on which line."""
    from yizhan.domains.rulebook import queries  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.rulebook.rules import shipped as sets  # noqa: PLC0415
    from yizhan.domains.rulebook.rules.documents import read_document  # noqa: PLC0415
    from yizhan.kernel import clock, sentences  # noqa: PLC0415

    station = _found(code)
    if (file is None) == (shipped is None):
        stop("请给出文件,或 --set,二者选一。/ Give a file or --set: one of the two.")
    if shipped is not None:
        if shipped not in sets.SETS:
            stop(f"自带的规则有:{', '.join(sets.SETS)}。/ The sets of the house: {', '.join(sets.SETS)}.")
        return str(sets.SETS[shipped]), sets.provisions_of(shipped, clock.today()), []
    try:
        text = file.read_text(encoding="utf-8-sig") if file else ""
    except UnicodeDecodeError:
        stop(f"{file} 不是 UTF-8 文本。/ {file} is no UTF-8 text.")
    document = read_document(text, {name: key for key, name in queries.bodies(station.pk).items()})
    mistakes = [
        {
            "line": one.line,
            "code": one.refusal.code,
            "message": " ".join(filter(None, sentences.refused(one.refusal))),
        }
        for one in document.mistakes
    ]
    return document.title or (file.stem if file else ""), document.provisions, mistakes


def _take_in(code: str, title: str, provisions: Sequence[Any], *, put_in_force: bool) -> str | None:
    """The id of the draft, where one was made."""
    from yizhan.domains.rulebook.operations import drafts, laying_down  # noqa: PLC0415 -- see above
    from yizhan.kernel.actors import system  # noqa: PLC0415
    from yizhan.kernel.errors import Refusal  # noqa: PLC0415

    station = _found(code)
    try:
        if put_in_force:
            laying_down.lay_down_all(system(station.pk), station.pk, provisions)
            return None
        return str(drafts.prepare(system(station.pk), title=title[:120], provisions=provisions).public_id)
    except Refusal as refusal:
        from yizhan.kernel import sentences  # noqa: PLC0415

        stop(" ".join(filter(None, sentences.refused(refusal))))


def _compared(
    file: Path | None, code: str, before: datetime.date | None, after: datetime.date | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    from yizhan.domains.rulebook import queries  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.rulebook.rules.comparing import differences  # noqa: PLC0415
    from yizhan.kernel import clock  # noqa: PLC0415

    station = _found(code)
    first = queries.standing(station.pk, before or clock.today())
    if file is not None:
        _title, second, mistakes = _read(file, None, code)
        if mistakes:
            return [], mistakes
    else:
        second = queries.standing(station.pk, after or clock.today())
    return [_plain(one) for one in differences(first, second)], []


def _plain(difference: Any) -> dict[str, Any]:
    from yizhan.domains.rulebook.rules.definitions import DEFINITIONS  # noqa: PLC0415 -- see above

    definition = DEFINITIONS.get(difference.line.key)
    return {
        "key": difference.line.key,
        "title": str(definition.title) if definition else difference.line.key,
        "scope": difference.line.scope.plain() or "",
        "strand": difference.line.strand,
        "before": difference.before and difference.before.value,
        "after": difference.after and difference.after.value,
    }
