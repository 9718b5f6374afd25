# SPDX-License-Identifier: Apache-2.0
"""The rulebook of a station as its pages show it: value in force, what comes next, what was before."""

import datetime
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yizhan.domains.rulebook import queries
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.queries import InForce
from yizhan.domains.rulebook.rules.comparing import Difference
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS, Definition
from yizhan.domains.rulebook.rules.provisions import Provision
from yizhan.domains.rulebook.rules.scopes import Subject
from yizhan.kernel import clock
from yizhan.web.rulebook import addresses, words


@dataclass(frozen=True, slots=True)
class ShownProvision:
    """One provision in words."""

    provision: Provision
    value: str
    scope: str
    set_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule of a station: what holds for everything, what holds besides, what comes, and what was."""

    definition: Definition[Any]
    url: str
    in_force: InForce[Any]
    value: str
    default: str
    special: Sequence[ShownProvision]
    coming: Sequence[ShownProvision]
    history: Sequence[ShownProvision]


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one room."""

    title: str
    entries: Sequence[RuleEntry]


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """One difference in words."""

    title: str
    url: str
    scope: str
    before: str
    after: str


def groups_of(station_id: int, sought: str = "") -> list[Group]:
    """Every rule whose words hold what is sought, by room. Two queries."""
    by_key: dict[str, list[Rule]] = {}
    for rule in queries.history(station_id).order_by("valid_from", "id"):
        by_key.setdefault(rule.key, []).append(rule)
    bodies = queries.bodies(station_id)
    entries = [_entry(definition, by_key.get(key, []), bodies) for key, definition in DEFINITIONS.items()]
    found = sorted((entry for entry in entries if _speaks_of(entry, sought)), key=_rank)
    return [
        Group(words.group_of(room), list(members))
        for room, members in itertools.groupby(found, key=lambda entry: entry.definition.room)
    ]


def entry_of(station_id: int, key: str) -> RuleEntry | None:
    """One rule, or None where there is none of that key."""
    definition = DEFINITIONS.get(key)
    if definition is None:
        return None
    rules = list(queries.history(station_id).filter(key=key).order_by("valid_from", "id"))
    return _entry(definition, rules, queries.bodies(station_id))


def shown(provision: Provision, bodies: Mapping[int, str], set_at: datetime.datetime | None = None) -> ShownProvision:
    """A provision in words."""
    scope = words.scope_of(provision.scope, bodies, provision.strand)
    return ShownProvision(provision, words.value_of(provision), scope, set_at)


def shown_differences(found: Iterable[Difference], bodies: Mapping[int, str]) -> list[ShownDifference]:
    """Differences in words; what only one side has laid down stands beside the default of the house."""
    return [
        ShownDifference(
            title=words.title_of(one.line.key),
            url=addresses.rule(one.line.key),
            scope=words.scope_of(one.line.scope, bodies, one.line.strand),
            before=_side(one, one.before),
            after=_side(one, one.after),
        )
        for one in found
    ]


def _side(difference: Difference, provision: Provision | None) -> str:
    if provision is not None:
        return words.value_of(provision)
    definition = DEFINITIONS.get(difference.line.key)
    if definition is None or difference.line.scope.plain() or difference.line.strand:
        return ""
    return definition.kind.in_words(definition.default)


def _entry(definition: Definition[Any], rules: list[Rule], bodies: Mapping[int, str]) -> RuleEntry:
    """Rules in the order of day and entry."""
    today = clock.today()
    laid_down = [rule for rule in rules if rule.valid_from <= today]
    in_force = queries.counting(definition, queries.applying(definition, laid_down, Subject()))
    standing = {rule.provision.line: rule for rule in laid_down}
    special = [rule for line, rule in standing.items() if (line.scope.plain() or line.strand) and not rule.ends]
    return RuleEntry(
        definition=definition,
        url=addresses.rule(definition.key),
        in_force=in_force,
        value=definition.kind.in_words(in_force.value),
        default=definition.kind.in_words(definition.default),
        special=[shown(rule.provision, bodies) for rule in special],
        coming=[shown(rule.provision, bodies) for rule in rules if rule.valid_from > today],
        history=[shown(rule.provision, bodies, rule.set_at) for rule in reversed(rules)],
    )


def _speaks_of(entry: RuleEntry, sought: str) -> bool:
    definition = entry.definition
    spoken = f"{definition.key} {definition.title} {definition.effect} {entry.value} {entry.in_force.instrument}"
    return all(word in spoken.casefold() for word in sought.casefold().split())


def _rank(entry: RuleEntry) -> tuple[int, str]:
    rooms = list(words.GROUPS)
    room = entry.definition.room
    return (rooms.index(room) if room in rooms else len(rooms)), room
