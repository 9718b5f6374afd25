# SPDX-License-Identifier: Apache-2.0
"""What supervision puts in the rulebook."""

from yizhan.domains.rulebook.rules import Definition

RETURNS = Definition(
    "supervision.returns", 1, 0, 3, "returns", "Weifang 12345 ordinance, art. 22: after arbitration no more return"
)

#: What a single text can hold at all.
TEXT_LIMIT = 5_000
#: Reasons and notes.
NOTE_LIMIT = 500
