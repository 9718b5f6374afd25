# SPDX-License-Identifier: Apache-2.0
"""Public ids: made where the thing is made, unique everywhere, sortable by time (UUID version 7, RFC 9562)."""

import os
import time
import uuid

_VARIANT = 0b10 << 62


def new_id() -> uuid.UUID:
    """A fresh UUIDv7. Browsers, command line and peers may make their own: the maker decides the id."""
    milliseconds = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10), "big")
    return uuid.UUID(
        int=(milliseconds << 80) | (7 << 76) | ((noise >> 62) & 0xFFF) << 64 | _VARIANT | (noise & ((1 << 62) - 1))
    )
