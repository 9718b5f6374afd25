# SPDX-License-Identifier: Apache-2.0
"""Carrying what was committed from SQLite's log into its file, while nobody waits for it.

By itself SQLite does so inside a commit, every thousand pages, and that commit then waits for two more writes to reach
the disk; with it everybody who waits for the writer. Where the worker does it beforehand, a commit is one write to the
log. `config/databases` says at which length of the log a commit does it after all, should no worker run.
"""

from django.db import connection


def carry_over() -> int:
    """Carry over what no reader needs any more; answers how many pages of the log are in the file now.

    No transaction is begun and no lock of writers is taken. PostgreSQL does this by itself.
    """
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
        _is_busy, _pages, carried = cursor.fetchone()
    return max(0, int(carried))
