# SPDX-License-Identifier: Apache-2.0
"""Why a measurement cannot be made: said in Chinese and in English."""

from pathlib import Path

import click

from yizhan.engines.media.refusals import Reason, Refused
from yizhan.engines.media.tables import FORMS


class Unusable(click.ClickException):
    """A file does not hold what the measure needs. Ends the command with exit code 2."""

    exit_code = 2

    def __init__(self, chinese: str, english: str) -> None:
        """The same sentence in both languages."""
        super().__init__(f"{chinese}\n{english}")

    @classmethod
    def file(cls, path: Path, error: Exception) -> "Unusable":
        """A file that cannot be read at all."""
        if isinstance(error, Refused) and error.reason == Reason.UNKNOWN_KIND:
            forms = " ".join((*FORMS, ".txt"))
            return cls(
                f"不认识 {path.name} 的格式。可以读：{forms}，也可以是它们的 .xz 压缩文件。",
                f"{path.name} is not a kind of file that can be read here. Readable: {forms}, each also as .xz.",
            )
        return cls(f"读不了 {path.name}。", f"{path.name} cannot be read: {error}")
