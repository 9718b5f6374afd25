# SPDX-License-Identifier: Apache-2.0
"""Signatures tell apart what the conditions tell apart, however many combinations there are."""

import random
from collections import Counter

import numpy as np
import pytest

from tests.engines.scoring.written import event, events, scheme
from yizhan.engines.scoring.appraising import appraise
from yizhan.engines.scoring.calculation.signatures import Dimension, combine
from yizhan.engines.scoring.periods import parse_period
from yizhan.engines.scoring.units.register import Register

HEAD = """
[scheme]
id = "many"
name = "许多取值"
version = "1"

[fields]
"""


@pytest.mark.parametrize("sizes", [(3, 4), (5_000, 2_000), (4_000_000, 100, 7), (2_000_000, 3_000_000, 2)])
def test_combinations_are_numbered_and_keep_their_classes(sizes: tuple[int, ...]) -> None:
    chance = np.random.default_rng(11)
    columns = [chance.integers(0, size, 3_000).astype(np.int32) for size in sizes]
    signatures = combine(
        [Dimension(str(place), column, size) for place, (column, size) in enumerate(zip(columns, sizes, strict=True))]
    )
    for place, column in enumerate(columns):
        assert (signatures.classes[str(place)][signatures.of_row] == column).all()
    assert signatures.count == len(set(zip(*(column.tolist() for column in columns), strict=True)))


def test_more_combinations_than_can_be_numbered_at_once() -> None:
    """Seven fields of fourteen values: a hundred million combinations, a few of which occur."""
    names = [f"f{number}" for number in range(7)]
    values = [f"v{number}" for number in range(14)]
    head = HEAD + "".join(f"{name} = {values!r}\n" for name in names).replace("'", '"')
    rules = "".join(
        f'[[rule]]\nid = "{name}-{value}"\nname = "x"\nin_addition = true\n'
        f'when = {{ {name} = "{value}" }}\npoints = {place + 1}\n'
        for name in names
        for place, value in enumerate(values)
    )
    chance = random.Random(5)
    drawn = [{name: chance.choice(values) for name in names} for _number in range(400)]
    written = scheme(rules, head)
    table = events(written, *(event(number, **fields) for number, fields in enumerate(drawn)))
    expected = sum(values.index(value) + 1 for fields in drawn for value in fields.values())
    assert appraise(written, table, period=parse_period("2026")).points.tolist() == [100 * expected]


def test_more_holders_than_one_block_of_counts() -> None:
    written = scheme('[[rule]]\nid = "r"\nname = "采用"\nwhen = { kind = "采用" }\npoints = 5\n')
    chance = random.Random(6)
    names = [f"人{number}" for number in range(400_000)]
    chosen = [chance.choice(names) for _number in range(200)]
    table = events(written, *(event(number, name, kind="采用") for number, name in enumerate(chosen)))
    points = appraise(written, table, Register.of_names(names), parse_period("2026")).points
    counted = Counter(chosen)
    assert {names[code]: int(points[code]) for code in np.flatnonzero(points)} == {
        name: 500 * count for name, count in counted.items()
    }
