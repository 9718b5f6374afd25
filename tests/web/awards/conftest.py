# SPDX-License-Identifier: Apache-2.0
"""What the tests of this room's pages share with those of items."""

from tests.web.items.conftest import queries_of

__all__ = ["queries_of"]
