# SPDX-License-Identifier: Apache-2.0
"""`yizhan verify`: whether journal, files and indexes are as they should be; indexes can be made anew."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from yizhan.cli.house import answer, open_house

#: Exit code when something is wrong.
WRONG = 1

#: Single findings that are listed; how many there are is always said.
_LISTED = 20

_WORDS = {
    "changed": "内容被改动 / changed",
    "removed": "被删除 / removed",
    "added": "事后插入 / added later",
    "seal_broken": "封印对不上 / the seal does not fit",
    "seal_removed": "封印被删除 / the seal was removed",
    "missing": "缺少 / missing",
    "stale": "与正文不符 / says something else",
    "surplus": "多余 / belongs to nothing",
    "no_key": "缺少密钥 / the key is missing",
    "damaged": "无法解密 / does not open",
    "clear": "未加密 / not encrypted",
}


@click.command("verify")
@click.option("--rebuild", is_flag=True, help="Make all indexes anew from the texts first. 先重建全部索引。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(*, rebuild: bool, as_json: bool) -> None:
    """Check journal, files, encrypted values and indexes. 核对日志、文件、加密数据和索引。

    Ends with 0 if everything is as it should be, with 1 if something is not. Nothing but indexes is ever changed.
    """
    open_house()
    from yizhan.kernel.indexes import indexes  # noqa: PLC0415 -- the house is open only now

    parts = [_journal(), _files(), _encrypted()]
    for index in indexes():
        click.echo(f"… {index.name}", err=True)
        parts.append(_index(index, rebuild=rebuild))
    is_sound = all(part["is_sound"] for part in parts)
    result = {"is_sound": is_sound, "is_rebuilt": rebuild, "parts": parts}
    answer(result, as_json=as_json, words="\n".join(_page(parts, is_sound=is_sound)))
    raise SystemExit(0 if is_sound else WRONG)


def _journal() -> dict[str, Any]:
    from yizhan.kernel import sealing  # noqa: PLC0415 -- the house is open only now
    from yizhan.kernel.models import Entry  # noqa: PLC0415

    found = [(finding.damage.value, str(finding.key)) for finding in sealing.findings()]
    part = _part("journal", "日志 / journal", Entry.objects.count(), found)
    return part | {"unsealed": sealing.unsealed(), "head": sealing.head()}


def _files() -> dict[str, Any]:
    from yizhan.domains.files import queries  # noqa: PLC0415 -- the house is open only now
    from yizhan.domains.files.models import StoredFile  # noqa: PLC0415

    found = [(fault.value, digest) for fault, digest in queries.damages()]
    part = _part("files", "文件 / files", StoredFile.objects.count(), found)
    # A file without a row is what a killed process leaves behind: it takes room and harms nobody.
    return part | {"is_sound": all(fault == "surplus" for fault, _ in found)}


def _encrypted() -> dict[str, Any]:
    from yizhan.kernel import encryption  # noqa: PLC0415 -- the house is open only now

    found = [(one.fault.value, f"{one.column} {one.row}") for one in encryption.findings()]
    return _part("encrypted", "加密数据 / encrypted values", encryption.counts().total(), found)


def _index(index: Any, *, rebuild: bool) -> dict[str, Any]:
    from yizhan.kernel import indexes  # noqa: PLC0415 -- the house is open only now

    if rebuild:
        indexes.rebuild(index)
    found = [(finding.fault.value, str(finding.row)) for finding in index.findings()]
    return _part(index.name, f"索引 / index {index.name}", index.count(), found)


def _part(name: str, title: str, checked: int, found: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "checked": checked,
        "is_sound": not found,
        "counts": dict(Counter(fault for fault, _ in found)),
        "findings": [{"fault": fault, "key": key} for fault, key in found[:_LISTED]],
    }


def _page(parts: list[dict[str, Any]], *, is_sound: bool) -> Iterator[str]:
    for part in parts:
        mark = "✓" if part["is_sound"] else "✗"
        yield f"{mark} {part['title']}: {part['checked']}"
        for fault, count in part["counts"].items():
            keys = ", ".join(one["key"] for one in part["findings"] if one["fault"] == fault)
            yield f"    {_WORDS[fault]}: {count} ({keys}{' …' if count > _LISTED else ''})"
        if part.get("head"):
            yield f"    末次封印 / last seal {part['head']}; 未封 / not sealed yet: {part['unsealed']}"
    if is_sound:
        yield "全部相符。/ Everything is as it should be."
    else:
        yield (
            "有不符之处。索引可用 yizhan verify --rebuild 重建;缺少密钥,请把另行保管的密钥文件放回原处;"
            "日志或文件不符,请保留现场并联系审计管理员。\n"
            "Something is wrong. Indexes are made anew by yizhan verify --rebuild; where a key is missing, put the key "
            "file back from where it is kept apart; if journal or files are concerned, leave everything as it is and "
            "call the audit administrator."
        )
