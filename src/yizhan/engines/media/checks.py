# SPDX-License-Identifier: Apache-2.0
"""One question about one file: what is it really, and may it be kept? (ASVS 5.0, 5.2.1 to 5.2.3, 5.3.2)

The answer is a `Finding` or one typed refusal. Nothing is unpacked to a disk, nothing is fetched, no document is opened
by the program it belongs to; time and memory are bounded by `Limits`.
"""

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from yizhan.engines.media import (
    kinds,
    legacy_office,
    names,
    office,
    packages,
    pictures,
    plain_text,
    portable,
    rich_text,
)
from yizhan.engines.media.kinds import TEXTUAL, TRAITS, Family, Kind, Outer
from yizhan.engines.media.limits import MEBIBYTE, Account, Limits
from yizhan.engines.media.refusals import Reason, Refused

__all__ = ["Finding", "Kind", "Limits", "Member", "Reason", "Refused", "examine"]

#: What the standard library raises over damaged input; at the boundary each becomes BROKEN.
_DAMAGE = (
    ValueError,
    LookupError,
    EOFError,
    ArithmeticError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    MemoryError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file listed in an archive: its name as a person reads it, its unpacked size in bytes, its real kind."""

    name: str
    size: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """A file that may be kept. `encoding` is set for plain text, `pixels` for pictures, `members` for archives."""

    name: str
    kind: Kind
    size: int
    encoding: str | None = None
    pixels: tuple[int, int] | None = None
    members: tuple[Member, ...] = ()

    @property
    def family(self) -> Family:
        """What a person would call it."""
        return TRAITS[self.kind].family

    @property
    def media_type(self) -> str:
        """The Content-Type to answer with; never the one a sender claimed."""
        return TRAITS[self.kind].media_type


def examine(name: str, content: bytes | Path | IO[bytes], *, limits: Limits | None = None) -> Finding:
    """Tell what a file really is, or raise `Refused` with a stable code, the file's name and the place in it.

    `content` is the bytes, the path or the open stream of a file; it is read, never written. An OSError of the file
    system passes through.
    """
    account = Account(limits or Limits())
    with _opened(content) as (stream, size):
        return _examined(name, stream, size, account, depth=0)


@contextmanager
def _opened(content: bytes | Path | IO[bytes]) -> Iterator[tuple[IO[bytes], int]]:
    if isinstance(content, bytes):
        yield packages.as_stream(content), len(content)
    elif isinstance(content, Path):
        with content.open("rb") as stream:
            yield stream, os.fstat(stream.fileno()).st_size
    else:
        yield content, content.seek(0, os.SEEK_END)


def _examined(name: str, stream: IO[bytes], size: int, account: Account, depth: int) -> Finding:
    with _refusals_about(name):
        clean = names.checked(name, characters=account.limits.name)
        _refuse_size(size, account.limits)
        _refuse_depth(depth, account.limits)
        ending = names.ending_of(clean)
        _refuse_program_ending(ending)
        finding = _recognised(clean, ending, stream, size, account, depth)
        _refuse_other_ending(finding, ending)
    return finding


@contextmanager
def _refusals_about(name: str) -> Iterator[None]:
    """Every refusal names the outer file; every error over damaged input becomes one."""
    try:
        yield
    except Refused as refusal:
        raise refusal.about(name) from refusal.__cause__
    except _DAMAGE as damage:
        raise Refused(Reason.BROKEN, name=name, where=type(damage).__name__) from damage


def _refuse_size(size: int, limits: Limits) -> None:
    if not size:
        raise Refused(Reason.EMPTY)
    if size > limits.size:
        raise Refused(Reason.TOO_LARGE, limit=f"{limits.size // MEBIBYTE} MB", where=f"{size // MEBIBYTE} MB")


def _refuse_depth(depth: int, limits: Limits) -> None:
    if depth > limits.depth:
        raise Refused(Reason.NESTED_TOO_DEEP, where=f"more than {limits.depth} levels")


def _refuse_program_ending(ending: str) -> None:
    if ending in kinds.PROGRAM_ENDINGS:
        raise Refused(Reason.PROGRAM, where=ending)


def _refuse_other_ending(finding: Finding, ending: str) -> None:
    trait = TRAITS[finding.kind]
    if ending in trait.endings:
        return
    if finding.kind is Kind.TXT and not kinds.kinds_for(ending):
        raise Refused(Reason.UNKNOWN_KIND)  # source code, markup and mail are text too, but not what is asked for
    raise Refused(Reason.KIND_MISMATCH, kind=finding.kind.value, expected=trait.endings[0])


def _recognised(name: str, ending: str, stream: IO[bytes], size: int, account: Account, depth: int) -> Finding:
    stream.seek(0)
    head = stream.read(kinds.HEAD_BYTES)
    outer = kinds.signature_of(head)
    if outer is Outer.PROGRAM:
        raise Refused(Reason.PROGRAM, where="its first bytes")
    if outer is Outer.OTHER_ARCHIVE:
        raise Refused(Reason.ARCHIVE)
    if outer is Outer.PACKAGE:
        return _package(name, stream, size, account, depth)
    if outer is Outer.TEXT_OR_UNKNOWN:
        return _text(name, ending, head, stream, size)
    if packages.carries_archive(stream, size):
        raise Refused(Reason.TWO_KINDS, where="an archive is appended")
    stream.seek(0)
    if outer is Outer.COMPOUND:
        return Finding(name, legacy_office.inspect(stream.read()), size)
    return _INSPECTIONS[outer](name, stream.read(), account, outer)


def _package(name: str, stream: IO[bytes], size: int, account: Account, depth: int) -> Finding:
    with packages.opened(stream, size, account) as package:
        kind = office.kind_of(package)
        if kind is not None:
            for embedded in office.inspect(package):
                _inner(package, embedded, account, depth)
            return Finding(name, kind, size)
        if not account.limits.archives:
            raise Refused(Reason.ARCHIVE)
        members = []
        for inner in package.files():
            found = _inner(package, inner, account, depth)
            members.append(Member(inner, found.size, found.kind))
        return Finding(name, Kind.ZIP, size, members=tuple(members))


def _inner(package: packages.Package, path: str, account: Account, depth: int) -> Finding:
    content = package.read(path)
    finding_name = path.replace("\\", "/").rpartition("/")[2]
    try:
        return _examined(finding_name, packages.as_stream(content), len(content), account, depth + 1)
    except Refused as refusal:
        raise Refused(refusal.reason, **{**refusal.parameters, "name": path}) from refusal


def _text(name: str, ending: str, head: bytes, stream: IO[bytes], size: int) -> Finding:
    if kinds.looks_like_web_page(head):
        raise Refused(Reason.KIND_MISMATCH, kind="a web page", expected=".txt")
    encoding = plain_text.encoding_of(stream)
    if encoding is None:
        raise Refused(Reason.UNKNOWN_KIND)
    kind = next((kind for kind in kinds.kinds_for(ending) if kind in TEXTUAL), Kind.TXT)
    if kind in {Kind.CSV, Kind.TSV} and any(
        plain_text.has_dde_cell(part) for part in plain_text.decoded(stream, encoding) if part
    ):
        raise Refused(Reason.DYNAMIC_EXCHANGE, where="a cell with a DDE formula")
    return Finding(name, kind, size, encoding=encoding)


def _portable(name: str, content: bytes, account: Account, kind: Kind) -> Finding:
    portable.inspect(content, account)
    return Finding(name, kind, len(content))


def _rich_text(name: str, content: bytes, _account: Account, kind: Kind) -> Finding:
    rich_text.inspect(content)
    return Finding(name, kind, len(content))


def _picture(name: str, content: bytes, account: Account, kind: Kind) -> Finding:
    pixels = pictures.size_of(kind, content)
    if pixels is not None and pixels[0] * pixels[1] > account.limits.pixels:
        limit = f"{account.limits.pixels // 1_000_000} megapixels"
        raise Refused(Reason.TOO_LARGE, limit=limit, where=f"{pixels[0]} x {pixels[1]} pixels")
    return Finding(name, kind, len(content), pixels=pixels)


def _recording(name: str, content: bytes, _account: Account, kind: Kind) -> Finding:
    if kind in {Kind.MP4, Kind.MOV, Kind.M4A} and b"moov" not in content and b"moof" not in content:
        raise Refused(Reason.BROKEN, where="no index of the recording")
    return Finding(name, kind, len(content))


_Inspection = Callable[[str, bytes, Account, Kind], Finding]
_INSPECTIONS: Mapping[Kind, _Inspection] = MappingProxyType(
    {
        Kind.PDF: _portable,
        Kind.RTF: _rich_text,
        **{kind: _picture for kind, trait in TRAITS.items() if trait.family is Family.PICTURE},
        **{kind: _recording for kind, trait in TRAITS.items() if trait.family in {Family.VOICE, Family.VIDEO}},
    }
)
