# SPDX-License-Identifier: Apache-2.0
"""The only clock. Everything that asks for the time asks here, so that tests and sample data can set it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

#: Offices work by this clock; stored moments are UTC.
OFFICE_ZONE = ZoneInfo("Asia/Shanghai")

_fixed: ContextVar[datetime.datetime | None] = ContextVar("fixed_moment", default=None)


def now() -> datetime.datetime:
    """The present moment, aware, in UTC."""
    return _fixed.get() or datetime.datetime.now(datetime.UTC)  # noqa: TID251 -- the one place that may


def today() -> datetime.date:
    """The present date in the office's zone."""
    return now().astimezone(OFFICE_ZONE).date()


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware) inside the block, for this thread of work only."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
