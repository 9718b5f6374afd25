# SPDX-License-Identifier: Apache-2.0
"""What a check has to say about a text: a stable code, the place, plain parameters, and an English sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark for the author or the editor; it blocks nothing by itself.

    `text[start:end]` is the place it speaks of, empty where it speaks of the whole. `problem` is a template over
    `parameters` and the message id under which a face translates it.
    """

    code: str
    problem: str
    start: int = 0
    end: int = 0
    parameters: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.problem % self.parameters
