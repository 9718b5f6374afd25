# SPDX-License-Identifier: Apache-2.0
"""Bringing an installation up for a command: settings, database, words."""

import os
import sys
from typing import Any, NoReturn

import click
import django
import orjson
from django.core.management import call_command

from yizhan.kernel import indexes


def open_house(*, migrate: bool = True) -> None:
    """Load the settings of YIZHAN_HOME and bring the database to the present form."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.config.settings")
    django.setup()
    if migrate:
        call_command("migrate", verbosity=0, interactive=False)
        indexes.fill_new()
        from yizhan.kernel import encryption  # noqa: PLC0415 -- it reads models, which exist only now

        encryption.make_first_key()


def answer(result: dict[str, Any], *, as_json: bool, words: str) -> None:
    """One JSON object on standard output, or the words for a person."""
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(result, option=orjson.OPT_INDENT_2) + b"\n")
        sys.stdout.buffer.flush()
    else:
        click.echo(words)


def stop(message: str, code: int = 2) -> NoReturn:
    """Say on standard error what is wrong, and end."""
    click.echo(message, err=True)
    raise SystemExit(code)
