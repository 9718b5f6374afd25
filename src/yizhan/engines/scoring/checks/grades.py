# SPDX-License-Identifier: Apache-2.0
"""Grades without gaps or overlaps, steps of duties that exclude one another."""

from decimal import Decimal
from itertools import combinations, pairwise

from yizhan.engines.scoring.checks.places import PlaceOf
from yizhan.engines.scoring.findings import Findings
from yizhan.engines.scoring.language.grade_intervals import grade_intervals, graded_decimals
from yizhan.engines.scoring.language.numbers import FromUnit
from yizhan.engines.scoring.language.period_clauses import Duty, DutyStep
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.language.truth import compare


def check_grades(scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
    """Every score has at most one grade, every value of a duty at most one step."""
    if scheme.grading.of == "year" and scheme.conversion is not None:
        sentence = "a converted score is one of the period; in [grading] leave out of, or leave out [conversion]"
        findings.error("scheme.graded_year_converted", sentence, place(("grading", "of")))
    intervals = grade_intervals(scheme)
    for lower, upper in pairwise(intervals):
        where = place(("grade", upper.number))
        if lower.high is None or upper.low is None or lower.high >= upper.low:
            findings.error(
                "scheme.grade_overlap",
                f"the grades '{lower.name}' and '{upper.name}' overlap",
                where,
                lower=lower.name,
                upper=upper.name,
            )
        elif upper.low - lower.high > 1 and scheme.grading.between is None:
            step = Decimal(1).scaleb(-graded_decimals(scheme))
            sentence = (
                f"a score between '{lower.name}' and '{upper.name}' (such as {(lower.high + 1) * step}) has no grade; "
                'in [grading] write decimals = 0, or between = "lower" or "higher"'
            )
            example = str((lower.high + 1) * step)
            findings.error("scheme.grade_gap", sentence, where, lower=lower.name, upper=upper.name, example=example)
    for number, duty in enumerate(scheme.duties):
        _check_steps(number, duty, place, findings)


def _check_steps(number: int, duty: Duty, place: PlaceOf, findings: Findings) -> None:
    for one, other in combinations(duty.steps, 2):
        value = _common_value(one, other)
        if value is not None:
            sentence = f"two steps of '{duty.id}' both hold for the value {value}"
            findings.error(
                "scheme.step_overlap", sentence, place(("duty", number, "steps")), duty=duty.id, value=str(value)
            )


def _common_value(one: DutyStep, other: DutyStep) -> Decimal | None:
    bounds = [*one.bounds().values(), *other.bounds().values()]
    fixed = sorted({bound for bound in bounds if isinstance(bound, Decimal)})
    if [bound for bound in bounds if isinstance(bound, FromUnit)] or not fixed:
        return None
    candidates = [fixed[0] - 1, *fixed, *((low + high) / 2 for low, high in pairwise(fixed)), fixed[-1] + 1]
    return next(
        (value for value in candidates if value >= 0 and step_holds(one, value) and step_holds(other, value)), None
    )


def step_holds(step: DutyStep, value: Decimal) -> bool:
    """Whether a value falls into a step with fixed bounds."""
    return all(isinstance(bound, Decimal) and compare(name, value, bound) for name, bound in step.bounds().items())
