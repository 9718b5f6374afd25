# SPDX-License-Identifier: Apache-2.0
"""From the waiting file to what the operations take; what the engine refuses becomes a refusal of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from yizhan.domains.items.operations import intake, tables
from yizhan.domains.items.operations.intake import Arrival, Findings, Rejection
from yizhan.domains.items.operations.tables import Proposal
from yizhan.engines.media.refusals import Refused
from yizhan.engines.media.tables import read_rows
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.web.intake.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Reading:
    """Every row of a file: those that can be read, and those that cannot."""

    arrivals: list[Arrival]
    rejected: list[Rejection]

    def examined(self, actor: Actor) -> Findings:
        """What an import at the actor's station would do, without doing it."""
        return intake.examine(actor, actor.station or 0, self.arrivals, self.rejected)


def proposal_of(incoming: Incoming) -> Proposal:
    """The columns, the guess, the first rows. A file whose only row cannot be read is refused as a whole."""
    with _our_refusals(incoming):
        proposal = tables.proposal(read_rows(incoming.path))
        if len(proposal.first) == 1 and proposal.first[0].refusal is not None:
            raise proposal.first[0].refusal
        return proposal


def check_mapping(incoming: Incoming, mapping: dict[str, str]) -> None:
    """Refuse a mapping that leaves out the text."""
    with _our_refusals(incoming):
        tables.mapping(read_rows(incoming.path), mapping, is_whole=True)


def read(incoming: Incoming) -> Reading:
    """All rows under the mapping that was chosen."""
    with _our_refusals(incoming):
        taken, rows = tables.mapping(read_rows(incoming.path), incoming.about.mapping or {}, is_whole=True)
        return Reading(*tables.arrivals(rows, taken))


@contextmanager
def _our_refusals(incoming: Incoming) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        parameters: dict[str, Any] = {**refused.parameters, "name": incoming.about.name}
        raise Invalid(f"files.file.{refused.reason}", field="upload", **parameters) from refused
