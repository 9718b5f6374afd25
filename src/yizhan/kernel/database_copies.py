# SPDX-License-Identifier: Apache-2.0
"""The whole database as one file, taken while people work, and put back into an empty one."""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from yizhan.kernel.archives import Hindrance

#: How the file is called in a backup.
NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class NoProgram(Hindrance):
    """A program of PostgreSQL that is not on this machine."""


class Failed(Hindrance):
    """The copy could not be made or is damaged; the message is the program's own."""


def name() -> str:
    """How the file of this installation's database is called in a backup."""
    return NAMES[connection.vendor]


def is_empty() -> bool:
    """Whether the database holds no table yet."""
    return not connection.introspection.table_names()


def copy(target: Path) -> None:
    """Write everything that is committed now into a file, and check that the file is whole."""
    if connection.vendor == "postgresql":
        with _address() as address:
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", address)
        _run("pg_restore", "--list", str(target))
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copied:
        connection.connection.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")
        _check(copied)


def load(source: Path) -> None:
    """Put a copy into this installation's empty database."""
    if connection.vendor == "postgresql":
        with _address() as address:
            _run("pg_restore", "--exit-on-error", "--no-owner", "--single-transaction", address, str(source))
        return
    with closing(sqlite3.connect(source)) as copied:
        _check(copied)
    connection.close()
    source.replace(Path(str(connection.settings_dict["NAME"])))


def _check(copied: sqlite3.Connection) -> None:
    [found] = copied.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise Failed(found)


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL."""
    path = shutil.which(program)
    if path is None:
        raise NoProgram(program)
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)  # noqa: S603 -- a program of PostgreSQL, with arguments of ours
    if done.returncode:
        raise Failed(done.stderr.strip()[-2000:])


@contextmanager
def _address() -> Iterator[str]:
    """The option that names the database; the password lies in a file, since others can read a program's arguments."""
    settings = {name: str(value) for name, value in connection.settings_dict.items()}
    given = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    parts = {name: settings[key] for name, key in given.items() if settings[key]}
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as kept:
        kept.write("*:*:*:*:" + settings["PASSWORD"].replace("\\", "\\\\").replace(":", "\\:") + "\n")
        kept.flush()
        parts["passfile"] = kept.name
        quoted = (name + "='" + value.replace("\\", "\\\\").replace("'", "\\'") + "'" for name, value in parts.items())
        yield f"--dbname={' '.join(quoted)}"
