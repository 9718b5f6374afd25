# SPDX-License-Identifier: Apache-2.0
"""The terms of a scheme: how its words are found in the records, groups and targets of units, what became of units.

[words.level]                      # a word of the scheme = one or several words of the records
"地级市级" = ["市"]

[units."青石镇"]                    # columns that `for`, ranking groups and demands look at
"类别" = "乡镇"

[[change]]                         # what the records do not know: a unit that was merged, joined or split
date = 2026-07-01
change = "merged"
from = ["水务局"]
to = ["水利局"]
"""

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from yizhan.engines.scoring.findings import Findings, Place
from yizhan.engines.scoring.toml_lines import Path, TomlLines

FILE = "terms.toml"
CHANGES = ("merged", "joined", "split")
_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Succession:
    """From a day on, units are succeeded by others; `share` goes to each of them, equal parts where it is None."""

    day: datetime.date
    change: str
    former: tuple[str, ...]
    following: tuple[str, ...]
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scheme's terms say; `words` by field, then by the word of the records."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    successions: tuple[Succession, ...] = ()


def read_terms(text: str) -> Terms:
    """Read terms; raises the engine's `Refused` with the line of every mistake."""
    findings = Findings()
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = Place(FILE, int(line[1]) if line else None)
        findings.error("scheme.not_toml", f"this is not valid TOML: {error}", place, reason=str(error))
        findings.refuse_errors()
        raise
    reader = _Reader(TomlLines(text), findings)
    terms = Terms(
        reader.words(raw.pop("words", {})), reader.units(raw.pop("units", {})), reader.changes(raw.pop("change", []))
    )
    for key in raw:
        reader.refuse((key,), "terms.unknown_key", f"terms know no key '{key}'", key=key)
    findings.refuse_errors()
    return terms


class _Reader:
    """Reads the parts and notes what is wrong with the line it stands on."""

    def __init__(self, lines: TomlLines, findings: Findings) -> None:
        self._lines, self._findings = lines, findings

    def refuse(self, path: Path, code: str, sentence: str, **parameters: str) -> None:
        self._findings.error(code, sentence, Place(FILE, self._lines.line(path)), **parameters)

    def words(self, raw: Any) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, table in self._tables(raw, "words"):
            for word, recorded in table.items():
                for one in [recorded] if isinstance(recorded, str) else recorded if isinstance(recorded, list) else [0]:
                    if isinstance(one, str):
                        found.setdefault(name, {})[one] = word
                    else:
                        self._no_text(("words", name, word))
        return found

    def units(self, raw: Any) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, table in self._tables(raw, "units"):
            for column, value in table.items():
                if isinstance(value, bool) or not isinstance(value, str | int | float):
                    self._no_text(("units", name, column))
                else:
                    found.setdefault(name, {})[column] = str(value)
        return found

    def changes(self, raw: Any) -> tuple[Succession, ...]:
        if not isinstance(raw, list):
            self._no_table(("change",))
            return ()
        return tuple(one for number, each in enumerate(raw) if (one := self._change(number, each)) is not None)

    def _change(self, number: int, raw: Any) -> Succession | None:
        path: Path = ("change", number)
        if not isinstance(raw, dict):
            self._no_table(path)
            return None
        for key in set(raw) - {"date", "change", "from", "to", "share"}:
            self.refuse((*path, key), "terms.unknown_key", f"terms know no key '{key}'", key=key)
        day, kind = raw.get("date"), raw.get("change")
        former, following = _names(raw.get("from")), _names(raw.get("to"))
        if type(day) is not datetime.date or kind not in CHANGES or not former or not following:
            sentence = "a change needs date, change (merged, joined, split), from and to"
            self.refuse(path, "terms.change_incomplete", sentence)
            return None
        share = raw.get("share")
        if share is not None and (isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1):
            self.refuse((*path, "share"), "terms.share", "a share is a number above 0 and not above 1")
            return None
        return Succession(day, kind, former, following, None if share is None else Fraction(str(share)))

    def _tables(self, raw: Any, head: str) -> list[tuple[str, dict[str, Any]]]:
        if not isinstance(raw, dict):
            self._no_table((head,))
            return []
        for name, table in raw.items():
            if not isinstance(table, dict):
                self._no_table((head, name))
        return [(name, table) for name, table in raw.items() if isinstance(table, dict)]

    def _no_table(self, path: Path) -> None:
        self.refuse(path, "terms.no_table", f"'{path[-1]}' has to be a table", key=str(path[-1]))

    def _no_text(self, path: Path) -> None:
        self.refuse(path, "terms.no_text", f"'{path[-1]}' has to be a text or a number", key=str(path[-1]))


def _names(raw: Any) -> tuple[str, ...]:
    names = [raw] if isinstance(raw, str) else raw
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return ()
    return tuple(names)
