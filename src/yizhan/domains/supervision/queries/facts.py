# SPDX-License-Identifier: Apache-2.0
"""The four facts that must be known of an item (RULE-103): adoption, opinion, instruction, implementation."""

from dataclasses import dataclass

from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import descent
from yizhan.domains.reporting.models import Adoption
from yizhan.domains.reporting.queries import records
from yizhan.domains.supervision.models import Case, Instruction, Reply
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.states import InstructionState


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFacts:
    """What became of an item at its station and wherever it went; an empty list says that nothing is known yet."""

    adoptions: list[Adoption]
    instructions: list[Instruction]
    opinions: list[Reply]
    implementation: list[Case]


def known_facts(item: Item) -> KnownFacts:
    """The four facts, those of every station that the item went to included."""
    chain = descent.chain(item)
    given = Instruction.objects.filter(item__in=chain, state=InstructionState.GIVEN)
    followed = list(Case.objects.filter(item__in=chain).select_related("station").order_by("id"))
    return KnownFacts(
        adoptions=list(records.adoptions_of(item)),
        instructions=list(given.select_related("station").order_by("given_on", "id")),
        opinions=[reply for case in followed for reply in cases.approved_replies(case)],
        implementation=followed,
    )
