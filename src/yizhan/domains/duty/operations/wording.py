# SPDX-License-Identifier: Apache-2.0
"""What every text of this room must satisfy. Duty rooms hear things that belong on no network: they are refused."""

from yizhan.domains.duty.rules import REASON_LIMIT
from yizhan.engines.text.marks import secrecy_mark
from yizhan.kernel.errors import Invalid


def checked(text: str, *, field: str, limit: int = REASON_LIMIT, is_required: bool = False) -> str:
    """The text without white space around it. Refuses what is missing, over-long, unreadable or marked secret."""
    text = text.strip()
    if is_required and not text:
        raise Invalid("duty.text.empty", field=field)
    if len(text) > limit or "\x00" in text:
        raise Invalid("duty.text.unfit", field=field, limit=limit)
    mark = secrecy_mark(text) if text else None
    if mark is not None:
        raise Invalid("duty.text.secret", field=field, grade=mark.grade)
    return text
