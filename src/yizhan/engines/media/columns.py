# SPDX-License-Identifier: Apache-2.0
"""Which column of a table means which field of an item: guessed from names and from the look of values, with reasons.

A guess is shown to a person, who corrects it before anything is imported.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yizhan.engines.media.column_names import SYNONYMS, Field
from yizhan.engines.media.looks import Look, look_of
from yizhan.engines.media.workbooks import Cell

__all__ = ["Assignment", "Field", "Ground", "Match", "guess"]

#: A name that merely contains a synonym of at least so many characters counts as half known.
_SHORTEST_PART = 2
_LONG_TEXT, _TITLE_TEXT = 60, 6


class Ground(StrEnum):
    """What a match rests on, surest first."""

    NAME = "name"
    PART_OF_NAME = "part_of_name"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class Match:
    """One column taken for one field: on what ground, and a sentence a person can judge."""

    column: str
    field: Field
    ground: Ground
    reason: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """The guess for a whole table: at most one column for each field; the columns left over, each with a reason."""

    matches: tuple[Match, ...]
    left_over: Mapping[str, str]

    def column_of(self, field: Field) -> str | None:
        """The column taken for a field."""
        return next((match.column for match in self.matches if match.field is field), None)


def guess(columns: Sequence[str], sample: Sequence[Mapping[str, Cell]]) -> Assignment:
    """Guess the meaning of every column from its name, then of the rest from a sample of rows (some twenty suffice)."""
    looks = {column: look_of([row.get(column) for row in sample]) for column in columns}
    left_over = dict.fromkeys(columns, "neither name nor values are known")
    matches: dict[Field, Match] = {}
    for find in (_by_name, _by_part_of_name, _by_values):
        for column in [column for column in columns if column in left_over]:
            match = find(column, looks[column], matches)
            if match is None:
                continue
            objection = _objection(match, looks[column], matches)
            if objection is not None:
                left_over[column] = objection
                continue
            matches[match.field] = match
            del left_over[column]
    return Assignment(tuple(sorted(matches.values(), key=lambda match: columns.index(match.column))), left_over)


def _objection(match: Match, look: Look, matches: Mapping[Field, Match]) -> str | None:
    contradiction = _contradiction(match.field, look)
    if contradiction is not None:
        return f"the name says {match.field.value}, but {contradiction}"
    if match.field in matches:
        return f"“{matches[match.field].column}” is already {match.field.value}"
    return None


def _by_name(column: str, _look: Look, _matches: Mapping[Field, Match]) -> Match | None:
    key = _key(column)
    for field, keys in _KEYS.items():
        if key in keys:
            return Match(column, field, Ground.NAME, f"“{column}” is a name for {field.value}")
    return None


def _by_part_of_name(column: str, _look: Look, matches: Mapping[Field, Match]) -> Match | None:
    """The longest synonym contained in the name decides: 群众留言时间 is a time, not a message."""
    key = _key(column)
    parts = [
        (len(part), field, part)
        for field, keys in _KEYS.items()
        for part in keys
        if len(part) >= _SHORTEST_PART and not part.isascii() and part in key and field not in matches
    ]
    if not parts:
        return None
    _, field, part = max(parts, key=lambda found: (key.endswith(found[2]), found[0]))
    return Match(column, field, Ground.PART_OF_NAME, f"“{column}” contains “{part}”")


def _by_values(column: str, look: Look, matches: Mapping[Field, Match]) -> Match | None:
    if not look.count:
        return None
    for field, is_like, reason in _LOOKS:
        if field not in matches and is_like(look):
            return Match(column, field, Ground.VALUES, f"the values of “{column}” look like {reason}")
    return None


#: Tried in this order for columns whose names say nothing.
_LOOKS: tuple[tuple[Field, Callable[[Look], bool], str], ...] = (
    (Field.SUBMITTED_AT, lambda look: look.are_moments, "dates"),
    (Field.CONTACT, lambda look: look.are_contacts, "telephone numbers or mail addresses"),
    (
        Field.EXTERNAL_NUMBER,
        lambda look: look.are_numbers and look.distinct == 1.0 and look.length >= 3,
        "numbers of their own",
    ),
    (Field.SITUATION, lambda look: look.length >= _LONG_TEXT, "long texts"),
    (
        Field.TITLE,
        lambda look: _TITLE_TEXT <= look.length < _LONG_TEXT and look.distinct > 0.8 and not look.are_numbers,
        "titles",
    ),
    (
        Field.CATEGORY,
        lambda look: look.count >= 10 and look.distinct <= 0.3 and look.length <= 12 and not look.are_numbers,
        "a few repeated words",
    ),
)


def _contradiction(field: Field, look: Look) -> str | None:
    """Why values speak against a name; a column without values cannot contradict."""
    if not look.count:
        return None
    if field in {Field.SUBMITTED_AT, Field.REPLIED_AT} and look.moments < 0.5:
        return "most of its values are no dates"
    if field in {Field.LIKES, Field.DISLIKES} and look.numbers < 0.5:
        return "most of its values are no numbers"
    if field in {Field.SITUATION, Field.REPLY} and look.are_moments:
        return "its values are dates"
    return None


def _key(name: str) -> str:
    """A name for comparison: without case, width, spaces, punctuation and what stands in brackets."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    before_bracket = folded.split("(")[0] or folded
    return "".join(sign for sign in before_bracket if sign.isalnum())


_KEYS: Mapping[Field, frozenset[str]] = {
    field: frozenset(_key(synonym) for synonym in synonyms) for field, synonyms in SYNONYMS.items()
}
