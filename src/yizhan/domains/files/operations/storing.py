# SPDX-License-Identifier: Apache-2.0
"""The disk side: what comes in is written aside, examined there, and takes its place only when it is kept."""

import hashlib
import io
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from yizhan.domains.files import queries
from yizhan.kernel import places

_CHUNK = 1 << 20

#: Nothing takes longer than this to be examined; what is older was left behind by a killed process.
_LEFTOVER_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Incoming:
    """A content that has arrived completely, beside the store: where it lies, its SHA-256, its size in bytes."""

    path: Path
    digest: str
    size: int


@contextmanager
def incoming(content: BinaryIO | bytes, *, most: int) -> Iterator[Incoming]:
    """Write a content aside, at most one byte more than `most`; at the end of the block it is gone unless placed."""
    folder = _incoming_folder()
    descriptor, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            digest, size = _copy(io.BytesIO(content) if isinstance(content, bytes) else content, stream, most + 1)
        yield Incoming(path, digest, size)
    finally:
        path.unlink(missing_ok=True)


def secure(path: Path) -> None:
    """Return only when the content would survive a power failure; done before the transaction, because it is slow."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def place(path: Path, digest: str) -> None:
    """Put a secured content where its digest says. A content that is there already stays; two at once are harmless."""
    target = queries.place_of(digest)
    if target.exists():
        return
    target.parent.mkdir(mode=0o700, exist_ok=True)
    path.replace(target)
    for folder in (target.parent, target.parent.parent):
        _secure_folder(folder)


def _copy(source: BinaryIO, target: BinaryIO, most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while size < most and (chunk := source.read(min(_CHUNK, most - size))):
        digest.update(chunk)
        target.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _incoming_folder() -> Path:
    """The folder for what is still being examined, cleared of what a killed process left there."""
    folder = places.files_folder() / "incoming"
    folder.mkdir(mode=0o700, exist_ok=True)
    oldest = time.time() - _LEFTOVER_SECONDS
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except FileNotFoundError:
            continue
    return folder


def _secure_folder(folder: Path) -> None:
    """Write a folder's new entries to the disk; Windows cannot open a folder and needs no such thing."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
