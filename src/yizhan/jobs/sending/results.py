# SPDX-License-Identifier: Apache-2.0
"""What came of one attempt at sending."""

from typing import NamedTuple

from yizhan.domains.notices.states import Outcome


class Result(NamedTuple):
    """An outcome, and the server's words, or our own by their key (`domains/notices/sentences.py`)."""

    outcome: Outcome
    words: str
