# SPDX-License-Identifier: Apache-2.0
"""What the engine refuses while it counts, as an answer of the interface."""

from collections.abc import Iterator
from contextlib import contextmanager

from yizhan.engines.scoring.findings import Refused
from yizhan.kernel.errors import Conflict


@contextmanager
def counted() -> Iterator[None]:
    """What the engine refuses is a conflict of scheme and records, told with its first reasons."""
    try:
        yield
    except Refused as refused:
        raise Conflict("appraisal.period.cannot_count", reason=str(refused)[:300]) from refused
