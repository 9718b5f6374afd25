# SPDX-License-Identifier: Apache-2.0
"""Rules as a TOML document: what an institution has laid down, to be kept, sent, compared and taken in again.

    title = "云溪区政协规则"

    [[rule]]
    key = "items.text_length"
    value = 1500
    from = 2026-01-01
    strength = "should"
    instrument = "社情民意信息工作办法"
    number = "云政协办〔2026〕3号"
    issued = 2025-12-20
    article = "第六条"
    scope = { levels = ["county"], organizations = ["东山街道"] }

Writing and reading are exact opposites. Bodies stand by their names, levels by their English words. `ends = true` in
place of a value says that a provision ceases; a value that is left open has no `value`.
"""

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson

from yizhan.domains.network.states import Level
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision, checked
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.domains.rulebook.states import Strength
from yizhan.engines.scoring.toml_lines import TomlLines
from yizhan.kernel.errors import Invalid, Refusal

#: Keys of one rule, in the order in which they are written.
_KEYS = (
    ("key", str),
    ("value", object),
    ("ends", bool),
    ("from", datetime.date),
    ("strength", str),
    ("strand", str),
    ("instead", bool),
    ("instrument", str),
    ("number", str),
    ("issued", datetime.date),
    ("article", str),
    ("scope", dict),
)
_NEEDED = ("key", "from", "instrument")
#: Where a refused field of a provision stands in the document.
_PLACES = {"valid_from": "from", "is_instead": "instead"}
_LEVELS = {level.name.lower(): int(level) for level in Level}
_LINE_IN_MESSAGE = re.compile(r"\(at line (\d+)")
_MOST = 500


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong on a line of a document; faces find the words for the refusal."""

    line: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says, or what is wrong with it: with mistakes it is not to be used."""

    title: str
    provisions: tuple[Provision, ...]
    mistakes: tuple[Mistake, ...] = ()


def read_document(text: str, bodies: Mapping[str, int]) -> Document:
    """The provisions of a document; `bodies` gives the ids of the station's bodies by name. Finds every mistake."""
    try:
        whole = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_IN_MESSAGE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        return Document("", (), (Mistake(line, Invalid("rulebook.document.not_toml", reason=str(error))),))
    lines = TomlLines(text.removeprefix("\ufeff"))
    reading = _Reading(bodies, lines)
    provisions = tuple(reading.provisions(whole))
    title = whole.get("title", "")
    named = title if isinstance(title, str) else ""
    return Document(named, () if reading.mistakes else provisions, tuple(reading.mistakes))


def write_document(title: str, provisions: Iterable[Provision], names: Mapping[int, str]) -> str:
    """The document of provisions, in the order of rule and day; `names` gives the bodies' names by id."""
    ordered = sorted(provisions, key=lambda one: (one.key, one.valid_from, one.strand, str(one.scope.plain())))
    parts = [f"title = {_text(title)}\n"]
    for one in ordered:
        lines = [f"{key} = {_toml(value)}" for key, value in _fields(one, names)]
        parts.append("\n".join(["[[rule]]", *lines]) + "\n")
    return "\n".join(parts)


class _Reading:
    """Collects mistakes while it reads one rule after the other."""

    def __init__(self, bodies: Mapping[str, int], lines: TomlLines) -> None:
        self.mistakes: list[Mistake] = []
        self._bodies = bodies
        self._lines = lines

    def provisions(self, whole: Mapping[str, Any]) -> Iterator[Provision]:
        """Every rule that is right; the mistakes of the others."""
        for key in whole:
            if key not in {"title", "rule"}:
                self._note((key,), Invalid("rulebook.document.unknown_key", key=key))
        rules = whole.get("rule", [])
        if not isinstance(rules, list) or len(rules) > _MOST:
            self._note(("rule",), Invalid("rulebook.document.rules", most=_MOST))
            return
        seen: dict[Any, int] = {}
        for number, given in enumerate(rules):
            provision = self._provision(number, given)
            if provision is None:
                continue
            same = (provision.line, provision.valid_from)
            if same in seen:
                self._note(("rule", number), Invalid("rulebook.document.twice", line=seen[same]))
            seen.setdefault(same, self._line(("rule", number)))
            yield provision

    def _provision(self, number: int, given: object) -> Provision | None:
        if not isinstance(given, dict) or not self._is_shaped(number, given):
            return None
        try:
            return checked(
                Provision(
                    key=given["key"],
                    value=given.get("value"),
                    ends=given.get("ends", False),
                    valid_from=given["from"],
                    strength=given.get("strength", Strength.MUST),
                    strand=given.get("strand", ""),
                    is_instead=given.get("instead", False),
                    scope=self._scope(given.get("scope", {})),
                    instrument=Instrument(
                        title=given["instrument"],
                        number=given.get("number", ""),
                        issued_on=given.get("issued"),
                        article=given.get("article", ""),
                    ),
                )
            )
        except Refusal as refusal:
            self._note(("rule", number, _PLACES.get(refusal.field, refusal.field)), refusal)
            return None

    def _is_shaped(self, number: int, given: Mapping[str, Any]) -> bool:
        before = len(self.mistakes)
        kinds = dict(_KEYS)
        for key in given:
            if key not in kinds:
                self._note(("rule", number, key), Invalid("rulebook.document.unknown_key", key=key))
            elif not _is(given[key], kinds[key]):
                self._note(("rule", number, key), Invalid("rulebook.document.wrong_kind", key=key))
        for key in _NEEDED:
            if key not in given:
                self._note(("rule", number), Invalid("rulebook.document.missing_key", key=key))
        return len(self.mistakes) == before

    def _scope(self, given: Mapping[str, Any]) -> Scope:
        plain = dict(given)
        for part, known in (("levels", _LEVELS), ("organizations", self._bodies)):
            if isinstance(plain.get(part), list):
                plain[part] = [_found(known, name) for name in plain[part]]
        return Scope.read(plain)

    def _note(self, path: tuple[str | int, ...], refusal: Refusal) -> None:
        self.mistakes.append(Mistake(self._line(path), refusal))

    def _line(self, path: tuple[str | int, ...]) -> int:
        return self._lines.line(path) or 1


def _found(known: Mapping[str, int], name: object) -> int:
    if not isinstance(name, str) or name not in known:
        raise Invalid("rulebook.scope.unreadable", field="scope", value=str(name)[:60])
    return known[name]


def _is(value: object, kind: type) -> bool:
    """Whether a TOML value is of that kind; a moment is no day, and yes or no is no number."""
    return isinstance(value, kind) and not (kind is datetime.date and isinstance(value, datetime.datetime))


def _fields(one: Provision, names: Mapping[int, str]) -> Iterator[tuple[str, Any]]:
    scope = one.scope.plain()
    if "levels" in scope:
        scope["levels"] = [Level(level).name.lower() for level in scope["levels"]]
    if "organizations" in scope:
        scope["organizations"] = [names[body] for body in scope["organizations"]]
    every = {
        "key": one.key,
        "value": one.value,
        "ends": one.ends,
        "from": one.valid_from,
        "strength": str(one.strength),
        "strand": one.strand,
        "instead": one.is_instead,
        "instrument": str(one.instrument.title),
        "number": one.instrument.number,
        "issued": one.instrument.issued_on,
        "article": one.instrument.article,
        "scope": scope,
    }
    for key, _kind in _KEYS:
        value = every[key]
        if value is not None if key == "value" else value:
            yield key, value


def _toml(value: Any) -> str:
    """A plain value as TOML; nothing, inside of a table, is an empty text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return _list([_toml(part) for part in value], is_long=any(isinstance(part, dict) for part in value))
    return _text(value or "")


def _list(parts: list[str], *, is_long: bool) -> str:
    if is_long:
        return "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
    return "[" + ", ".join(parts) + "]"


def _text(value: str) -> str:
    """A basic string: JSON escapes all that TOML wants escaped, but for DEL."""
    return orjson.dumps(value).decode().replace("\x7f", "\\u007F")
