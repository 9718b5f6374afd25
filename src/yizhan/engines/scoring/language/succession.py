# SPDX-License-Identifier: Apache-2.0
"""Several versions of a scheme as one, for items whose events fall under more than one of them.

What an event brings says the version of its own day. What becomes of an item as a whole (which of several adoptions
counts, factors, limits, shares, rounding) says one version, the governing one: otherwise a change of the scheme would
pay an item twice or take back what was rightly paid.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from yizhan.engines.scoring.language.clause import Id, Scoped
from yizhan.engines.scoring.language.conditions import Condition, Conditions, Test
from yizhan.engines.scoring.language.declared_fields import DeclaredField
from yizhan.engines.scoring.language.event_clauses import Rule
from yizhan.engines.scoring.language.scheme import CONDITION_KEYS, Scheme

#: The field that says under which version an event falls; events of the governing one leave it blank.
VERSION = "scheme_version"

S = TypeVar("S", bound=Scoped)


def field_of(name: str, version: str) -> str:
    """What a field of another version is called in the joined scheme: its words may differ from the governing one's."""
    return f"{name}-{version}"


def rule_of(rule: Id, version: str) -> Id:
    """What a rule of another version is called in the joined scheme."""
    return f"{rule}--{version}"


def joined(governing: Scheme, others: Mapping[str, Scheme]) -> Scheme:
    """The governing version with the rules of the others, by the names that events call those versions.

    Clauses of the governing version hold for the rules of the same id in the others. Rules alone are taken over.
    """
    if not others:
        return governing
    fields = {**governing.fields, VERSION: DeclaredField("listed", tuple(others))}
    rules = [_only(rule, Test(given=False)) for rule in governing.rules]
    sections = {section.id: section for section in governing.sections}
    for version, scheme in others.items():
        fields |= {field_of(name, version): declared for name, declared in scheme.fields.items()}
        rules += [_taken_over(rule, version) for rule in scheme.rules]
        sections |= {section.id: section for section in scheme.sections if section.id not in sections}
    scoped = {
        table: tuple(_widened(clause, others) for clause in getattr(governing, table))
        for table in ("multipliers", "selections", "sharings", "limits", "zeroings")
    }
    head = governing.head.model_copy(update={"valid_from": None, "valid_until": None})
    known = {name: getattr(governing, name) for name in Scheme.model_fields}
    changed = {"head": head, "fields": fields, "rules": tuple(rules), "sections": tuple(sections.values()), **scoped}
    return Scheme.model_construct(**(known | changed))


def _taken_over(rule: Rule, version: str) -> Rule:
    changed = {key: _renamed(found, version) for key in CONDITION_KEYS if (found := getattr(rule, key, None))}
    amounts = {field_of(name, version): table for name, table in (rule.points_by or {}).items()} or None
    moved = rule.model_copy(
        update={
            **changed,
            "id": rule_of(rule.id, version),
            "points_by": amounts,
            "times": field_of(rule.times, version) if rule.times else None,
            "instead_of": tuple(rule_of(one, version) for one in rule.instead_of),
        }
    )
    return _only(moved, Test(one_of=(version,)))


def _only(rule: Rule, version: Test) -> Rule:
    """The rule for events of one version alone."""
    return rule.model_copy(update={"when": tuple(_and(one, version) for one in rule.when)})


def _and(condition: Condition, version: Test) -> Condition:
    return replace(condition, tests=tuple(sorted((*condition.tests, (VERSION, version)), key=lambda pair: pair[0])))


def _renamed(conditions: Conditions, version: str) -> Conditions:
    return tuple(
        replace(one, tests=tuple((field_of(name, version), test) for name, test in one.tests)) for one in conditions
    )


def _widened(clause: S, others: Mapping[str, Scheme]) -> S:
    """A clause that names rules, with those of the same id in the other versions."""
    same = [
        rule_of(rule.id, version)
        for version, scheme in others.items()
        for rule in scheme.rules
        if rule.id in clause.rules
    ]
    return clause.model_copy(update={"rules": (*clause.rules, *same)}) if same else clause
