# SPDX-License-Identifier: Apache-2.0
"""Levels of review: as many as the station's rule says, nobody two of them, the rule of the round stays with it."""

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items
from tests.factories.network import House, actor, person
from yizhan.domains.items.models import Item, Review
from yizhan.domains.items.operations import editing, review, submission
from yizhan.domains.items.rules import REVIEW_LEVELS
from yizhan.domains.items.states import State
from yizhan.domains.network.states import Role
from yizhan.domains.rulebook.operations import laying_down as rulebook
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Denied, Invalid
from yizhan.kernel.ids import new_id


def levels(house: House, number: int) -> None:
    rulebook.set_rule(
        system(),
        house.station.pk,
        key=REVIEW_LEVELS.key,
        value=number,
        valid_from=clock.today(),
        instrument="审核制度第三条",
    )


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_as_many_levels_as_the_rule_says(house: House, number: int) -> None:
    levels(house, number)
    item = items.in_review(house)
    for level in range(1, number + 1):
        assert item.state == State.IN_REVIEW
        item = review.approve(actor(house.office, Role.REVIEWER), item.public_id)
        assert item.review_level == level
    assert item.state == State.APPROVED


def test_a_rule_that_changes_does_not_reach_a_round_that_runs(house: House) -> None:
    levels(house, 1)
    item = items.in_review(house)
    levels(house, 4)
    assert review.approve(house.reviewer, item.public_id).state == State.APPROVED
    review.send_back(house.reviewer, item.public_id, reason="再核实")
    assert review.send_to_review(house.editor, item.public_id).review_levels == 4


def test_nobody_fills_two_levels_of_one_item(house: House) -> None:
    item = items.in_review(house)
    review.approve(house.reviewer, item.public_id)
    refused = refuses(lambda: review.approve(house.reviewer, item.public_id), Denied, item)
    assert refused.code == "items.review.second_level"
    same_person_as_signer = actor(house.office, Role.SIGNER, holder=_holder(house))
    review.approve(house.second_reviewer, item.public_id)
    refused = refuses(lambda: review.sign_off(same_person_as_signer, item.public_id), Denied, item)
    assert refused.code == "items.review.second_level"
    assert review.sign_off(house.signer, item.public_id).state == State.SIGNED


def _holder(house: House):  # type: ignore[no-untyped-def]
    from yizhan.domains.network.models import Person

    return Person.objects.get(pk=house.reviewer.person)


def test_nobody_reviews_an_item_of_his_or_her_own(house: House) -> None:
    holder = person()
    author, same = actor(house.office, Role.MEMBER, holder=holder), actor(house.office, Role.REVIEWER, holder=holder)
    item = items.in_review(house, by=author)
    assert refuses(lambda: review.approve(same, item.public_id), Denied, item).code == "items.review.own_item"


def test_a_round_begins_anew_after_it_was_sent_back(house: House) -> None:
    item = items.in_review(house)
    review.approve(house.reviewer, item.public_id)
    review.send_back(house.second_reviewer, item.public_id, reason="数据需要核对")
    item = review.send_to_review(house.editor, item.public_id)
    assert (item.review_round, item.review_level) == (2, 0)
    review.approve(house.reviewer, item.public_id)
    assert Review.objects.filter(item=item, is_approval=True).count() == 2


@pytest.mark.rule("RULE-025")
def test_an_unsourced_item_cannot_be_signed(house: House) -> None:
    item = items.registered(house)
    editing.edit(house.editor, item.public_id, wording=items.wording(source=""))
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    refused = refuses(lambda: review.sign_off(house.signer, item.public_id), Invalid, item)
    assert refused.code == "items.source.missing"


@pytest.mark.rule("RULE-028")
@pytest.mark.parametrize("missing", ["analysis", "consequence", "scope", "occurrence"])
def test_a_problem_tells_cause_consequence_scope_and_time(house: House, recorded: Recorded, missing: str) -> None:
    whole = {"occurrence": "今年以来", "scope": "青石街道", "consequence": "影响出行"}
    recorded.clear()
    with pytest.raises(Invalid) as refused:
        submission.submit(
            house.member,
            new_id(),
            kind="problem",
            wording=items.wording(**{**whole, missing: ""}),
            is_truthful=True,
        )
    assert (refused.value.code, refused.value.field) == ("items.text.problem_incomplete", missing)
    assert recorded.names == []
    assert items.submitted(house, kind="problem", **whole).state == State.SUBMITTED


@pytest.mark.rule("RULE-044")
def test_the_author_declares_that_it_is_true(house: House) -> None:
    with pytest.raises(Invalid, match="not_declared"):
        submission.submit(house.member, new_id(), kind="social_opinion", wording=items.wording(), is_truthful=False)
    assert Item.objects.count() == 0


@pytest.mark.rule("RULE-030")
def test_analysis_and_suggestion_are_fields_of_their_own(house: House) -> None:
    item = items.submitted(house, analysis="没有约定责任", suggestion="签订管护协议")
    text = item.texts.get()
    assert (text.analysis, text.suggestion) == ("没有约定责任", "签订管护协议")
