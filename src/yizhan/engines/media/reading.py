# SPDX-License-Identifier: Apache-2.0
"""What a document says: its text, read by a child process that has no network, no right to write, and tight limits."""

from dataclasses import dataclass
from pathlib import Path

from yizhan.engines.media import child
from yizhan.engines.media.kinds import TRAITS, Family, Kind
from yizhan.engines.media.refusals import Reason, Refused

#: Kinds whose text can be read.
READABLE = frozenset(
    kind for kind, trait in TRAITS.items() if trait.family in {Family.DOCUMENT, Family.TABLE, Family.SLIDES}
) - {Kind.PPT}


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document: paragraphs without blank ones, and whether it was cut at the allowed length."""

    paragraphs: tuple[str, ...]
    is_truncated: bool

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


def text_of(
    kind: Kind, content: bytes | Path, *, seconds: float = 20, megabytes: int = 768, characters: int = 2_000_000
) -> Extracted:
    """Read the text of a document of this kind within so many seconds and megabytes of memory.

    Raises Refused and nothing else about the content: NO_TEXT for kinds without text, LOCKED, BROKEN, TOO_LABORIOUS.
    """
    if kind not in READABLE:
        raise Refused(Reason.NO_TEXT, kind=TRAITS[kind].family.value)
    with child.lines_from("text", kind, content, seconds=seconds, megabytes=megabytes, most=characters) as values:
        paragraphs = list(values)
    is_truncated = bool(paragraphs) and paragraphs[-1] is True
    return Extracted(tuple(paragraphs[:-1] if is_truncated else paragraphs), is_truncated)
