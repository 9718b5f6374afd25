# SPDX-License-Identifier: Apache-2.0
"""The rulebook of a station as its pages show it: value in force, what comes next, what was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yizhan.domains.rulebook import queries
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.queries import InForce
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS, Definition
from yizhan.domains.rulebook.rules.scopes import Subject
from yizhan.kernel import clock
from yizhan.web.administration import addresses


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value that was set, in words."""

    rule: Rule
    words: str


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule of a station: what is in force for everything, and all values ever set, the latest day first."""

    definition: Definition[Any]
    url: str
    in_force: InForce[Any]
    value: str
    default: str
    coming: ShownValue | None
    values: Sequence[ShownValue]


def rulebook_of(station_id: int) -> list[RuleEntry]:
    """Every rule, in the order in which the rooms declare them. One query."""
    by_key: dict[str, list[Rule]] = {}
    for rule in queries.history(station_id).order_by("valid_from", "id"):
        by_key.setdefault(rule.key, []).append(rule)
    return [_entry(definition, by_key.get(definition.key, [])) for definition in DEFINITIONS.values()]


def rule_of(station_id: int, key: str) -> RuleEntry | None:
    """One rule, or None where there is none of that key."""
    definition = DEFINITIONS.get(key)
    if definition is None:
        return None
    return _entry(definition, list(queries.history(station_id).filter(key=key).order_by("valid_from", "id")))


def _entry(definition: Definition[Any], rules: list[Rule]) -> RuleEntry:
    """Rules in the order of day and entry."""
    today = clock.today()
    laid_down = [rule for rule in rules if rule.valid_from <= today]
    in_force = queries.counting(definition, queries.applying(definition, laid_down, Subject()))
    values = [ShownValue(rule, _words(definition, rule)) for rule in reversed(rules)]
    return RuleEntry(
        definition=definition,
        url=addresses.rule(definition.key),
        in_force=in_force,
        value=definition.kind.in_words(in_force.value),
        default=definition.kind.in_words(definition.default),
        coming=next((value for value in reversed(values) if value.rule.valid_from > today), None),
        values=values,
    )


def _words(definition: Definition[Any], rule: Rule) -> str:
    return definition.kind.in_words(definition.kind.parse(rule.value))
