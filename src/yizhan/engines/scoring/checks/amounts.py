# SPDX-License-Identifier: Apache-2.0
"""Numbers that the scheme can keep exactly and that nobody will take for a slip of the pen."""

from collections.abc import Iterator
from decimal import Decimal

from yizhan.engines.scoring.checks.places import PlaceOf
from yizhan.engines.scoring.findings import Findings
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.toml_lines import Path

#: A factor beyond this is more likely a number of points written in the wrong place.
LARGEST_FACTOR = Decimal(100)


def check_amounts(scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
    """Too many decimals; beyond `largest`; factors that look like points."""
    decimals, largest = scheme.head.decimals, scheme.head.largest_number
    for path, amount in _amounts(scheme):
        exponent = amount.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > decimals:
            sentence = f"{amount} has more decimals than the scheme keeps (decimals = {decimals})"
            findings.error("scheme.too_many_decimals", sentence, place(path), amount=str(amount), decimals=decimals)
        if abs(amount) > largest:
            sentence = f"{amount} is beyond {largest}; if it is meant, raise largest in [scheme]"
            findings.error("scheme.absurd_number", sentence, place(path), number=str(amount), largest=str(largest))
    for number, multiplier in enumerate(scheme.multipliers):
        if multiplier.factor > LARGEST_FACTOR:
            sentence = f"a factor of {multiplier.factor} is beyond {LARGEST_FACTOR}"
            findings.error(
                "scheme.absurd_number",
                sentence,
                place(("multiplier", number, "factor")),
                number=str(multiplier.factor),
                largest=str(LARGEST_FACTOR),
            )


def _amounts(scheme: Scheme) -> Iterator[tuple[Path, Decimal]]:
    for number, rule in enumerate(scheme.rules):
        for amount in rule.stated_amounts():
            yield ("rule", number, rule.amount_key), amount
    for number, duty in enumerate(scheme.duties):
        for key in ("points", "deduct", "each_missing", "each_extra"):
            if (amount := getattr(duty, key)) is not None:
                yield ("duty", number, key), amount
        for step in duty.steps:
            yield ("duty", number, "steps"), step.points if step.points is not None else step.deduct or Decimal(0)
    for number, base in enumerate(scheme.bases):
        yield ("base", number, "points"), base.points
