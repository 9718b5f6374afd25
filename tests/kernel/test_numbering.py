# SPDX-License-Identifier: Apache-2.0
"""Numbers: no gap, no repetition, also with many at once (REL-21)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from yizhan.kernel.numbering import last_number, next_number, next_numbers


@pytest.mark.django_db
def test_numbers_follow_one_another_per_scope() -> None:
    assert [next_number("a"), next_number("a"), next_number("b"), next_number("a")] == [1, 2, 1, 3]
    assert list(next_numbers("a", 3)) == [4, 5, 6]
    assert (last_number("a"), last_number("b"), last_number("never")) == (6, 1, 0)


@pytest.mark.django_db
def test_a_failed_transaction_gives_its_number_back() -> None:
    with pytest.raises(ZeroDivisionError):
        _break_off_after(lambda: next_number("a"))
    assert next_number("a") == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_different_numbers_without_a_gap() -> None:
    def take(_: int) -> int:
        try:
            with transaction.atomic():
                return next_number("race")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(take, range(80)))
    assert sorted(taken) == list(range(1, 81))


def _break_off_after(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
        raise ZeroDivisionError
