# SPDX-License-Identifier: Apache-2.0
"""What the store knows about its own tables, so that it finds the short way through them."""

from django.db import connection


def renew_statistics(*, whole: bool = False) -> None:
    """Let SQLite count its tables again where they have grown, or all of them after a large intake.

    Without these counts it may probe every item once per adoption. PostgreSQL does this by itself.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if whole else "PRAGMA optimize")
