# SPDX-License-Identifier: Apache-2.0
"""A backup as a folder or as one .tar file: the same members by the same names, each with size and digest in a list.

Only names that a backup can have are ever written, so that a file from elsewhere leads to no other place.
"""

import hashlib
import re
import shutil
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import orjson

#: The list of members; written last, so that a backup that was cut short has none.
MANIFEST = "manifest.json"

#: Grows when an older program could not read the backup any more.
FORMAT = 1

#: What a member may be called: the database, a stored file, a file of the home folder.
_NAME = re.compile(r"database\.(sqlite3|dump)|files/[0-9a-f]{2}/[0-9a-f]{64}|home/[A-Za-z0-9_-][A-Za-z0-9._-]{0,80}")

_CHUNK = 1 << 20


class Hindrance(Exception):  # noqa: N818 -- an answer to whoever gave the command, not a fault of the program
    """Why no backup was made or put back."""


class Unreadable(Hindrance):
    """A backup that is none, or is damaged; the message says where."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself. `head` is the digest of the last seal over the journal."""

    format: int
    version: str
    vendor: str
    made_at: str
    head: str
    members: Mapping[str, Member]

    @property
    def size(self) -> int:
        """Bytes of all members."""
        return sum(member.size for member in self.members.values())


def is_name(name: str) -> bool:
    """Whether a member of a backup may be called so."""
    return _NAME.fullmatch(name) is not None


def digest_of(path: Path) -> Member:
    """Size and digest of a file as it lies there."""
    with path.open("rb") as stream:
        return Member(path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


@contextmanager
def writing(target: Path) -> Iterator[Callable[[str, Path], None]]:
    """Write members under their names; nothing remains of a backup that could not be finished."""
    if target.suffix == ".tar":
        try:
            with tarfile.open(target, "x") as archive:
                yield lambda name, path: archive.add(path, name, recursive=False)
        except FileExistsError:
            raise
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return
    target.mkdir(mode=0o700, parents=True)
    try:
        yield lambda name, path: _copy_into(target, name, path)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def encoded(manifest: Manifest) -> bytes:
    """The list of members as it is written."""
    return orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2)


def manifest_of(source: Path) -> Manifest:
    """What a backup says of itself. Raises `Unreadable`."""
    try:
        content = next(stream.read() for name, stream in _streams(source) if name == MANIFEST)
        said = orjson.loads(content)
        members = {name: Member(**member) for name, member in said.pop("members").items()}
        manifest = Manifest(**said, members=members)
    except StopIteration:
        raise Unreadable(MANIFEST) from None
    except (OSError, tarfile.TarError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise Unreadable(f"{MANIFEST}: {fault}") from fault
    if manifest.format != FORMAT or not all(map(is_name, members)):
        raise Unreadable(MANIFEST)
    return manifest


def check(source: Path, manifest: Manifest, *, into: Path | None = None) -> None:
    """Compare every member with its digest and, if wanted, write it into a folder. Raises `Unreadable`."""
    missing = dict(manifest.members)
    try:
        for name, stream in _streams(source):
            member = missing.pop(name, None)
            if member is not None and _taken(stream, into / name if into else None) != member:
                raise Unreadable(name)
    except (OSError, tarfile.TarError) as fault:
        raise Unreadable(str(fault)) from fault
    if missing:
        raise Unreadable(min(missing))


def _streams(source: Path) -> Iterator[tuple[str, IO[bytes]]]:
    if source.is_dir():
        for path in sorted(path for path in source.rglob("*") if path.is_file() and not path.is_symlink()):
            with path.open("rb") as stream:
                yield path.relative_to(source).as_posix(), stream
        return
    with tarfile.open(source, "r:") as archive:
        for one in archive:
            content = archive.extractfile(one) if one.isreg() else None
            if content is not None:
                yield one.name, content


def _taken(stream: IO[bytes], target: Path | None) -> Member:
    digest, size = hashlib.sha256(), 0
    if target is not None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("xb") if target is not None else nullcontext() as kept:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if kept is not None:
                kept.write(chunk)
    return Member(size, digest.hexdigest())


def _copy_into(folder: Path, name: str, path: Path) -> None:
    target = folder / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(path, target)
