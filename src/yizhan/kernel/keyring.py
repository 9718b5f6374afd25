# SPDX-License-Identifier: Apache-2.0
"""The keys of encrypted values: a file of its owner outside the database, one key a line, the last one in use.

A line is `<key id> <algorithm> <key>`. Former keys stay, so that values and backups from their time can be opened.
The file is read anew when it has changed, so that a rotation reaches every process.
"""

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yizhan.kernel import clock, places
from yizhan.kernel.ciphers import ALGORITHMS, Algorithm
from yizhan.kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class Key:
    """One key; its id tells the day on which it was made."""

    id: str
    algorithm_id: str
    content: bytes

    @property
    def algorithm(self) -> Algorithm:
        """What it encrypts with."""
        return ALGORITHMS[self.algorithm_id]


class Unreadable(Exception):  # noqa: N818 -- an answer to the operator, not a fault of the program
    """The key file says something else than keys; the message names the line."""


def keys() -> Mapping[str, Key]:
    """All keys by id, in the order in which they were made; none where there is no file. Raises `Unreadable`."""
    path = places.key_file()
    try:
        state = path.stat()
    except FileNotFoundError:
        return {}
    return _read(path, state.st_mtime_ns, state.st_ino, state.st_size)


def current() -> Key:
    """The key that new values are encrypted with. Raises `Conflict` where there is none."""
    known = keys()
    if not known:
        raise Conflict("keys.missing", path=str(places.key_file()), key="")
    return list(known.values())[-1]


def key_of(key_id: str) -> Key:
    """The key with an id. Raises `Conflict` that says where it is looked for."""
    found = keys().get(key_id)
    if found is None:
        raise Conflict("keys.missing", path=str(places.key_file()), key=key_id)
    return found


def make_first() -> None:
    """Make the file with its first key; of two processes that start together one makes it, both use it."""
    draft = _draft([_made()])
    try:
        os.link(draft, places.key_file())
    except FileExistsError:
        return
    finally:
        draft.unlink()
    _secure(places.key_file().parent)


def add() -> Key:
    """Make a key, which is in use from now on; on return it would survive a power failure.

    Whoever calls sees to it that nobody else does so meanwhile. Readers see the former file or the new one.
    """
    key = _made()
    _draft([*keys().values(), key]).replace(places.key_file())
    _secure(places.key_file().parent)
    return key


def _made() -> Key:
    algorithm_id = places.field_cipher()
    content = secrets.token_bytes(ALGORITHMS[algorithm_id].key_length)
    return Key(f"{clock.today():%Y%m%d}-{secrets.token_hex(4)}", algorithm_id, content)


def _draft(listed: list[Key]) -> Path:
    """The whole file under another name, readable by its owner only."""
    path = places.key_file()
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.writelines(
            f"{key.id} {key.algorithm_id} {base64.b64encode(key.content).decode('ascii')}\n" for key in listed
        )
        stream.flush()
        os.fsync(stream.fileno())
    return draft


def _secure(folder: Path) -> None:
    """The new name in the folder, too, is on the disk; Windows opens no folders and needs none of this."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _file: int, _size: int) -> Mapping[str, Key]:
    found: dict[str, Key] = {}
    for number, line in enumerate(path.read_text(encoding="ascii", errors="replace").splitlines(), 1):
        if line.strip():
            key = _parsed(line, f"{path}:{number}")
            found[key.id] = key
    return found


def _parsed(line: str, place: str) -> Key:
    try:
        key_id, algorithm_id, content = line.split()
        key = Key(key_id, algorithm_id, base64.b64decode(content, validate=True))
    except (ValueError, binascii.Error) as fault:
        raise Unreadable(place) from fault
    if algorithm_id not in ALGORITHMS or len(key.content) != key.algorithm.key_length:
        raise Unreadable(place)
    return key
