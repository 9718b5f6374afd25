# SPDX-License-Identifier: Apache-2.0
"""Rules that can meet the same event must say which counts; a rule that no event can meet is a mistake."""

from itertools import combinations, product

from yizhan.engines.scoring.checks.places import PlaceOf
from yizhan.engines.scoring.findings import Findings, Place
from yizhan.engines.scoring.language.conditions import Condition, Test, UnitTest, Value
from yizhan.engines.scoring.language.event_clauses import Rule
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.language.truth import distinguishable_values, holds

Example = dict[str, Value | None]


def check_overlaps(scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
    """Unspoken overlaps, contradictions, impossible conditions, circles of `instead_of`."""
    numbers = {rule.id: number for number, rule in enumerate(scheme.rules)}
    for number, rule in enumerate(scheme.rules):
        if not any(common_event([condition], scheme) is not None for condition in rule.when):
            findings.error(
                "scheme.impossible",
                f"no event can ever meet rule '{rule.id}'",
                place(("rule", number, "when")),
                rule=rule.id,
            )
    for one, other in combinations(scheme.rules, 2):
        if one.sign != other.sign or _settled(one, other, scheme):
            continue
        example = _meeting(one, other, scheme)
        if example is not None:
            _report(
                one, other, example, (place(("rule", numbers[one.id])), place(("rule", numbers[other.id]))), findings
            )
    for rule in scheme.rules:
        if rule.id in _replaced_by(rule.id, scheme):
            findings.error(
                "scheme.circle",
                f"rule '{rule.id}' replaces itself in a circle of instead_of",
                place(("rule", numbers[rule.id])),
                rule=rule.id,
            )


def common_event(conditions: list[Condition], scheme: Scheme) -> Example | None:
    """An event that meets all the conditions, or None: exact, because fields are declared."""
    tests: dict[str, list[Test]] = {}
    for condition in conditions:
        for name, test in condition:
            tests.setdefault(name, []).append(test)
    example: Example = {}
    for name, wanted in tests.items():
        declared = scheme.fields[name]
        fitting = [
            value
            for value in distinguishable_values(declared, wanted)
            if all(holds(test, value, declared) for test in wanted)
        ]
        if not fitting:
            return None
        example[name] = next((value for value in fitting if value is not None), None)
    return example


def _meeting(one: Rule, other: Rule, scheme: Scheme) -> Example | None:
    if _never_the_same_units(one.units, other.units):
        return None
    if (one.item_has and one.item_has == other.item_lacks) or (other.item_has and other.item_has == one.item_lacks):
        return None
    found = (common_event([first, second], scheme) for first, second in product(one.when, other.when))
    return next((example for example in found if example is not None), None)


def _never_the_same_units(one: UnitTest | None, other: UnitTest | None) -> bool:
    first, second = dict(one.columns if one else ()), dict(other.columns if other else ())
    return any(not set(first[column]) & set(second[column]) for column in first.keys() & second.keys())


def _settled(one: Rule, other: Rule, scheme: Scheme) -> bool:
    if one.in_addition or other.in_addition or one.id in other.instead_of or other.id in one.instead_of:
        return True
    return any({one.id, other.id} <= scheme.rules_in(selection) for selection in scheme.selections)


def _report(one: Rule, other: Rule, example: Example, places: tuple[Place, Place], findings: Findings) -> None:
    event = ", ".join(f"{name} = {'(blank)' if value is None else value}" for name, value in example.items())
    names = {"one": one.id, "other": other.id, "first": str(places[0]), "event": event}
    same = (one.when, one.item_has, one.item_lacks, one.units) == (
        other.when,
        other.item_has,
        other.item_lacks,
        other.units,
    )
    if same and one.stated_amounts() != other.stated_amounts():
        sentence = f"rule '{other.id}' contradicts '{one.id}' ({places[0]}): the same events, other points"
        findings.error("scheme.contradiction", sentence, places[1], **names)
    else:
        sentence = (
            f"rules '{one.id}' ({places[0]}) and '{other.id}' both meet an event with {event}; "
            f'write instead_of = ["{one.id}"] or in_addition = true, or put both into one selection'
        )
        findings.error("scheme.overlap", sentence, places[1], **names)


def _replaced_by(rule_id: str, scheme: Scheme) -> set[str]:
    """Everything that a rule replaces, directly or through others."""
    replaced, waiting = set(), [rule_id]
    targets = {rule.id: rule.instead_of for rule in scheme.rules}
    while waiting:
        for target in targets[waiting.pop()]:
            if target not in replaced:
                replaced.add(target)
                waiting.append(target)
    return replaced
