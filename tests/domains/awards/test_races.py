# SPDX-License-Identifier: Apache-2.0
"""Two at the same moment: one nominates, a ballot counts once, and it is decided once."""

import functools

import pytest

from tests.domains.periodicals.racing import at_once
from tests.factories import awards
from tests.factories.network import House
from yizhan.domains.awards.models import Nomination, Vote
from yizhan.domains.awards.operations import deciding, voting
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_at_once_nominate_vote_and_decide_once() -> None:
    house = House.build()
    found = awards.nominating_round(house)
    nominate = functools.partial(awards.nominate, house, found, house.officer)
    outcomes = at_once(nominate, functools.partial(nominate, house.officer))
    assert [one.code for one in outcomes if isinstance(one, Refusal)] == ["awards.candidate.nominated"]
    awards.nominate(house, found, house.member)
    panel = [awards.person_of(getattr(house, name)).public_id for name in awards.PANEL]
    voting.begin_voting(house.editor, found.public_id, panel=panel)
    first, second = (one.public_id for one in Nomination.objects.order_by("id"))
    vote = functools.partial(voting.vote, house.leader, found.public_id)
    at_once(functools.partial(vote, nominations=[first]), functools.partial(vote, nominations=[second]))
    assert Vote.objects.count() == 1
    for name in awards.PANEL:
        voting.vote(getattr(house, name), found.public_id, nominations=[first])
    counted = voting.count(house.editor, found.public_id)
    decide = functools.partial(deciding.decide, decisions=awards.decisions(counted))
    outcomes = at_once(
        functools.partial(decide, house.reviewer, found.public_id),
        functools.partial(decide, house.signer, found.public_id),
    )
    assert [one.code for one in outcomes if isinstance(one, Refusal)] == ["awards.round.elsewhere"]
