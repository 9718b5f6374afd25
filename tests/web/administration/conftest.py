# SPDX-License-Identifier: Apache-2.0
"""What the tests of administration share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.network import House
from tests.web.items.visits import visitor
from yizhan.domains.network.states import Role

#: Everybody who signs in; the installation itself does not.
PEOPLE = sorted(set(Role) - {Role.SYSTEM})


@pytest.fixture
def system_administrator(house: House) -> Client:
    """Sets up the tree, the register of people, the rules."""
    return visitor(house.system_administrator)


@pytest.fixture
def security_administrator(house: House) -> Client:
    """Gives posts, accounts and keys."""
    return visitor(house.security_administrator)


@pytest.fixture
def audit_administrator(house: House) -> Client:
    """Reads the journal."""
    return visitor(house.audit_administrator)


@pytest.fixture
def queries_of() -> Callable[[Callable[[], Any]], int]:
    """How many queries a visit takes; session and account are asked for once before, as in a working day."""

    def count(visit: Callable[[], Any]) -> int:
        visit()
        with CaptureQueriesContext(connection) as captured:
            visit()
        return len(captured)

    return count
