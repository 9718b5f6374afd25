# SPDX-License-Identifier: Apache-2.0
"""The commands and what they say about themselves."""

import importlib
from collections.abc import Iterator

import click

from reference_pages.markdown import page, prose
from yizhan.cli.main import COMMANDS


def text() -> str:
    """The help of every command."""
    return page(
        "Commands",
        prose(
            "`./yizhan` prepares its environment at the first call and then hands over to the commands below.",
            "With `--json` a command prints one JSON object on standard output and nothing else there.",
        ),
        *(part for name in COMMANDS if (command := command_of(name)) for part in _parts(f"yizhan {name}", command)),
    )


def command_of(name: str) -> click.Command | None:
    """The command of that name, or None while its module has not been written."""
    module = f"yizhan.cli.{COMMANDS[name]}"
    try:
        found: click.Command = importlib.import_module(module).command
    except ModuleNotFoundError as fault:
        if fault.name != module:
            raise
        return None
    return found


def _parts(name: str, command: click.Command, level: int = 2) -> Iterator[str]:
    context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
    yield f"{'#' * level} {name}"
    yield f"```text\n{command.get_help(context).rstrip()}\n```"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from _parts(f"{name} {inner}", found, level + 1)
