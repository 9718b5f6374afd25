# SPDX-License-Identifier: Apache-2.0
"""What the tests of the rulebook's pages share with those of administration."""

from tests.web.administration.conftest import queries_of, system_administrator

__all__ = ["queries_of", "system_administrator"]
