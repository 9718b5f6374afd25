# SPDX-License-Identifier: Apache-2.0
"""What the tests of item pages share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def queries_of() -> Callable[[Callable[[], Any]], int]:
    """How many queries a visit takes; session and account are asked for once before, as in a working day."""

    def count(visit: Callable[[], Any]) -> int:
        visit()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            visit()
        return len(captured)

    return count
