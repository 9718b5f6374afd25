# SPDX-License-Identifier: Apache-2.0
"""What somebody looks for, as an address or a saved search says it. Everything unknown counts as not said."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from yizhan.domains.items.queries.finding import phrase
from yizhan.domains.search.states import Kind, Order
from yizhan.engines.text.normalisation import comparable, storable
from yizhan.kernel.fulltext import Phrase

#: Characters of a query that are looked for, and words; what is longer is cut, and the page says so.
LONGEST = 100
MOST_WORDS = 8

#: Years that a filter may name; beyond them databases and clocks disagree.
_YEARS = range(1900, 3000)

#: Characters of an author's name that are looked for.
_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Words and filters. `words` may hold anything that can be typed; no sign has a meaning of its own."""

    words: str = ""
    kind: str = ""
    station: str = ""
    unit: str = ""
    state: str = ""
    since: str = ""
    until: str = ""
    author: str = ""
    order: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Wanted":
        """From the parameters of an address, where the words are called `q`, or from a saved search."""
        return cls(
            words=storable(given.get("q") or given.get("words") or "")[: LONGEST * 10].strip(),
            kind=_one_of(given.get("kind"), Kind.values),
            station=_uuid(given.get("station")),
            unit=_uuid(given.get("unit")),
            state=storable(given.get("state") or "")[:24],
            since=_day(given.get("since")),
            until=_day(given.get("until")),
            author=storable(given.get("author") or "")[:_NAME].strip(),
            order=_one_of(given.get("order"), [Order.RELEVANCE]),
        )

    def but(self, **changes: str) -> "Wanted":
        """The same with some things changed."""
        return replace(self, **changes)

    def said(self) -> dict[str, str]:
        """What is said at all, with the words called `q`, as an address takes it."""
        named = {"q" if name == "words" else name: value for name, value in asdict(self).items()}
        return {name: value for name, value in named.items() if value}

    @property
    def looked_for(self) -> list[str]:
        """The words that are looked for: at most `MOST_WORDS`, at most `LONGEST` characters in all."""
        words = [word for word in self.words[:LONGEST].split() if comparable(word)]
        return words[:MOST_WORDS]

    @property
    def phrases(self) -> list[Phrase]:
        """The words as full text knows them; all must occur."""
        return [phrase(word) for word in self.looked_for]

    @property
    def is_cut(self) -> bool:
        """Whether more was typed than is looked for."""
        return len(self.words) > LONGEST or len(self.words.split()) > MOST_WORDS

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter besides words, kind and order is set."""
        free = {"words", "kind", "order"}
        return any(getattr(self, field.name) for field in fields(self) if field.name not in free)


def _one_of(value: str | None, known: list[str]) -> str:
    return value if value in known else ""


def _uuid(value: str | None) -> str:
    try:
        return str(uuid.UUID(value or ""))
    except ValueError:
        return ""


def _day(value: str | None) -> str:
    try:
        day = datetime.date.fromisoformat(value or "")
    except ValueError:
        return ""
    return day.isoformat() if day.year in _YEARS else ""
