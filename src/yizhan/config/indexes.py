# SPDX-License-Identifier: Apache-2.0
"""What is kept beside the data so that it is found, room by room. `yizhan verify` compares each, and can make it anew.

A room that adds an index (`yizhan.kernel.indexes.Index`) adds its line here.
"""

from collections.abc import Sequence

from yizhan.domains.files import queries as files
from yizhan.domains.items.queries import finding
from yizhan.domains.periodicals.queries import findable as periodicals
from yizhan.domains.supervision.queries import findable as supervision
from yizhan.kernel.indexes import Index

INDEXES: Sequence[Index] = (
    finding.FULLTEXT,
    finding.BANDS,
    periodicals.FULLTEXT,
    supervision.INSTRUCTIONS,
    supervision.ASSIGNMENTS,
    supervision.REPLIES,
    supervision.FEEDBACK,
    files.NAMES,
    files.TEXTS,
)
