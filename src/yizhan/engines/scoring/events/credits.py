# SPDX-License-Identifier: Apache-2.0
"""Who contributed to an event: lists in the cells of unit (or person), role and weight."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yizhan.engines.scoring.events.encoders import Encoder, HolderEncoder, TextEncoder, split_list
from yizhan.engines.scoring.events.table import NUMBER_SCALE, Integers, SharedCredits
from yizhan.engines.scoring.findings import Findings, Place

#: A part of a whole; greater numbers are slips, and would not multiply exactly.
LARGEST_WEIGHT = 1_000


@dataclass(frozen=True, slots=True)
class Credits:
    """Lead contributors of all rows and everybody of the shared ones."""

    lead: Integers
    shared: SharedCredits
    holder_names: list[str]
    role_names: list[str]
    role: Integers | None


class _Codes(dict[str, int]):
    """Numbers names as they come."""

    def __missing__(self, name: str) -> int:
        self[name] = len(self)
        return self[name]


def read_credits(
    columns: Mapping[str, tuple[NDArray[Any], Encoder]],
    rows: Integers,
    place: Callable[[int, int | None], Place],
    findings: Findings,
) -> Credits:
    """`rows` are those that bring points; a row that only cancels needs no contributor."""
    codes = columns["holder"][0]
    encoder = columns["holder"][1]
    contributors = encoder.contributors if isinstance(encoder, HolderEncoder) else [()]
    names, roles = _Codes(), _Codes({"": 0})
    lead_of = np.array([names[each[0]] if each else 0 for each in contributors], np.int32)
    several = np.array([len(each) > 1 for each in contributors])
    shared_rows = rows[several[codes[rows]]]
    role_texts, weight_texts = _texts(columns, "role"), _texts(columns, "weight")
    lists: list[tuple[Integers, Integers, Integers]] = []
    for row in shared_rows.tolist():
        holders = contributors[int(codes[row])]
        weights = _weights(weight_texts(row), len(holders), place(row, None) if weight_texts(row) else None, findings)
        given = split_list(role_texts(row))
        if given and len(given) != len(holders):
            findings.error("events.roles", f"{len(given)} roles for {len(holders)} contributors", place(row, None))
            given = ()
        lists.append(
            (
                np.array([names[each] for each in holders]),
                weights,
                np.array([roles[each] for each in given] or [0] * len(holders)),
            )
        )
    shared = _joined(shared_rows, lists)
    role = _single_roles(columns, roles)
    return Credits(lead_of[codes], shared, list(names), list(roles), role)


def _texts(columns: Mapping[str, tuple[NDArray[Any], Encoder]], name: str) -> Callable[[int], str]:
    if name not in columns:
        return lambda _row: ""
    codes, encoder = columns[name]
    values = encoder.texts if isinstance(encoder, TextEncoder) else [""]
    return lambda row: values[int(codes[row])]


def _weights(text: str, count: int, place: Place | None, findings: Findings) -> Integers:
    parts = split_list(text)
    if not parts:
        return np.ones(count, np.int64)
    try:
        scaled = [Decimal(part) * NUMBER_SCALE for part in parts]
    except InvalidOperation:
        scaled = []
    if len(scaled) != count or not all(_usable(weight) for weight in scaled):
        findings.error(
            "events.weights",
            f"'{text}' is not {count} numbers above 0 and up to {LARGEST_WEIGHT}",
            place,
            value=text,
            contributors=count,
        )
        return np.ones(count, np.int64)
    return np.array([int(weight) for weight in scaled], np.int64)


def _usable(weight: Decimal) -> bool:
    return weight.is_finite() and 0 < weight <= LARGEST_WEIGHT * NUMBER_SCALE and weight == weight.to_integral_value()


def _joined(rows: Integers, lists: list[tuple[Integers, Integers, Integers]]) -> SharedCredits:
    if not lists:
        return SharedCredits.none()
    starts = np.concatenate(([0], np.cumsum([holders.size for holders, _weights, _roles in lists])))
    holders, weights, roles = (np.concatenate(part) for part in zip(*lists, strict=True))
    return SharedCredits(rows, starts, holders, weights, roles)


def _single_roles(columns: Mapping[str, tuple[NDArray[Any], Encoder]], roles: dict[str, int]) -> Integers | None:
    if "role" not in columns:
        return None
    codes, encoder = columns["role"]
    values = encoder.texts if isinstance(encoder, TextEncoder) else [""]
    single = [value if len(split_list(value)) <= 1 else "" for value in values]
    of_code = np.array([roles[value] for value in single], np.int32)
    found: Integers = of_code[codes]
    return found
