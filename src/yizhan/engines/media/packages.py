# SPDX-License-Identifier: Apache-2.0
"""Zip containers, opened with bounds: announced sizes are checked before anything is unpacked; no disk is touched."""

import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from yizhan.engines.media import names
from yizhan.engines.media.limits import Account
from yizhan.engines.media.refusals import Reason, Refused

_END = b"PK\x05\x06"
_END_BYTES = 22
_SPANNING_MARK = b"PK00"
_LONGEST_COMMENT = 65_535
#: A central directory entry with a long name and extra fields; more than this per allowed member is an attack.
_ENTRY_BYTES = 1_024
_ENCRYPTED_FLAG = 0x1
_PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Package:
    """An opened zip container whose members have names decoded and sizes accounted for."""

    def __init__(self, archive: zipfile.ZipFile, account: Account) -> None:
        self._archive = archive
        self.account = account
        self.members = {names.member_name(member): member for member in archive.infolist()}

    def read(self, name: str) -> bytes:
        """One member whole; its size was accounted for when the package was opened."""
        return self._archive.read(self.members[name])

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a member."""
        with self._archive.open(self.members[name]) as stream:
            return stream.read(size)

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """A member as a stream, unpacked as it is read."""
        with self._archive.open(self.members[name]) as stream:
            yield stream

    def files(self) -> list[str]:
        """Names of the members that are not folders, in the order of the directory."""
        return [name for name, member in self.members.items() if not member.is_dir()]


@contextmanager
def opened(stream: IO[bytes], size: int, account: Account) -> Iterator[Package]:
    """Open a zip container of `size` bytes.

    Raises Refused: BROKEN (no whole zip, two members of one name, packed otherwise than stored or deflated), LOCKED,
    UNSAFE_PATH, BOMB (members, directory, ratio, sum, overlap).
    """
    _check_directory_size(stream, size, account)
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        account.enter(len(members))
        for member in members:
            _check(member, account)
        if sum(member.compress_size for member in members) > size:
            raise Refused(Reason.BOMB, where="members overlap")
        if members and min(member.header_offset for member in members) > len(_SPANNING_MARK):
            raise Refused(Reason.BROKEN, where="its directory does not fit its content")
        package = Package(archive, account)
        if len(package.members) != len(members):
            raise Refused(Reason.BROKEN, where="two members with one name")
        yield package


def _check_directory_size(stream: IO[bytes], size: int, account: Account) -> None:
    """Refuse a directory too long to load: `zipfile` would make an object for every entry first."""
    tail_bytes = min(size, _END_BYTES + _LONGEST_COMMENT)
    stream.seek(size - tail_bytes)
    tail = stream.read(tail_bytes)
    stream.seek(0)
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_BYTES:
        raise Refused(Reason.BROKEN, where="the end of the archive is missing")
    (directory_bytes,) = struct.unpack_from("<I", tail, end + 12)
    # 0xFFFFFFFF points to a 64-bit record, which no file within our size limits needs.
    if directory_bytes > account.limits.members * _ENTRY_BYTES:
        raise Refused(Reason.BOMB, where="the directory of the archive is too long")


def _check(member: zipfile.ZipInfo, account: Account) -> None:
    name = names.member_name(member)
    if names.is_unsafe_path(name):
        raise Refused(Reason.UNSAFE_PATH, where=name)
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise Refused(Reason.LOCKED, where=name)
    if member.compress_type not in _PLAIN_METHODS:
        raise Refused(Reason.BROKEN, where=f"{name}: packed by a method that cannot be checked")
    account.spend(member.file_size, member.compress_size, name)


def carries_archive(content: IO[bytes], size: int) -> bool:
    """Whether a file that is something else ends in a whole zip directory: a picture that is an archive too."""
    tail_bytes = min(size, _END_BYTES + _LONGEST_COMMENT)
    content.seek(size - tail_bytes)
    tail = content.read(tail_bytes)
    content.seek(0)
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_BYTES:
        return False
    directory_bytes, comment_bytes = struct.unpack_from("<I4xH", tail, end + 12)
    begin = size - tail_bytes + end - directory_bytes
    if directory_bytes == 0 or begin < 0 or end + _END_BYTES + comment_bytes > len(tail):
        return False
    content.seek(begin)
    signature = content.read(4)
    content.seek(0)
    return signature == b"PK\x01\x02"


def as_stream(content: bytes) -> IO[bytes]:
    """Bytes as a seekable stream; they are shared, not copied."""
    return io.BytesIO(content)
