# SPDX-License-Identifier: Apache-2.0
"""What every single text must satisfy that this room and the rooms above it keep."""

from yizhan.engines.text.marks import secrecy_mark
from yizhan.kernel.errors import Invalid


def checked(text: str, *, field: str, limit: int, is_required: bool = False) -> str:
    """The text without white space around it. Refuses what is over-long, unreadable, missing or marked secret."""
    text = text.strip()
    if len(text) > limit:
        raise Invalid("items.text.too_long", field=field, length=len(text), limit=limit)
    if "\x00" in text:
        raise Invalid("items.text.unreadable", field=field)
    mark = secrecy_mark(text) if text else None
    if mark is not None:
        raise Invalid("items.text.secret", field=field, grade=mark.grade)
    if is_required and not text:
        raise Invalid("items.text.empty", field=field)
    return text
