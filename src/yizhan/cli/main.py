# SPDX-License-Identifier: Apache-2.0
"""The command `yizhan`: one table of commands, each loaded only when it is called."""

import importlib
import os

import click

#: command -> module below `yizhan.cli`; the module defines a click command of the same name (`-` becomes `_`).
COMMANDS = {
    "up": "up",
    "init": "init",
    "stations": "stations",
    "sign-in-link": "sign_in_link",
    "import": "import_items",
    "export": "export_items",
    "similar": "similar",
    "bench": "bench",
    "topics": "topics",
    "learn": "learn",
    "evaluate": "evaluate",
    "due": "due",
    "appraise": "appraise",
    "points": "points",
    "audit": "audit",
    "verify": "verify",
    "keys": "keys",
    "rules": "rules",
    "quotas": "quotas",
    "backup": "backup",
    "restore": "restore",
}


class CommandTable(click.Group):
    """Loads a command's module at the moment it is called: `yizhan due` needs no database, `yizhan up` does."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """All commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """The command of that name, or None, which click turns into a message with suggestions."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"yizhan.cli.{COMMANDS[cmd_name]}")
        command = getattr(module, "command", None)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__} defines no command")
        return command


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Yizhan 驿站: information work of public institutions."""
    # What a command writes (the database above all) is for the account it runs under, nobody else.
    os.umask(0o077)
