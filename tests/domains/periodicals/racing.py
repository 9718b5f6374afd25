# SPDX-License-Identifier: Apache-2.0
"""Calls at the same moment, each in a thread and a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from yizhan.kernel.errors import Refusal


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What became of calls made in threads of their own at the same moment: a result or a refusal each."""
    outcomes: list[Any] = [None] * len(calls)
    barrier = threading.Barrier(len(calls))

    def run(place: int) -> None:
        barrier.wait()
        try:
            outcomes[place] = calls[place]()
        except Refusal as refusal:
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
