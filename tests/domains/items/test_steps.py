# SPDX-License-Identifier: Apache-2.0
"""Every step of an item × every state × four kinds of actor, and what each step writes."""

from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import Try, refuses
from tests.factories import items
from tests.factories.items import IN_STATE
from tests.factories.network import House
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, release, review, submission
from yizhan.domains.items.operations.writing import WHOLE, Contributor
from yizhan.domains.items.permissions import NEEDED
from yizhan.domains.items.states import STEPS, State
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal
from yizhan.kernel.ids import new_id

S = State


def tries(house: House) -> list[Try]:
    """Each verb once, by somebody who may."""

    def named(name: str, actor: str, call: Any, sources: set[str], *events: str, **arguments: Any) -> Try:
        return Try(name, actor, call, arguments, frozenset(sources), events)

    return [
        named(
            "revise",
            "member",
            submission.revise,
            {S.RETURNED},
            "items.item.revised",
            wording=items.wording(title="补充后的标题"),
            is_truthful=True,
        ),
        named(
            "withdraw",
            "member",
            submission.withdraw,
            {S.SUBMITTED, S.RETURNED, S.REGISTERED},
            "items.item.withdrawn",
            reason="情况已变化",
        ),
        named("register", "editor", registration.register, {S.SUBMITTED}, "items.item.registered"),
        named(
            "return_to_author",
            "editor",
            registration.return_to_author,
            {S.SUBMITTED, S.REGISTERED},
            "items.item.returned",
            reason="请补充地点",
        ),
        named(
            "decline", "editor", registration.decline, {S.SUBMITTED, S.REGISTERED}, "items.item.declined", code="known"
        ),
        named(
            "reconsider",
            "reviewer",
            registration.reconsider,
            {S.DECLINED},
            "items.item.reconsidered",
            reason="又有三位委员反映",
        ),
        named(
            "transfer",
            "editor",
            registration.transfer,
            {S.SUBMITTED, S.REGISTERED},
            "items.item.transferred",
            "items.item.arrived",
            station=house.neighbour.station.pk,
            reason="属于邻区",
        ),
        named("edit", "editor", editing.edit, {S.REGISTERED}, "items.item.edited", wording=items.wording(title="改")),
        named(
            "share",
            "editor",
            editing.set_shares,
            set(S) - {S.WITHDRAWN, S.DECLINED, S.TRANSFERRED, S.ABSORBED, S.SPLIT, S.DISSOLVED},
            "items.contribution.shares_set",
            contributors=items.halves(house.member, house.officer),
            reason="共同调研",
        ),
        named(
            "verify",
            "editor",
            editing.verify,
            {S.REGISTERED, S.IN_REVIEW, S.APPROVED, S.SIGNED, S.RELEASED, S.ARCHIVED},
            "items.item.verified",
            result="confirmed",
            note="已核实",
        ),
        named("send_to_review", "editor", review.send_to_review, {S.REGISTERED}, "items.item.sent_to_review"),
        named("recall", "editor", review.recall, {S.IN_REVIEW, S.APPROVED}, "items.item.recalled"),
        named("pass_level", "reviewer", review.approve, {S.IN_REVIEW}, "items.review.passed"),
        named(
            "send_back",
            "second_reviewer",
            review.send_back,
            {S.IN_REVIEW, S.APPROVED},
            "items.review.sent_back",
            reason="数据需要核对",
        ),
        named("sign_off", "signer", review.sign_off, {S.APPROVED}, "items.item.signed"),
        named(
            "withdraw_signature",
            "signer",
            review.withdraw_signature,
            {S.SIGNED},
            "items.item.signature_withdrawn",
            reason="又有新情况",
        ),
        named(
            "release",
            "signer",
            release.release,
            {S.SIGNED},
            "items.item.released",
            issue=new_id(),
            issue_label="《社情民意》2026年第1期",
        ),
        named("archive", "editor", release.archive, {S.RELEASED}, "items.item.archived"),
    ]


def one(house: House, verb: str) -> Try:
    return next(step for step in tries(house) if step.verb == verb)


#: Verbs of several items at once have their own table in `test_synthesis`, the way back in `test_taking_back`.
OF_SEVERAL = {"merge", "compose", "split", "unite", "take_back"}
VERBS = [verb for verb in NEEDED if verb not in {"pass_last_level", "forward", *OF_SEVERAL}]


def test_every_verb_of_the_room_is_tried_here(house: House) -> None:
    assert {step.verb for step in tries(house)} == set(VERBS)


def test_the_table_agrees_with_what_is_tried(house: House) -> None:
    for step in tries(house):
        if step.verb in STEPS:
            assert step.sources == STEPS[step.verb].sources, step.verb


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", VERBS)
def test_a_step_is_possible_exactly_where_the_table_says(
    house: House, recorded: Recorded, verb: str, state: str
) -> None:
    item = IN_STATE[state](house)
    step = one(house, verb)
    actor = getattr(house, step.actor)
    recorded.clear()
    if state in step.sources:
        result = (
            step.take(actor, item.public_id, seen=item.version)
            if verb != "release"
            else step.take(actor, item.public_id)
        )
        assert recorded.names == list(step.events)
        stored = Item.objects.get(pk=item.pk)
        expected = STEPS[verb].target if verb in STEPS else state
        assert stored.state == expected
        assert stored.version == item.version + (0 if verb == "verify" else 1)
        assert isinstance(result, Item)
    else:
        refused = refuses(lambda: step.take(actor, item.public_id), _refusal(actor, item), item)
        assert refused.code in {"items.state.elsewhere", "items.item.unknown"}


def _refusal(actor: Actor, item: Item) -> type[Refusal]:
    """An author knows nothing of a synthesis that was never released."""
    return Conflict if access.is_visible(actor, item) else NotFound


@pytest.mark.parametrize("verb", VERBS)
def test_who_lacks_the_right_is_denied(house: House, verb: str) -> None:
    step = one(house, verb)
    item = IN_STATE[min(step.sources)](house)
    other = house.supervisor
    assert refuses(lambda: step.take(other, item.public_id), Denied, item).code == "items.denied"


@pytest.mark.parametrize("verb", VERBS)
def test_who_has_the_right_elsewhere_finds_nothing(house: House, elsewhere: House, verb: str) -> None:
    step = one(house, verb)
    item = IN_STATE[min(step.sources)](house)
    stranger = getattr(elsewhere, step.actor)
    assert refuses(lambda: step.take(stranger, item.public_id), NotFound, item).code == "items.item.unknown"


@pytest.mark.parametrize("role", ["handler", "system_administrator", "security_administrator", "audit_administrator"])
@pytest.mark.parametrize("verb", VERBS)
def test_administrators_and_departments_find_nothing(house: House, verb: str, role: str) -> None:
    step = one(house, verb)
    item = IN_STATE[min(step.sources)](house)
    refuses(lambda: step.take(getattr(house, role), item.public_id), NotFound, item)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "release"])
def test_a_page_from_yesterday_is_refused(house: House, verb: str) -> None:
    step = one(house, verb)
    item = IN_STATE[min(step.sources)](house)
    actor = getattr(house, step.actor)
    refused = refuses(lambda: step.take(actor, item.public_id, seen=item.version + 1), Conflict, item)
    assert refused.code == "page.outdated"


@pytest.mark.parametrize("verb", VERBS)
def test_a_double_click_acts_once(house: House, recorded: Recorded, verb: str) -> None:
    step = one(house, verb)
    item = IN_STATE[min(step.sources)](house)
    actor = getattr(house, step.actor).requested(new_id())
    recorded.clear()
    first = step.take(actor, item.public_id)
    second = step.take(actor, item.public_id)
    assert first.pk == second.pk
    assert recorded.names == list(step.events)


@pytest.mark.parametrize("state", list(State))
def test_offers_are_exactly_what_is_allowed_and_possible(house: House, state: str) -> None:
    item = IN_STATE[state](house)
    for name in ("member", "officer", "editor", "reviewer", "signer", "leader", "supervisor", "handler"):
        actor = getattr(house, name)
        expected = [verb for verb in NEEDED if access.possible(item, verb) and access.permits(actor, verb, item)]
        assert access.offers(actor, item) == expected
    assert access.offers(house.supervisor, item) == []


@pytest.mark.parametrize("state", list(State))
def test_the_list_and_the_single_item_obey_one_rule(house: House, elsewhere: House, state: str) -> None:
    item = IN_STATE[state](house)
    for place in (house, elsewhere):
        for actor in place.actors.values():
            listed = access.visible(actor).filter(pk=item.pk).exists()
            assert access.is_visible(actor, item) == listed
            if listed:
                assert access.find(actor, item.public_id).pk == item.pk
            else:
                with pytest.raises(NotFound):
                    access.find(actor, item.public_id)


@pytest.mark.rule("RULE-034")
def test_the_five_recorded_steps_come_in_this_order(house: House) -> None:
    item = items.archived(house)
    path = [
        State.SUBMITTED,
        State.REGISTERED,
        State.IN_REVIEW,
        State.APPROVED,
        State.SIGNED,
        State.RELEASED,
        State.ARCHIVED,
    ]
    verbs = ["register", "send_to_review", "pass_last_level", "sign_off", "release", "archive"]
    for before, verb, after in zip(path, verbs, path[1:], strict=False):
        assert before in STEPS[verb].sources
        assert STEPS[verb].target == after
    assert item.state == State.ARCHIVED


def test_shares_that_do_not_add_up_are_refused(house: House) -> None:
    item = items.registered(house)
    for shares in ([5000], [5000, 4999], [10_001], [WHOLE, 0], [WHOLE, -1]):
        people = [house.member.person, house.officer.person]
        wrong = [Contributor(share=share, person=person) for share, person in zip(shares, people, strict=False)]
        refused = refuses(
            lambda wrong=wrong: editing.set_shares(house.editor, item.public_id, contributors=wrong, reason="x"),
            Invalid,
            item,
        )
        assert refused.code == "items.shares.do_not_add_up"
