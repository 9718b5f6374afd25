# SPDX-License-Identifier: Apache-2.0
"""How much a file may ask of us, and the account of what one examination has used."""

from dataclasses import dataclass

from yizhan.engines.media.refusals import Reason, Refused

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one examination; an institution may narrow or widen them."""

    #: Size of the file itself, in bytes.
    size: int = 50 * MEBIBYTE
    #: Sum of all unpacked members on all levels, in bytes.
    unpacked: int = 256 * MEBIBYTE
    #: Unpacked : packed of one member larger than a mebibyte. Blank workbooks reach 60, text 20, a bomb 1000.
    ratio: int = 200
    #: Members of all archives together.
    members: int = 5_000
    #: Elements of all parts whose elements are looked at: what takes time, where sizes take memory.
    elements: int = 4_000_000
    #: Containers within containers: a document in an archive is one, its embedded workbook two.
    depth: int = 2
    #: Characters of a file name.
    name: int = 200
    #: Width times height of a picture: what a careless viewer would have to hold.
    pixels: int = 200_000_000
    #: Whether archives may be kept (their members are then listed and each is examined).
    archives: bool = False


@dataclass(slots=True)
class Account:
    """What one examination has used so far, across all levels of nesting."""

    limits: Limits
    unpacked: int = 0
    members: int = 0
    elements: int = 0

    def enter(self, members: int) -> None:
        """Count the members of one more archive; raises Refused (BOMB) past the limit."""
        self.members += members
        if self.members > self.limits.members:
            raise Refused(Reason.BOMB, where=f"more than {self.limits.members} members")

    def meet_element(self) -> None:
        """Count one element; raises Refused (BOMB) past the limit."""
        self.elements += 1
        if self.elements > self.limits.elements:
            raise Refused(Reason.BOMB, where=f"more than {self.limits.elements} elements")

    def spend(self, size: int, packed: int, where: str) -> None:
        """Count one member before it is unpacked; raises Refused (BOMB) for its ratio or for the sum."""
        self.unpacked += size
        if self.unpacked > self.limits.unpacked:
            raise Refused(Reason.BOMB, where=f"more than {self.limits.unpacked // MEBIBYTE} MB unpacked")
        if size > MEBIBYTE and size > self.limits.ratio * max(packed, 1):
            raise Refused(Reason.BOMB, where=f"{where}: {size // max(packed, 1)} times its packed size")
