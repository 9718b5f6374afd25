# SPDX-License-Identifier: Apache-2.0
"""On which line of a TOML text a key stands: the parser of the standard library does not say."""

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*|[\[\]{}]')


class TomlLines:
    """Lines of tables and keys; keys inside an inline table share the line of that table unless it spans lines."""

    def __init__(self, text: str) -> None:
        """Read the text once; the text must be valid TOML."""
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        self._key: Path = ()
        depth, fence = 0, ""
        for number, line in enumerate(text.splitlines(), start=1):
            if not depth and not fence:
                self._remember(line, number)
            elif not fence and (inner := _KEY.match(line)):
                self._lines.setdefault((*self._key, *_parts(inner[1])), number)
            depth, fence = _open_brackets(line, depth, fence)

    def line(self, path: Path) -> int | None:
        """The line of that key, or of the nearest table or key around it."""
        for length in range(len(path), 0, -1):
            if found := self._lines.get(path[:length]):
                return found
        return None

    def _remember(self, line: str, number: int) -> None:
        if header := _HEADER.match(line):
            self._enter(_parts(header[2]), repeated=header[1] == "[[")
            self._lines.setdefault(self._table[:1], number)
            self._lines[self._table] = number
        elif key := _KEY.match(line):
            self._key = (*self._table, *_parts(key[1]))
            for length in range(len(self._table) + 1, len(self._key) + 1):
                self._lines.setdefault(self._key[:length], number)

    def _enter(self, parts: Path, *, repeated: bool) -> None:
        """Turn `rule.points_by` below the third `[[rule]]` into ("rule", 2, "points_by")."""
        path: Path = ()
        for part in parts[:-1] if repeated else parts:
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path])
        if repeated:
            path = (*path, parts[-1])
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
        self._table = path


def _parts(dotted: str) -> Path:
    return tuple(double or single or bare for double, single, bare in _PART.findall(dotted))


def _open_brackets(line: str, depth: int, fence: str) -> tuple[int, str]:
    """How many brackets, and which multi-line string, are open after this line."""
    if not depth and not fence and _HEADER.match(line):
        return 0, ""
    position = 0
    while position < len(line):
        if fence:
            end = line.find(fence, position)
            if end < 0:
                return depth, fence
            position, fence = end + 3, ""
            continue
        token = _TOKEN.search(line, position)
        if token is None:
            break
        position = token.end()
        if token[0] in ('"""', "'''"):
            fence = token[0]
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
    return depth, fence
