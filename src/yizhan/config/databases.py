# SPDX-License-Identifier: Apache-2.0
"""SQLite by default, PostgreSQL when its address is given."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

#: Durable at every commit (REL-03), one writer at a time, several readers. The worker empties the log
#: (`kernel.checkpoints`); a commit does so only when 16 MiB have gathered.
_SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; "
    "PRAGMA secure_delete=FAST; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728; "
    "PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=4000;"
)


def default(url: str, home: Path) -> dict[str, Any]:
    """Django's description of the database."""
    return postgresql(url) if url else sqlite(home / "yizhan.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """One file; write transactions take the lock at once, in the order of arrival."""
    return {
        "ENGINE": "yizhan.kernel.single_writer",
        "NAME": str(path),
        "CONN_MAX_AGE": None,  # opening costs as much as two queries, and closing the last one writes the log back
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE_START},
        "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
    }


def postgresql(url: str) -> dict[str, Any]:
    """A server, through a pool of connections per process. `?host=/folder` names a local socket, as libpq has it."""
    parts = urlsplit(url)
    socket_folder = parse_qs(parts.query).get("host", [""])[0]
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise SystemExit("YIZHAN_DATABASE_URL must look like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or socket_folder),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
    }
