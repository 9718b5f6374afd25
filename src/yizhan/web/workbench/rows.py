# SPDX-License-Identifier: Apache-2.0
"""What one row of the workbench holds; rooms that bring rows of their own make them of this."""

import datetime
from dataclasses import dataclass, field

from yizhan.web.components import State as Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One row: the matter, words about it, its day, and the next act as a link."""

    title: str
    url: str
    verb: str
    act_url: str
    state: Standing
    since: datetime.datetime
    about: list[str] = field(default_factory=list)
    due: datetime.datetime | None = None
    why_url: str = ""
    is_urgent: bool = False
