# SPDX-License-Identifier: Apache-2.0
"""What a scheme says of the institution as a whole, beside the accounts: its indicators, and who was silent for long.

Key tasks that must all be covered (RULE-062), a number for the year (RULE-063), units nobody heard of. They follow what
is booked and are never frozen: they are no points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.queries.accounts import accounts
from yizhan.domains.appraisal.queries.holders import Subject
from yizhan.engines.scoring.periods import Period


@dataclass(frozen=True, slots=True)
class Indicated:
    """One figure of the whole in one period; `of` is the value it is about (a topic, a paper) or empty.

    `is_met` is None where nothing is demanded, or nothing can be judged yet; `value` is None where nothing is to be
    divided by.
    """

    name: str
    period: str
    of: str
    value: Fraction | None
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class Silence:
    """Somebody of whom nothing was heard for longer than may be; without `days` nothing ever was."""

    subject: Subject
    days: int | None


@dataclass(frozen=True, slots=True)
class Whole:
    """The figures of a scheme in a period."""

    indicators: Sequence[Indicated]
    silent: Sequence[Silence]


def whole(version: Scheme, period: Period) -> Whole:
    """Both, as everything booked so far makes them. Raises the engine's `Refused`."""
    known = accounts(version, period)
    found = known.appraisal()
    names = {one.id: one.name for one in found.context.scheme.indicators}
    holders = found.context.register.holders
    return Whole(
        [Indicated(names[one.indicator], one.bucket, one.of, one.value, one.met) for one in found.indicators],
        [Silence(known.subjects[holders[one.holder].name], one.days) for one in found.silent],
    )
