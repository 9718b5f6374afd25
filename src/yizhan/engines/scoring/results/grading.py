# SPDX-License-Identifier: Apache-2.0
"""Grades of scores, with the stated rule for scores between two grades; conversion into a full score."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.money import Minor, divide_rounded
from yizhan.engines.scoring.events.table import Flags, Integers
from yizhan.engines.scoring.language.grade_intervals import GradeInterval, grade_intervals, graded_decimals
from yizhan.engines.scoring.language.result_clauses import Conversion
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.results.ranking import groups_of


def grade_scores(scores: Integers, decimals: int, scheme: Scheme) -> list[str]:
    """The grade of each score (whole numbers with so many decimals); an empty text where none fits."""
    intervals = grade_intervals(scheme)
    if not intervals:
        return [""] * scores.size
    wanted = graded_decimals(scheme)
    up, down = (10 ** max(0, wanted - decimals)), 10 ** max(0, decimals - wanted)
    rounded = divide_rounded(scores * up, np.full(scores.size, down), scheme.grading.rounding)
    return [_grade(int(score), intervals, scheme.grading.between) for score in rounded]


def _grade(score: int, intervals: Sequence[GradeInterval], between: str | None) -> str:
    for interval in intervals:
        if (interval.low is None or score >= interval.low) and (interval.high is None or score <= interval.high):
            return interval.name
    below = [interval for interval in intervals if interval.high is not None and interval.high < score]
    above = [interval for interval in intervals if interval.low is not None and interval.low > score]
    if not below or not above:
        return ""
    return below[-1].name if between == "lower" else above[0].name


def convert(conversion: Conversion, points: Integers, counted: Flags, context: Context) -> Integers:
    """Points ÷ best (or a fixed number) × full, in smallest units of the conversion, between 0 and full."""
    minor = Minor(conversion.decimals, conversion.rounding)
    full = minor.units(conversion.full)
    reference = np.ones(points.size, np.int64)
    if isinstance(conversion.of, Decimal):
        reference[:] = context.minor.units(conversion.of)
    else:
        groups = groups_of(conversion.apart, context)
        for group in dict.fromkeys(groups):
            members = np.array([name == group for name in groups], np.bool_)
            reference[members] = max(1, int(points[members & counted].max(initial=0)))
    return divide_rounded(np.clip(points, 0, reference) * full, reference, conversion.rounding)
