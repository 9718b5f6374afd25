# SPDX-License-Identifier: Apache-2.0
"""The rulebook of a station as its pages show it: value in force, what comes next, what was before."""

import datetime
from dataclasses import dataclass

from yizhan.domains.files import rules as files_rules
from yizhan.domains.items import rules as items_rules
from yizhan.domains.rulebook import queries
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.rules import DEFINITIONS, Definition
from yizhan.domains.supervision import rules as supervision_rules
from yizhan.kernel import clock
from yizhan.web.administration import addresses
from yizhan.web.administration.rule_titles import RuleTitle, title_of

#: A room's rules are declared when its module is loaded.
ROOMS = (items_rules, files_rules, supervision_rules)


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule of a station: what is in force, and all values ever set, the latest day first."""

    definition: Definition
    title: RuleTitle
    url: str
    in_force: Rule | None
    coming: Rule | None
    values: list[Rule]

    @property
    def value(self) -> int:
        """The value in force today."""
        return self.in_force.value if self.in_force else self.definition.default


def rulebook_of(station_id: int) -> list[RuleEntry]:
    """Every rule, in the order in which the rooms declare them. One query."""
    by_key: dict[str, list[Rule]] = {}
    for rule in queries.history(station_id).order_by("-valid_from", "-id"):
        by_key.setdefault(rule.key, []).append(rule)
    return [_entry(definition, by_key.get(definition.key, [])) for definition in DEFINITIONS.values()]


def rule_of(station_id: int, key: str) -> RuleEntry | None:
    """One rule, or None where there is none of that key."""
    definition = DEFINITIONS.get(key)
    if definition is None:
        return None
    return _entry(definition, list(queries.history(station_id).filter(key=key).order_by("-valid_from", "-id")))


def _entry(definition: Definition, values: list[Rule]) -> RuleEntry:
    """Of two values from one day the later one counts, as in `queries.value`."""
    today: datetime.date = clock.today()
    return RuleEntry(
        definition=definition,
        title=title_of(definition),
        url=addresses.rule(definition.key),
        in_force=next((rule for rule in values if rule.valid_from <= today), None),
        coming=next((rule for rule in reversed(values) if rule.valid_from > today), None),
        values=values,
    )
