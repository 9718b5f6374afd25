# SPDX-License-Identifier: Apache-2.0
"""`yizhan backup`: the whole installation as one file or folder, while people work."""

from pathlib import Path

import click

from yizhan.cli.house import answer, open_house, stop


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be written. 只说明,不写入。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(target: Path, *, dry_run: bool, as_json: bool) -> None:
    """Write database and files to TARGET.tar or to a new folder, and read it again. 备份到文件或文件夹。

    People may go on working. The keys of encrypted account and identity numbers are not in it: copy the key file too,
    and keep that copy in another place. 加密密钥不在备份中，请另行复制密钥文件并分开保管。
    """
    open_house(migrate=False)
    from yizhan.kernel import archives, backups, database_copies, places  # noqa: PLC0415 -- the house is open only now

    if target.exists():
        stop(f"{target} 已存在,没有写入。/ exists already; nothing was written.")
    if database_copies.is_empty():
        stop("这里还没有系统,无可备份。/ There is no installation here.")
    if dry_run:
        files = backups.planned()
        words = f"将写入数据库和 {len(files)} 个文件。/ Would write the database and {len(files)} files."
        answer({"target": str(target), "files": len(files), "dry_run": True}, as_json=as_json, words=words)
        return
    try:
        manifest = backups.make(target)
    except database_copies.NoProgram as missing:
        stop(
            f"缺少程序 {missing}(随 PostgreSQL 客户端安装)。/ {missing} is missing; it comes with PostgreSQL's client."
        )
    except (database_copies.Failed, archives.Unreadable, OSError) as fault:
        stop(f"备份失败:{fault} / The backup failed: {fault}")
    answer(
        {
            "target": str(target),
            "files": len(manifest.members),
            "bytes": manifest.size,
            "head": manifest.head,
            "made_at": manifest.made_at,
            "key_file": str(places.key_file()),
        },
        as_json=as_json,
        words=f"已备份并核对:{len(manifest.members)} 个文件,{manifest.size} 字节。/ "
        f"Written and read again: {len(manifest.members)} files, {manifest.size} bytes.\n"
        f"末次封印 / last seal {manifest.head}\n"
        f"加密密钥不在其中，请另行复制并分开保管：{places.key_file()}\n"
        "The keys of encrypted values are not in it: copy this file too, and keep the copy apart from the backup.",
    )
