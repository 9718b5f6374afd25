# SPDX-License-Identifier: Apache-2.0
"""What a file must satisfy before anything of it is kept. Opens no transaction: reading a document may take seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yizhan.engines.media import checks, reading
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.limits import Limits
from yizhan.engines.media.refusals import Refused
from yizhan.engines.text.marks import Mark, secrecy_mark, secrecy_mark_in_name
from yizhan.kernel.errors import Invalid

#: What reading one document may cost. These bounds protect the machine; they are nobody's policy.
_SECONDS = 20
_MEGABYTES = 768


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept: its cleaned name, its real kind, and what it says."""

    name: str
    kind: Kind
    text: str
    is_truncated: bool


def examined(name: str, path: Path, *, limits: Limits) -> Examined:
    """Tell what a file is and says, or refuse it with `Invalid`, `files.file.<reason>` of the media engine.

    A document whose text cannot be read is refused, because nobody could tell whether it is marked secret (law 13).
    """
    with _refusals_of(name):
        finding = checks.examine(name, path, limits=limits)
        said = reading.Extracted((), is_truncated=False)
        if finding.kind in reading.READABLE:
            said = reading.text_of(finding.kind, path, seconds=_SECONDS, megabytes=_MEGABYTES)
    _refuse_secret(finding.name, said.text)
    return Examined(finding.name, finding.kind, said.text, said.is_truncated)


@contextmanager
def _refusals_of(name: str) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        about = refused.about(name)
        raise Invalid(f"files.file.{about.reason.value}", field="content", breach=None, **about.parameters) from refused


def _refuse_secret(name: str, text: str) -> None:
    """Refuse material marked 秘密, 机密 or 绝密: this is a non-classified system, and nothing of it is kept."""
    mark: Mark | None = secrecy_mark_in_name(name.rpartition(".")[0]) or secrecy_mark(text)
    if mark is not None:
        raise Invalid("files.file.secret", field="content", grade=mark.grade)
