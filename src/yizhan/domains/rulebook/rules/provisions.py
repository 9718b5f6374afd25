# SPDX-License-Identifier: Apache-2.0
"""One thing that an institution lays down: a value from a day on, for whom, how strictly, and by which text."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from yizhan.domains.network.states import Level, Line, OrganizationKind
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS, Definition
from yizhan.domains.rulebook.rules.kinds import Text
from yizhan.domains.rulebook.rules.scopes import EVERYWHERE, Scope
from yizhan.domains.rulebook.states import Strength
from yizhan.kernel.errors import Invalid, NotFound

#: How long the parts of an instrument's name may be, and the name of a further rule beside the first.
TITLE_LIMIT, NUMBER_LIMIT, ISSUER_LIMIT, ARTICLE_LIMIT, STRAND_LIMIT = 200, 60, 120, 60, 60

_OF_BODY: Mapping[str, frozenset[Any]] = {
    "levels": frozenset(Level.values),
    "lines": frozenset(Line.values),
    "body_kinds": frozenset(OrganizationKind.values),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """The text that a value comes from, as it was called when the value was laid down.

    A shipped default has a title only, which is translated when it is shown.
    """

    title: Text
    number: str = ""
    issued_on: datetime.date | None = None
    article: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.title), self.number, self.article) if part)


class Strand(NamedTuple):
    """What later provisions follow: the rule, its scope, and which of several parallel rules."""

    key: str
    scope: Scope
    strand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A value of one rule from a day on. `value` is plain; `ends` says that from that day the line rules nothing more.

    `strand` names a further rule of the same scope that holds beside the first (several instruments on one deadline);
    `is_instead` lets a narrower scope displace wider ones where otherwise the shortest of all would count.
    """

    key: str
    value: Any
    valid_from: datetime.date
    instrument: Instrument
    strength: Strength = Strength.MUST
    scope: Scope = EVERYWHERE
    strand: str = ""
    is_instead: bool = False
    ends: bool = False

    @property
    def line(self) -> Strand:
        """What it follows, and what follows it."""
        return Strand(self.key, self.scope, self.strand)


def definition_of(key: str) -> Definition[Any]:
    """The rule of that key. Raises `NotFound`."""
    definition = DEFINITIONS.get(key)
    if definition is None:
        raise NotFound("rulebook.rule.unknown", field="key", value=key)
    return definition


def checked(given: Provision) -> Provision:
    """The provision in the form in which it is stored. Raises `NotFound` for an unknown rule, `Invalid` for the rest.

    The value of an ending is not asked; a first rule that holds for everything cannot end, since then the default of
    the house would return unseen: it is followed by the value that is wanted instead.
    """
    definition = definition_of(given.key)
    if given.strength not in Strength.values:
        raise Invalid("rulebook.strength.unknown", field="strength", value=str(given.strength))
    if given.ends and not given.strand and given.scope == EVERYWHERE:
        raise Invalid("rulebook.rule.cannot_end", field="ends")
    return replace(
        given,
        value=None if given.ends else definition.kind.plain(definition.kind.read(given.value)),
        instrument=_instrument(given.instrument),
        strength=Strength(given.strength),
        scope=_scope(given.scope),
        strand=one_line(given.strand, "strand", STRAND_LIMIT),
    )


def _instrument(given: Instrument) -> Instrument:
    title = one_line(str(given.title), "instrument", TITLE_LIMIT)
    if not title:
        raise Invalid("rulebook.instrument.empty", field="instrument")
    return Instrument(
        title=title,
        number=one_line(given.number, "number", NUMBER_LIMIT),
        issued_on=given.issued_on,
        article=one_line(given.article, "article", ARTICLE_LIMIT),
    )


def _scope(given: Scope) -> Scope:
    for part, known in _OF_BODY.items():
        strange = set(getattr(given, part)) - known
        if strange:
            raise Invalid("rulebook.scope.unreadable", field="scope", value=str(min(strange, key=str)))
    return Scope.read(given.plain())


def one_line(text: str, field: str, limit: int) -> str:
    """A text in one line, without spaces around it and without NUL, which PostgreSQL cannot store."""
    line = " ".join(text.replace("\0", " ").split())
    if len(line) > limit:
        raise Invalid("rulebook.text.too_long", field=field, limit=limit)
    return line
