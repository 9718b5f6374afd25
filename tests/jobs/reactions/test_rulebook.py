# SPDX-License-Identifier: Apache-2.0
"""Who may put a draft of rules in force is told of it, and nobody who wrote a part of it."""

import datetime

from tests.factories.network import House
from yizhan.domains.notices.models import Notice
from yizhan.domains.rulebook.operations import drafts
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.kernel import outbox


def test_deciders_are_told_of_a_draft_that_waits(house: House) -> None:
    change = Provision(
        key="items.review_levels",
        value=3,
        valid_from=datetime.date(2027, 1, 1),
        instrument=Instrument(title="《办法》"),
    )
    draft = drafts.prepare(house.system_administrator, title="审稿改为三级", provisions=[change])
    drafts.hand_over(house.system_administrator, draft.public_id)
    while outbox.carry_out():
        pass
    told = Notice.objects.filter(entry__event="rulebook.draft.handed_over").values_list("person", flat=True)
    assert set(told) == {house.signer.person, house.leader.person}
