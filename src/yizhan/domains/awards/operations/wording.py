# SPDX-License-Identifier: Apache-2.0
"""What every text of this room must satisfy."""

from yizhan.domains.awards.rules import REASON_LIMIT
from yizhan.domains.periodicals.operations.lines import checked


def reason_of(text: str, *, field: str = "reason") -> str:
    """A reason that somebody else will read."""
    return checked(text, field=field, limit=REASON_LIMIT, is_required=True)
