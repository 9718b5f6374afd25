# SPDX-License-Identifier: Apache-2.0
"""Carries out commands of one installation, each in a process of its own, forked from one that has loaded everything.

Reads a line of JSON for each: arguments, and the files for standard output and standard error; answers with the code.
"""

import importlib
import json
import os
import sys

from yizhan.cli.house import open_house


def main() -> None:
    """Until standard input ends."""
    open_house(migrate=False)
    for name in ("config.urls", "cli.import_items", "cli.similar", "cli.stations"):
        importlib.import_module(f"yizhan.{name}")
    for line in sys.stdin:
        arguments, output, complaints = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(arguments, output, complaints)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(arguments: list[str], output: str, complaints: str) -> None:
    """The command itself; ends with the process."""
    from yizhan.cli.main import main as command

    for number, (path, flags) in enumerate(
        ((os.devnull, os.O_RDONLY), (output, os.O_WRONLY | os.O_CREAT), (complaints, os.O_WRONLY | os.O_CREAT))
    ):
        os.dup2(os.open(path, flags), number)
    sys.argv = ["yizhan", *arguments]
    command()
    raise SystemExit(0)


if __name__ == "__main__":
    main()
