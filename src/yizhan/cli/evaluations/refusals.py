# SPDX-License-Identifier: Apache-2.0
"""Why a measurement cannot be made: said in Chinese and in English."""

from pathlib import Path

import click


class Unusable(click.ClickException):
    """A file does not hold what the measure needs. Ends the command with exit code 2."""

    exit_code = 2

    def __init__(self, chinese: str, english: str) -> None:
        """The same sentence in both languages."""
        super().__init__(f"{chinese}\n{english}")

    @classmethod
    def file(cls, path: Path, error: Exception) -> "Unusable":
        """A file that cannot be read at all."""
        return cls(f"读不了 {path.name}。", f"{path.name} cannot be read: {error}")
