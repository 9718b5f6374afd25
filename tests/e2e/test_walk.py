# SPDX-License-Identifier: Apache-2.0
"""A working day in a real browser: from a phone in a township to the answer on the same phone."""

import pytest

from tests.e2e.acts import authoring
from tests.e2e.conftest import Enter

pytestmark = pytest.mark.e2e


def test_the_loop_through_the_pages(enter: Enter) -> None:
    member = enter("member", is_phone=True)
    authoring.begins(member)
    number = authoring.hands_in(member)
    print(number)
