# SPDX-License-Identifier: Apache-2.0
"""OLE compound files (.doc, .xls, .ppt of 1997-2003, locked Office files, embedded objects): names and stream heads.

Only what a check needs is read; every chain is bounded by the number of sectors the file can have.
Format: [MS-CFB], chapters 2.2 to 2.6.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_REGULAR_SECTOR = 0xFFFFFFFA
_ENTRY_BYTES = 128
_HEADER_FAT_SECTORS = 109
_MINI_SECTOR = 64
_STREAM, _ROOT = 2, 5
_MOST_ENTRIES = 65_536


@dataclass(frozen=True, slots=True)
class Entry:
    """One stream or storage of the directory."""

    name: str
    type: int
    first_sector: int
    size: int


class Compound:
    """A compound file in memory. Raises ValueError or struct.error for one that is damaged."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(SIGNATURE) or len(content) < 512:
            raise ValueError("no compound file")
        self._content = content
        (sector_shift,) = struct.unpack_from("<H", content, 0x1E)
        if sector_shift not in {9, 12}:
            raise ValueError("impossible sector size")
        self._sector_bytes = 1 << sector_shift
        directory, _, self._mini_cutoff, mini_fat = struct.unpack_from("<4I", content, 0x30)
        self._fat = self._allocation_table()
        self.entries = tuple(self._directory(directory))
        self._mini_fat = self._table(self._sectors(mini_fat))
        self._mini_stream: bytes | None = None

    @property
    def names(self) -> frozenset[str]:
        """Names of all streams and storages, on all levels."""
        return frozenset(entry.name for entry in self.entries)

    def head(self, name: str, size: int) -> bytes:
        """The first `size` bytes of the first stream with that name; empty when there is none."""
        for entry in self.entries:
            if entry.name == name and entry.type == _STREAM:
                wanted = min(size, entry.size)
                if entry.size < self._mini_cutoff:
                    return self._small(entry.first_sector, wanted)
                return self._large(entry.first_sector, wanted)
        return b""

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._sector_bytes
        sector = self._content[begin : begin + self._sector_bytes]
        if not sector:
            raise ValueError("sector outside the file")
        return sector.ljust(self._sector_bytes, b"\0")

    def _table(self, sectors: Iterator[bytes]) -> list[int]:
        return [number for sector in sectors for number in struct.unpack(f"<{len(sector) // 4}I", sector)]

    def _allocation_table(self) -> list[int]:
        numbers = list(struct.unpack_from(f"<{_HEADER_FAT_SECTORS}I", self._content, 0x4C))
        (more,) = struct.unpack_from("<I", self._content, 0x44)
        seen: set[int] = set()
        while more < _LAST_REGULAR_SECTOR:
            if more in seen:
                raise ValueError("circular sector table")
            seen.add(more)
            *listed, more = self._table(iter([self._sector(more)]))
            numbers += listed
        most = len(self._content) // self._sector_bytes
        used = [number for number in numbers if number < _LAST_REGULAR_SECTOR]
        if len(used) > most:
            raise ValueError("sector table longer than the file")
        return self._table(self._sector(number) for number in used)

    def _sectors(self, first: int) -> Iterator[bytes]:
        seen: set[int] = set()
        number = first
        while number < _LAST_REGULAR_SECTOR:
            if number in seen or number >= len(self._fat):
                raise ValueError("broken sector chain")
            seen.add(number)
            yield self._sector(number)
            number = self._fat[number]

    def _directory(self, first: int) -> Iterator[Entry]:
        count = 0
        for sector in self._sectors(first):
            for offset in range(0, len(sector) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
                name_bytes, type_ = struct.unpack_from("<HB", sector, offset + 64)
                first_sector, size = struct.unpack_from("<IQ", sector, offset + 116)
                if type_ and 2 <= name_bytes <= 64:
                    name = sector[offset : offset + name_bytes - 2].decode("utf-16-le", "replace")
                    yield Entry(name, type_, first_sector, size & 0xFFFFFFFF)
                count += 1
                if count > _MOST_ENTRIES:
                    raise ValueError("directory too long")

    def _large(self, first: int, size: int) -> bytes:
        parts = bytearray()
        for sector in self._sectors(first):
            parts += sector
            if len(parts) >= size:
                break
        return bytes(parts[:size])

    def _small(self, first: int, size: int) -> bytes:
        if self._mini_stream is None:
            root = next((entry for entry in self.entries if entry.type == _ROOT), None)
            self._mini_stream = self._large(root.first_sector, root.size) if root else b""
        parts = bytearray()
        number, seen = first, set[int]()
        while number < _LAST_REGULAR_SECTOR and len(parts) < size:
            if number in seen or number >= len(self._mini_fat):
                raise ValueError("broken chain of small sectors")
            seen.add(number)
            parts += self._mini_stream[number * _MINI_SECTOR : (number + 1) * _MINI_SECTOR]
            number = self._mini_fat[number]
        return bytes(parts[:size])
