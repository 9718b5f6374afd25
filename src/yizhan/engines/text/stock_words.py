# SPDX-License-Identifier: Apache-2.0
"""Words that are common in texts of this kind everywhere (`stock_words.txt`), for a store too young to have counted.

A store counts its own words beside these; with some thousand texts they no longer matter.
"""

from functools import cache
from importlib import resources

#: As many texts as the counts are spoken of.
TEXTS = 400


@cache
def counts() -> dict[str, int]:
    """In how many of `TEXTS` texts each stands."""
    lines = resources.files(__package__).joinpath("stock_words.txt").read_text(encoding="utf-8").splitlines()
    graded = [line.split(":") for line in lines if not line.startswith("#")]
    return {word: int(count) for count, words in reversed(graded) for word in words.split()}
