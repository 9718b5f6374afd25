# SPDX-License-Identifier: Apache-2.0
"""Secrets at the one moment when they are shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSecret:
    """A link or key as its page shows it: for whom, and the text to copy or print."""

    key: str
    text: str
    heading: str = ""
    person: str = ""
    sign_in_name: str = ""
