# SPDX-License-Identifier: Apache-2.0
"""What the tests of pages share."""

import pytest


@pytest.fixture
def complaints() -> list[str]:
    """What a browser complained of: errors of script, breaches of the policy, files not found."""
    return []
