# SPDX-License-Identifier: Apache-2.0
"""Conditions name declared fields and values that these fields can have."""

from decimal import Decimal

from yizhan.engines.scoring.checks.places import PlaceOf, conditions
from yizhan.engines.scoring.findings import Findings, Place, nearest
from yizhan.engines.scoring.language.conditions import Test, Value
from yizhan.engines.scoring.language.declared_fields import DeclaredField
from yizhan.engines.scoring.language.scheme import Scheme

_WRITTEN = {
    "number": "a number without quotes",
    "yes_no": "true or false",
    "text": "a text",
    "listed": "a text",
    "ordered": "a text",
}


def check_tested_values(scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
    """Unknown fields, values outside a list, bounds on what has no order."""
    for path, alternatives in conditions(scheme):
        for condition in alternatives:
            for name, test in condition:
                _check_test(name, test, scheme, place(path), findings)
    for number, rule in enumerate(scheme.rules):
        for name, amounts in (rule.points_by or {}).items():
            for value in amounts:
                _check_value(
                    name, value, scheme.fields.get(name), place(("rule", number, "points_by", name, value)), findings
                )


def _check_test(name: str, test: Test, scheme: Scheme, place: Place, findings: Findings) -> None:
    declared = scheme.fields.get(name)
    if declared is None:
        near = nearest(name, scheme.fields)
        hint = f"; did you mean '{near}'?" if near else f"; [fields] declares {', '.join(scheme.fields)}"
        findings.error("scheme.unknown_field", f"no field '{name}' is declared{hint}", place, name=name, near=near)
        return
    if test.bounds and declared.type not in ("ordered", "number"):
        findings.error(
            "scheme.not_ordered",
            f"'{name}' has no order; declare it as ordered or as a number to compare it",
            place,
            name=name,
        )
        return
    for value in test.named_values():
        _check_value(name, value, declared, place, findings)


def _check_value(name: str, value: Value, declared: DeclaredField | None, place: Place, findings: Findings) -> None:
    if declared is None:
        return
    fits = isinstance(value, {"number": Decimal, "yes_no": bool}.get(declared.type, str))
    if not fits:
        wanted = _WRITTEN[declared.type]
        findings.error(
            "scheme.value_type",
            f"'{name}' is {wanted}, not {value!r}",
            place,
            name=name,
            wanted=wanted,
            value=str(value),
        )
    elif declared.values and value not in declared.values:
        near = nearest(str(value), declared.values)
        hint = f"; did you mean '{near}'?" if near else f"; it lists {', '.join(declared.values)}"
        findings.error(
            "scheme.unknown_value",
            f"'{name}' does not list '{value}'{hint}",
            place,
            name=name,
            value=str(value),
            near=near,
        )
