# SPDX-License-Identifier: Apache-2.0
"""`yizhan export`: items with texts, shares, journal and attachments, as a post may read them."""

import datetime
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from django.utils import translation

from yizhan.cli.house import answer, open_house, stop

_DAY = click.DateTime(formats=["%Y-%m-%d"])

#: Exit code when the content of an attachment was gone, or a text did not fit into its cell.
INCOMPLETE = 1


@click.command("export")
@click.argument("target", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.option("--station", "code", required=True, help="Code of the station (yizhan stations). 驿站代码。")
@click.option("--post", "acting", required=True, help="Who reads: a sign-in name, or the id of a post. 以谁的身份。")
@click.option("--from", "first", type=_DAY, help="Only what was handed in on this day or later. 起始日期。")
@click.option("--to", "last", type=_DAY, help="Only what was handed in on this day or before. 截止日期。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="Language of sentences and messages.")
def command(
    *,
    target: Path,
    code: str,
    acting: str,
    first: datetime.datetime | None,
    last: datetime.datetime | None,
    as_json: bool,
    language: str,
) -> None:
    """Write items of a station to FILE.jsonl, FILE.xlsx, or a FOLDER with the attached files. 导出稿件。

    What the post may not read is not in it. FILE or FOLDER must not exist yet. Exit codes: 0 written, 1 written, but
    the content of an attachment was gone or a text was cut to fit its cell, 2 the call itself was wrong.
    """
    _check_target(target)
    open_house()
    with translation.override("en" if language == "en" else "zh-hans"):
        report = _export(target, code, acting, first.date() if first else None, last.date() if last else None)
        answer(report, as_json=as_json, words=_words(report))
    raise SystemExit(INCOMPLETE if report["missing"] or report["cut"] else 0)


def _check_target(target: Path) -> None:
    if target.exists():
        stop(
            f"{target} 已经存在，不会覆盖；请换一个名称。/ {target} exists and is not overwritten; choose another name."
        )
    if not target.absolute().parent.is_dir():
        stop(f"没有文件夹 {target.absolute().parent}。/ There is no folder {target.absolute().parent}.")
    if target.suffix and target.suffix.lower() not in {".jsonl", ".xlsx"}:
        stop("文件请以 .jsonl 或 .xlsx 结尾，文件夹不带扩展名。/ A file ends in .jsonl or .xlsx, a folder in neither.")


def _export(
    target: Path, code: str, acting: str, first: datetime.date | None, last: datetime.date | None
) -> dict[str, Any]:
    from yizhan.cli.exports import rows, writing  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.items import access  # noqa: PLC0415
    from yizhan.domains.network import queries  # noqa: PLC0415
    from yizhan.domains.network.operations import exporting  # noqa: PLC0415
    from yizhan.domains.network.states import Export  # noqa: PLC0415

    station = queries.station_of_code(code)
    if station is None:
        stop(f"没有代码为 {code} 的驿站；yizhan stations 列出全部。/ There is no station {code}; see: yizhan stations")
    post = _post(acting, station.pk)
    actor = queries.actor_of(post)
    wanted = access.visible(actor).filter(station=station)
    if first is not None:
        wanted = wanted.filter(submitted_at__date__gte=first)
    if last is not None:
        wanted = wanted.filter(submitted_at__date__lte=last)
    try:
        written = writing.write(rows.exported(actor, wanted), target)
    except writing.TooManyRowsError:
        stop("超出一张工作表的行数；请导出为 .jsonl。/ More rows than a sheet holds; export to .jsonl.")
    except OSError as fault:
        stop(f"无法写入 {target}：{fault.strerror}。/ {target} cannot be written: {fault.strerror}.")
    asked = {"station": code, "first": str(first or ""), "last": str(last or "")}
    suffix = target.suffix.removeprefix(".") or "folder"
    exporting.take_out(actor, Export.ITEMS, number=written.items, file_format=suffix, filters=asked)
    return {"file": str(target), "station": code, "post": str(post.public_id), "reader": str(post), **asdict(written)}


def _post(acting: str, station: int) -> Any:
    """The post that reads: by its id, or by the sign-in name of somebody who holds one post at the station."""
    from yizhan.domains.network import queries  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.network.models import Post  # noqa: PLC0415

    held = Post.objects.filter(queries.in_force()).select_related("person", "organization", "station")
    try:
        found = list(held.filter(public_id=uuid.UUID(acting)))
    except ValueError:
        posts = list(held.filter(person__account__sign_in_name=acting, person__account__is_active=True))
        found = [post for post in posts if post.station_id == station] or posts
    if not found:
        stop(f"没有在任的岗位“{acting}”；请给出登录名或岗位编号。/ Nobody in office is “{acting}”.")
    if len(found) > 1:
        lines = "\n".join(f"  {post.public_id}  {post}（{post.organization.name}）" for post in found)
        stop(
            f"{acting} 有多个岗位，请用 --post 指明一个：/ {acting} holds several posts; name one with --post:\n{lines}"
        )
    return found[0]


def _words(report: dict[str, Any]) -> str:
    counted = f"{report['texts']} 个文本、{report['entries']} 条经过、{report['attachments']} 个附件"
    lines = [f"{report['items']} 篇稿件、{counted}已写入 {report['file']}。/ {report['items']} items written."]
    lines += [f"  附件内容缺失 / content is gone: {one}" for one in report["missing"][:50]]
    lines += [f"  文字超出单元格，已截断 / cut to fit a cell: {one}" for one in report["cut"][:50]]
    return "\n".join(lines)
