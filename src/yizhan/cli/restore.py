# SPDX-License-Identifier: Apache-2.0
"""`yizhan restore`: a backup into an empty installation."""

from pathlib import Path

import click

from yizhan.cli.house import answer, open_house, stop


@click.command("restore")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only check the backup. 只核对,不写入。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(source: Path, *, dry_run: bool, as_json: bool) -> None:
    """Check a backup and put it into the empty YIZHAN_HOME. 核对备份,恢复到空的系统目录。

    Every file is compared with its digest first. An installation that holds anything is left alone.
    """
    open_house(migrate=False)
    from yizhan.kernel import archives, backups, database_copies, places, sealing  # noqa: PLC0415 -- as above, open only now

    try:
        manifest = backups.restore(source, is_trial=dry_run)
    except backups.NotEmpty:
        stop("这里已经有内容,没有改动;请换一个空目录(YIZHAN_HOME)。/ Not empty: choose another YIZHAN_HOME.")
    except backups.OtherDatabase as other:
        stop(f"备份来自另一种数据库({other})。/ The backup is of another kind of database ({other}).")
    except archives.Unreadable as fault:
        stop(f"这不是完好的备份:{fault}。没有写入。/ Not a sound backup: {fault}. Nothing was written.")
    except database_copies.NoProgram as missing:
        stop(
            f"缺少程序 {missing}(随 PostgreSQL 客户端安装)。/ {missing} is missing; it comes with PostgreSQL's client."
        )
    except (database_copies.Failed, OSError) as fault:
        stop(f"恢复失败:{fault} / The restore failed: {fault}")
    if not dry_run:
        open_house()
    is_same = dry_run or sealing.has_seal(manifest.head)
    said = (
        "备份完好。/ The backup is sound."
        if dry_run
        else f"已恢复。请把另行保管的加密密钥放到 {places.key_file()}，再运行 yizhan verify。\n"
        f"Restored. Put the key file, which is kept apart, at {places.key_file()}; then run: yizhan verify"
    )
    result = {"files": len(manifest.members), "head": manifest.head, "head_found": is_same, "dry_run": dry_run}
    answer(result, as_json=as_json, words=said)
    if not is_same:
        stop("日志封印与备份记录不符。/ The seals do not fit what the backup says.", code=1)
