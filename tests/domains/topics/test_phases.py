# SPDX-License-Identifier: Apache-2.0
"""A decision is covered before it is taken, while it is carried out, and afterwards."""

from functools import partial

import pytest

from tests.domains.matrix import refuses
from tests.factories import items, topics
from tests.factories.network import House
from yizhan.domains.topics.models import Coverage
from yizhan.domains.topics.operations import following
from yizhan.domains.topics.queries import phases
from yizhan.domains.topics.states import Phase
from yizhan.kernel.errors import Conflict, Invalid, NotFound


@pytest.mark.rule("RULE-039")
def test_items_are_marked_with_their_phase_and_the_share_before_is_told(house: House) -> None:
    decision = topics.prepared(house)
    early = topics.commissioned(house, decision=decision.public_id, phase=Phase.BEFORE)
    topics.answered(house, early)
    other = items.submitted(house)
    following.mark_phase(house.editor, decision.public_id, number=f" {other.number.lower()} ", phase=Phase.BEFORE)
    assert phases.share_before(house.station.pk) == (2, 2)
    following.mark_phase(house.editor, decision.public_id, number=other.number, phase=Phase.REACTION)
    assert phases.share_before(house.station.pk) == (1, 2)
    assert phases.by_phase(decision) == {"before": 1, "reaction": 1, "result": 0}
    assert [one.item for one in phases.items_of(decision)] == [other, early.answers.get().item]


@pytest.mark.rule("RULE-040")
def test_after_issue_each_reporting_unit_owes_a_reaction(house: House) -> None:
    decision = topics.prepared(house)
    assert [row.is_missing for row in phases.by_unit(decision)] == [False, False, False]
    following.issue(house.editor, decision.public_id, issued_on=topics.in_days(0))
    topic = topics.commissioned(house, decision=decision.public_id, phase=Phase.REACTION)
    topics.answered(house, topic)
    decision.refresh_from_db()
    rows = {row.unit: (row.reaction, row.is_missing) for row in phases.by_unit(decision)}
    assert rows == {
        house.department: (0, True),
        house.other_department: (0, True),
        house.township: (1, False),
    }


@pytest.mark.rule("RULE-041")
def test_after_a_phase_proposals_are_asked_for(house: House) -> None:
    decision = topics.concluded(house)
    topic = topics.commissioned(house, decision=decision.public_id, phase=Phase.RESULT)
    refusal = refuses(partial(topics.answered, house, topic, suggestion=" "), Invalid, topic)
    assert (refusal.code, refusal.field) == ("topics.answer.no_proposal", "suggestion")
    topics.answered(house, topic, suggestion="建议公开评价结果。")
    assert Coverage.objects.get().phase == Phase.RESULT


def test_wrong_words_about_a_decision_are_refused(house: House) -> None:
    decision, tomorrow = topics.issued(house), topics.in_days(1)
    key = decision.public_id
    mark = partial(following.mark_phase, house.editor, key)
    conclude = partial(following.conclude, house.editor, key)
    foreign = items.submitted(house.neighbour).number
    number = items.submitted(house).number
    issue = partial(following.issue, house.editor, topics.prepared(house).public_id, issued_on=tomorrow)
    for call, code in (
        (partial(mark, number=foreign, phase=Phase.BEFORE), "topics.decision.item_unknown"),
        (partial(mark, number=number, phase="never"), "topics.decision.phase"),
        (partial(topics.commissioned, house, decision=key, phase=""), "topics.decision.phase"),
        (partial(conclude, concluded_on=tomorrow), "topics.decision.future"),
        (partial(conclude, concluded_on=topics.in_days(-2)), "topics.decision.before_issue"),
        (issue, "topics.decision.future"),
    ):
        assert refuses(call, Invalid, decision).code == code
    foreign_topic = partial(topics.commissioned, house.neighbour, decision=key, phase=Phase.BEFORE)
    refuses(foreign_topic, NotFound, decision)
    again = partial(following.follow, house.editor, key, title="同一件事")
    assert refuses(again, Conflict).code == "topics.decision.id_taken"
