# SPDX-License-Identifier: Apache-2.0
"""How far the clauses of a scheme reach: whether each item can be reckoned by itself."""

from yizhan.engines.scoring.language.clause import Clause
from yizhan.engines.scoring.language.scheme import Scheme


def beyond_one_item(scheme: Scheme) -> Clause | None:
    """The first clause that looks at more than one item, or brings points without any; None if there is none."""
    wider: list[Clause] = [
        *(rule for rule in scheme.rules if rule.ladder and "item" not in rule.ladder_per),
        *(one for one in scheme.selections if not {"item", "event"} & set(one.per)),
        *(one for one in scheme.limits if one.period is not None),
        *scheme.duties,
        *scheme.bases,
        *scheme.zeroings,
    ]
    return next(iter(wider), None)
