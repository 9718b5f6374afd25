# SPDX-License-Identifier: Apache-2.0
"""What the store derives from itself and renews by itself: counts for planning, how common words are."""

from yizhan.domains.likeness.operations import words
from yizhan.kernel import planning
from yizhan.kernel.actors import system


def look_after() -> None:
    """Renew what is outdated; cheap where nothing is."""
    planning.renew_statistics()
    words.keep_current(system())
