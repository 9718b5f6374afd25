# SPDX-License-Identifier: Apache-2.0
"""Words in a template that nobody can translate: text between tags, and attributes that people read or hear."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

from findings import Finding

#: Attributes whose value is read by people.
_READ = frozenset(
    {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-valuetext", "label", "summary"}
)
#: Elements whose content is not read.
_SILENT = frozenset({"script", "style"})
#: Tags whose content is no text of the template's own.
_WORDLESS = frozenset({"blocktranslate", "blocktrans", "comment", "verbatim"})
_SPOKEN_VALUE = frozenset({"submit", "button", "reset"})


def breaches(place: str, source: str) -> Iterator[Finding]:
    """Letters outside of translation tags, each with its line."""
    reader = _Reader()
    reader.feed(without_tags(source))
    reader.close()
    for line, words in reader.found:
        yield Finding(place, line, f"not translatable: {words}")


def without_tags(source: str) -> str:
    """The template as HTML: what tags and variables write is left out, and so is what blocktranslate holds."""
    parts: list[str] = []
    is_inside = False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.TEXT and not is_inside:
            parts.append(token.contents)
            continue
        if token.token_type == TokenType.BLOCK:
            is_inside = _opens_silence(token.contents) or (is_inside and not _ends_silence(token.contents))
        parts.append("\n" * token.contents.count("\n"))
    return "".join(parts)


def _opens_silence(tag: str) -> bool:
    """What follows is translated, or a part of a class (`{% block width %}` of base.html), or no text at all."""
    return tag.split(maxsplit=1)[0] in _WORDLESS or tag == "block width"


def _ends_silence(tag: str) -> bool:
    return tag.split(maxsplit=1)[0] in {"endblock", *(f"end{name}" for name in _WORDLESS)}


class _Reader(HTMLParser):
    """Collects what a person would read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes that are read."""
        if tag in _SILENT:
            self._silent += 1
        given = dict(attrs)
        names = _READ | ({"value"} if given.get("type") in _SPOKEN_VALUE else frozenset())
        for name in names & set(given):
            self._note(given[name] or "", f"{name}=")

    def handle_endtag(self, tag: str) -> None:
        """The silence of an element ends with it."""
        if tag in _SILENT:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if not self._silent:
            self._note(data)

    def _note(self, text: str, before: str = "") -> None:
        letter = re.search(r"[^\W\d_]", text)
        if letter:
            line = self.getpos()[0] + text[: letter.start()].count("\n")
            self.found.append((line, before + " ".join(text.split())))
