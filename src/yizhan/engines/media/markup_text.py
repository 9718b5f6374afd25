# SPDX-License-Identifier: Apache-2.0
"""Paragraphs of WordprocessingML and DrawingML parts (ECMA-376 part 1, 17.3 and 21.1): what a reader sees, in order."""

from collections.abc import Mapping

from yizhan.engines.media import markup
from yizhan.engines.media.packages import Package

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: Passages moved away, second drawings of the same text for old readers, tab positions of a paragraph's format.
_SKIPPED = {"moveFrom", "del", "Fallback", "tabs"}


def paragraphs_of(package: Package, part: str) -> list[str]:
    """The paragraphs of one part; those of a text box stand before the paragraph it is anchored in."""
    reader = _Paragraphs()
    with package.stream(part) as stream:
        markup.scan(stream, part, start=reader.start, end=reader.end, text=reader.text)
    return reader.finished


class _Paragraphs:
    def __init__(self) -> None:
        self.finished: list[str] = []
        self._open: list[list[str]] = []
        self._skipping = 0
        self._is_text = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        if self._skipping or name in _SKIPPED:
            self._skipping += name in _SKIPPED
        elif name == "p":
            self._open.append([])
        elif self._open and name in _SIGNS:
            self._open[-1].append(_SIGNS[name])
        self._is_text = name == "t" and not self._skipping and bool(self._open)

    def end(self, name: str) -> None:
        self._is_text = False
        if self._skipping:
            self._skipping -= name in _SKIPPED
        elif name == "p" and self._open:
            self.finished.append("".join(self._open.pop()))

    def text(self, characters: str) -> None:
        if self._is_text:
            self._open[-1].append(characters)
