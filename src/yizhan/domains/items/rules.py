# SPDX-License-Identifier: Apache-2.0
"""What the items room puts in the rulebook."""

from yizhan.domains.rulebook.rules import Definition

REVIEW_LEVELS = Definition("items.review_levels", 2, 1, 4, "levels", "C12")
TEXT_LENGTH = Definition("items.text_length", 1500, 200, 20000, "characters", "RULE-031; 1,500 in several offices")

#: What a single field can hold at all; beyond it the request is refused, while TEXT_LENGTH only warns.
FIELD_LIMIT = 20_000
TITLE_LIMIT = 120
