# SPDX-License-Identifier: Apache-2.0
"""Grades as intervals of whole smallest units, so that gaps and overlaps can be seen exactly."""

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from yizhan.engines.scoring.language.result_clauses import Grade
from yizhan.engines.scoring.language.scheme import Scheme


@dataclass(frozen=True, slots=True)
class GradeInterval:
    """Scores from `low` to `high`, both included, in smallest units; None is open."""

    name: str
    number: int
    low: int | None
    high: int | None


def graded_decimals(scheme: Scheme) -> int:
    """With how many decimals a score is compared with the bounds of grades."""
    if scheme.grading.decimals is not None:
        return scheme.grading.decimals
    return scheme.conversion.decimals if scheme.conversion else scheme.head.decimals


def grade_intervals(scheme: Scheme) -> list[GradeInterval]:
    """Lowest first. A grade without an upper bound reaches up to the next grade."""
    unit = Fraction(1, 10 ** graded_decimals(scheme))
    raw = [
        (grade.name, number, _lowest(grade, unit), _highest(grade, unit)) for number, grade in enumerate(scheme.grades)
    ]
    raw.sort(key=lambda grade: (grade[2] is not None, grade[2] or 0))
    intervals = []
    for place, (name, number, low, high) in enumerate(raw):
        above = raw[place + 1][2] if place + 1 < len(raw) else None
        intervals.append(GradeInterval(name, number, low, above - 1 if high is None and above is not None else high))
    return intervals


def _lowest(grade: Grade, unit: Fraction) -> int | None:
    if grade.at_least is not None:
        return math.ceil(_units(grade.at_least, unit))
    return None if grade.more_than is None else math.floor(_units(grade.more_than, unit)) + 1


def _highest(grade: Grade, unit: Fraction) -> int | None:
    if grade.at_most is not None:
        return math.floor(_units(grade.at_most, unit))
    return None if grade.less_than is None else math.ceil(_units(grade.less_than, unit)) - 1


def _units(bound: Decimal, unit: Fraction) -> Fraction:
    return Fraction(bound) / unit
