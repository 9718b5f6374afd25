# SPDX-License-Identifier: Apache-2.0
"""What happened to a draft or a text, as staff read it."""

import uuid

from yizhan.domains.items.queries import journals
from yizhan.kernel import sentences
from yizhan.kernel.models import Entry
from yizhan.web.components import HistoryEntry

#: Lines that a page shows; the journal keeps all.
MOST = 100


def history_of(subject: uuid.UUID) -> list[HistoryEntry]:
    """Who did what and when, newest first."""
    entries = list(Entry.objects.filter(subject=subject).order_by("-id")[:MOST])
    holders = journals.actors(entries)
    return [
        HistoryEntry(
            at=entry.at,
            sentence=sentences.noted(entry.event, entry.facts),
            person=holders[entry.post].person.name if entry.post in holders else "",
        )
        for entry in entries
    ]
