# SPDX-License-Identifier: Apache-2.0
"""Files that are taken out of the house: whoever takes one leaves an entry. Who may, the room decides that makes it."""

from collections.abc import Mapping

from yizhan.domains.network import events, queries
from yizhan.domains.network.states import Export
from yizhan.kernel import audit
from yizhan.kernel.actors import Actor
from yizhan.kernel.operations import operation

#: So much of a filter is kept.
_FILTER_LIMIT = 300


@operation
def take_out(actor: Actor, what: Export, *, number: int, file_format: str, filters: Mapping[str, str]) -> None:
    """Note who takes a file with how many rows, by which filter. The caller has asked for the right to read them.

    Writes: journal. Announces: network.export.taken.
    """
    said = " ".join(f"{name}={value}" for name, value in sorted(filters.items()) if value)[:_FILTER_LIMIT]
    event = events.ExportTaken(
        subject=queries.station(actor.station or 0).public_id,
        what=what,
        number=number,
        file_format=file_format,
        filter=said,
    )
    audit.record(actor, event)
