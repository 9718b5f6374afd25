# SPDX-License-Identifier: Apache-2.0
"""What the rules let pass, each with its reason, in `exceptions.toml`. The list may only shrink."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from findings import Finding

_NUMBER = re.compile(r": (\d+) lines")
_LIST = Path(__file__).with_name("exceptions.toml")


@dataclass(frozen=True, slots=True)
class Excuse:
    """One place that may break one rule: its file, the words of the finding (or a part of them), and why.

    `most` is the number that a size may have reached and may only fall from.
    """

    rule: str
    file: str
    words: str
    reason: str
    most: int = 0

    def covers(self, finding: Finding) -> bool:
        """Whether this is the finding that is meant."""
        number = _NUMBER.search(finding.words)
        is_within = not self.most or (number is not None and int(number[1]) <= self.most)
        return finding.file == self.file and self.words in finding.words and is_within


def unexcused(rule: str, findings: Iterable[Finding]) -> list[str]:
    """Findings that no exception covers, and exceptions that nothing needs any more."""
    found, excused = list(findings), [one for one in listed() if one.rule == rule]
    open_ = [str(finding) for finding in found if not any(one.covers(finding) for one in excused)]
    spare = [
        f"{_LIST.name}: {one.rule}, {one.file}, “{one.words}” is not needed any more; take it off the list"
        for one in excused
        if not any(one.covers(finding) for finding in found)
    ]
    return open_ + spare


@cache
def listed() -> tuple[Excuse, ...]:
    """All exceptions; each names a reason."""
    entries = tomllib.loads(_LIST.read_text(encoding="utf-8")).get("exceptions", [])
    return tuple(Excuse(**one) for one in entries)
