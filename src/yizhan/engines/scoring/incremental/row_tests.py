# SPDX-License-Identifier: Apache-2.0
"""Conditions on single rows of a growing store, without working out signatures."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from yizhan.engines.scoring.events.table import BLANK_NUMBER, NUMBER_SCALE, Flags, Integers
from yizhan.engines.scoring.incremental.store import EventStore
from yizhan.engines.scoring.language.conditions import Condition, Conditions, Test
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.language.truth import holds


class RowTests:
    """Answers whether rows meet conditions; what a test says of a value is worked out once."""

    def __init__(self, scheme: Scheme, store: EventStore) -> None:
        """Nothing is known yet."""
        self._scheme, self._store = scheme, store
        self._truths: dict[tuple[str, Test], Flags] = {}

    def any_of(self, alternatives: Sequence[Conditions], rows: Integers) -> Flags:
        """Which of the rows meet one of the conditions."""
        met = np.zeros(rows.size, np.bool_)
        for condition in dict.fromkeys(condition for conditions in alternatives for condition in conditions):
            met |= self._all_of(condition, rows)
        return met

    def _all_of(self, condition: Condition, rows: Integers) -> Flags:
        met = np.ones(rows.size, np.bool_)
        for name, test in condition:
            met &= self._holds(name, test, rows)
        return met

    def _holds(self, name: str, test: Test, rows: Integers) -> Flags:
        codes, texts = self._store.field(name)
        if texts is None:
            return self._number_holds(name, test, codes[rows])
        known = self._truths.get((name, test))
        if known is None or known.size != len(texts):
            known = self._truths[name, test] = self._truth_of_texts(name, test, texts)
        found: Flags = known[codes[rows]]
        return found

    def _truth_of_texts(self, name: str, test: Test, texts: Sequence[str]) -> Flags:
        declared = self._scheme.fields[name]
        if declared.type == "yes_no":
            return np.array([holds(test, value, declared) for value in (False, True)])
        return np.array([holds(test, text or None, declared) for text in texts])

    def _number_holds(self, name: str, test: Test, numbers: Integers) -> Flags:
        declared = self._scheme.fields[name]
        if test.bounds is None:
            values, place = np.unique(numbers, return_inverse=True)
            blank_or_number = [
                None if value == BLANK_NUMBER else Decimal(value) / NUMBER_SCALE for value in values.tolist()
            ]
            truths = [holds(test, value, declared) for value in blank_or_number]
            found: Flags = np.array(truths, np.bool_)[place.reshape(-1)]
            return found
        within: Flags = numbers != BLANK_NUMBER
        for bound_name, bound in test.bounds.stated().items():
            within = within & _COMPARE[bound_name](numbers, int(Decimal(bound) * NUMBER_SCALE))
        return within


_COMPARE = {"at_least": np.greater_equal, "more_than": np.greater, "at_most": np.less_equal, "less_than": np.less}
