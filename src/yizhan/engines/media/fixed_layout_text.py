# SPDX-License-Identifier: Apache-2.0
"""Text of fixed pages: OFD (GB/T 33190-2016), read by ourselves as zip and XML, and lines of a page made paragraphs."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from yizhan.engines.media import markup
from yizhan.engines.media.packages import Package
from yizhan.engines.media.refusals import Reason, Refused

_SENTENCE_ENDS = tuple("。！？；：….!?;:")
_NUMERALS = "一二三四五六七八九十"
_HEADING = re.compile(
    rf"\s*(?:[{_NUMERALS}]+、|（[{_NUMERALS}]+）|\([{_NUMERALS}]+\)|\d+[.．、]|第[{_NUMERALS}\d]+[章节条])"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_ALMOST_FULL = 0.9
_NARROWEST = 32
#: Texts whose base lines differ by less than this stand on one line of the page; in millimetres.
_SAME_LINE = 2.0


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Lines of one page put together to paragraphs: a full line that ends no sentence goes on in the next.

    Only Chinese lines are joined, and never across a heading; when in doubt a line stays a paragraph.
    """
    held = [line.strip() for line in lines]
    full = max(_ALMOST_FULL * max((_width(line) for line in held), default=0), _NARROWEST)
    paragraph = ""
    for index, line in enumerate(held):
        paragraph += line
        following = held[index + 1] if index + 1 < len(held) else ""
        if not _goes_on(line, following, full):
            yield paragraph
            paragraph = ""


def _width(line: str) -> int:
    """Half-widths: a Chinese character takes two, a Latin letter or digit one."""
    return sum(2 if character >= "\u2e80" else 1 for character in line)


def _goes_on(line: str, following: str, full: float) -> bool:
    return (
        _width(line) >= full
        and not line.endswith(_SENTENCE_ENDS)
        and _HAN.search(line) is not None
        and bool(following)
        and _HEADING.match(following) is None
    )


def lines_of(package: Package) -> Iterator[str]:
    """Paragraphs of all pages of an OFD document, in page order. Raises Refused (BROKEN) when it names no page."""
    pages = [page for document in _named(package, "OFD.xml", "DocRoot") for page in _pages(package, document)]
    if not pages:
        raise Refused(Reason.BROKEN, where="OFD.xml names no page")
    for page in pages:
        yield from joined(_lines_of_page(package, page))


def _pages(package: Package, document: str) -> list[str]:
    locations: list[str] = []

    def note(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Page" and "BaseLoc" in attributes:
            locations.append(_located(package, document, attributes["BaseLoc"]))

    _scan(package, document, start=note)
    return locations


def _named(package: Package, part: str, element: str) -> list[str]:
    """Parts whose paths stand as text of an element."""
    found: list[str] = []
    is_inside = False

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        nonlocal is_inside
        is_inside = name == element

    def end(_name: str) -> None:
        nonlocal is_inside
        is_inside = False

    def text(characters: str) -> None:
        if is_inside:
            found.append(_located(package, part, characters.strip()))

    _scan(package, part, start=start, end=end, text=text)
    return found


def _located(package: Package, part: str, location: str) -> str:
    """A path in the package: absolute from its root, or relative to the part that names it. Raises Refused (BROKEN)."""
    path = location[1:] if location.startswith("/") else posixpath.join(posixpath.dirname(part), location)
    normal = posixpath.normpath(path)
    if normal not in package.members:
        raise Refused(Reason.BROKEN, where=f"{part}: no part {location}")
    return normal


def _scan(
    package: Package,
    part: str,
    *,
    start: markup.StartElement | None = None,
    end: markup.EndElement | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    with package.stream(part) as stream:
        markup.scan(stream, part, start=start, end=end, text=text)


def _lines_of_page(package: Package, part: str) -> list[str]:
    page = _Page()
    _scan(package, part, start=page.start, end=page.end, text=page.text)
    return page.lines


class _Page:
    """Collects TextCode nodes; neighbours on one base line become one line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._top = 0.0
        self._height: float | None = None
        self._code: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "TextObject":
            self._top = _number(attributes.get("Boundary", ""), 1)
        elif name == "TextCode":
            self._begin(self._top + _number(attributes.get("Y", ""), 0))

    def end(self, name: str) -> None:
        if name == "TextCode" and self._code is not None:
            self.lines[-1] += "".join(self._code)
            self._code = None

    def text(self, characters: str) -> None:
        if self._code is not None:
            self._code.append(characters)

    def _begin(self, height: float) -> None:
        self._code = []
        if self._height is None or abs(height - self._height) > _SAME_LINE:
            self.lines.append("")
        self._height = height


def _number(text: str, index: int) -> float:
    parts = text.split()
    try:
        return float(parts[index])
    except (IndexError, ValueError):
        return 0.0
