# SPDX-License-Identifier: Apache-2.0
"""What people decide about findings. None of it is told to authors: it is the office's work on its own wording."""

from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class FindingSetAside(Event):
    """Somebody read a finding and let the wording stand. `words` never holds a personal number in full."""

    name = "checks.finding.set_aside"
    code: str
    words: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FindingTakenUp(Event):
    """A finding that was set aside is open again."""

    name = "checks.finding.taken_up"
    code: str
    words: str
