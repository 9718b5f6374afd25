# SPDX-License-Identifier: Apache-2.0
"""What happened to an issue or a periodical, as staff read it."""

from yizhan.domains.items.queries import journals
from yizhan.domains.periodicals.models import Issue, Series
from yizhan.kernel import sentences
from yizhan.kernel.models import Entry
from yizhan.web.components import HistoryEntry

#: Lines that a page shows; the journal keeps all.
MOST = 100


def history_of(subject: Issue | Series) -> list[HistoryEntry]:
    """Who did what and when, newest first. What belongs to a single entry is told with the item."""
    entries = list(Entry.objects.filter(subject=subject.public_id).order_by("-id")[:MOST])
    holders = journals.actors(entries)
    return [
        HistoryEntry(
            at=entry.at,
            sentence=sentences.noted(entry.event, entry.facts),
            person=holders[entry.post].person.name if entry.post in holders else "",
        )
        for entry in entries
    ]
