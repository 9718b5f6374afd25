# SPDX-License-Identifier: Apache-2.0
"""Findings of the scoring engine on a terminal: in the reader's language, with the place first."""

import json
import os
from typing import Literal, NoReturn

import click

from yizhan.engines.scoring.findings import Finding, Refused
from yizhan.engines.scoring.sentences import chinese

Language = Literal["zh", "en"]

#: Exit code when nothing was computed because something has to be mended first.
REFUSED = 2


def _language(_: click.Context, __: click.Parameter, asked: Language | None) -> Language:
    """The language asked for, else that of the terminal; Chinese where it names none."""
    if asked:
        return asked
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if named.split(".")[0] in {"", "C", "POSIX"} or named.startswith("zh") else "en"


language_option = click.option(
    "--language", type=click.Choice(["zh", "en"]), callback=_language, help="Default: that of the terminal."
)


def sentence_of(finding: Finding, language: Language) -> str:
    """What is to be said, after the file and line."""
    sentence = chinese(finding) if language == "zh" else finding.sentence
    return f"{finding.place}: {sentence}" if finding.place else sentence


def refuse(refused: Refused, heading: str, language: Language, *, as_json: bool) -> NoReturn:
    """Say what has to be mended, and end with `REFUSED`."""
    if as_json:
        plain = {"refused": True, "findings": [finding.plain() for finding in refused.findings]}
        click.echo(json.dumps(plain, ensure_ascii=False))
    else:
        click.echo(heading, err=True)
        for finding in refused.findings:
            click.echo(f"  {sentence_of(finding, language)}", err=True)
    raise SystemExit(REFUSED)
