# SPDX-License-Identifier: Apache-2.0
"""Backup and restore of a whole installation: database, stored files, home folder. Consistent while people work.

The keys of encrypted values are no part of it: a backup that holds them could be read by whoever finds it.

The database is copied first. Stored files are put in place before the row that names them is committed and are never
changed, so whatever the copy names lies in the store when the files are copied after it.
"""

import importlib.metadata
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from yizhan.kernel import archives, clock, database_copies, places, sealing
from yizhan.kernel.archives import FORMAT, MANIFEST, Hindrance, Manifest, Member


class NotEmpty(Hindrance):
    """The installation to restore into holds something already."""


class OtherDatabase(Hindrance):
    """The backup is of another kind of database than this installation has."""


def planned() -> dict[str, Path]:
    """The files that a backup would hold besides the database, by their names in it."""
    return dict(_files())


def make(target: Path) -> Manifest:
    """Write a backup and read it again; answers with what it holds.

    Raises `FileExistsError`, or what `database_copies` and `archives` raise.
    """
    if target.exists():
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder, archives.writing(target) as add:
        database, listed = Path(folder) / "database", Path(folder) / MANIFEST
        head = sealing.head()
        database_copies.copy(database)
        members: dict[str, Member] = {}
        for name, path in ((database_copies.name(), database), *_files()):
            members[name] = archives.digest_of(path)
            add(name, path)
        manifest = Manifest(
            format=FORMAT,
            version=importlib.metadata.version("yizhan"),
            vendor=database_copies.name(),
            made_at=clock.now().isoformat(),
            head=head,
            members=members,
        )
        listed.write_bytes(archives.encoded(manifest))
        add(MANIFEST, listed)
    archives.check(target, manifest)
    _secure()
    return manifest


def restore(source: Path, *, is_trial: bool = False) -> Manifest:
    """Check a backup and put it into this empty installation. The database comes last: until then there is none.

    Raises `NotEmpty`, `OtherDatabase`, or what `database_copies` and `archives` raise; nothing remains then.
    """
    manifest = archives.manifest_of(source)
    if manifest.vendor != database_copies.name():
        raise OtherDatabase(manifest.vendor)
    if not database_copies.is_empty() or any(places.files_folder().glob("??/*")):
        raise NotEmpty
    if is_trial:
        archives.check(source, manifest)
        return manifest
    home = places.home_folder()
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as folder:
        taken = Path(folder)
        archives.check(source, manifest, into=taken)
        for name in manifest.members:
            if name.startswith("files/"):
                _move(taken / name, places.files_folder() / name.removeprefix("files/"))
            elif name.startswith("home/"):
                _move(taken / name, home / name.removeprefix("home/"))
        _secure()
        database_copies.load(taken / database_copies.name())
    _secure()
    return manifest


def _files() -> Iterator[tuple[str, Path]]:
    """Everything on the disk that belongs to the installation, the database apart."""
    for path in sorted(places.home_folder().iterdir()):
        is_apart = path.name.startswith(("yizhan.sqlite3", places.key_file().name))
        if path.is_file() and not is_apart and archives.is_name(f"home/{path.name}"):
            yield f"home/{path.name}", path
    for path in sorted(places.files_folder().glob("??/*")):
        if archives.is_name(f"files/{path.parent.name}/{path.name}"):
            yield f"files/{path.parent.name}/{path.name}", path


def _secure() -> None:
    """Return only when what was written would survive a power failure; Windows writes through by itself."""
    if hasattr(os, "sync"):
        os.sync()


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.move(source, target)
