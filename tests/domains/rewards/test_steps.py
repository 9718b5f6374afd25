# SPDX-License-Identifier: Apache-2.0
"""Every step of fee lists and payments from every state: as the tables say, or refused without a trace."""

import datetime
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items, rewards
from tests.factories.network import House
from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import FeeList, Payment
from yizhan.domains.rewards.operations import approving, drafting, payees, settling
from yizhan.domains.rewards.permissions import NEEDED, PAYMENT_NEEDED
from yizhan.domains.rewards.states import PAYMENT_STEPS, STAYS, STEPS, PaymentState, State
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id

REASON = {"reason": "姓名有误"}


def pay(actor: Actor, fee_list: uuid.UUID, **more: Any) -> FeeList:
    """All payments of the list."""
    keys = list(Payment.objects.filter(fee_list__public_id=fee_list).values_list("public_id", flat=True))
    return settling.pay(actor, fee_list, payments=keys or [new_id()], paid_on=clock.today(), **more)


def export(actor: Actor, fee_list: uuid.UUID, **more: Any) -> FeeList:
    """Taking a file changes nothing, so that no page is too old for it."""
    more.pop("seen", None)
    return settling.export(actor, fee_list, file_format="xlsx", **more)


#: Verb: who takes it, the call, the events.
STEP: dict[str, tuple[str, Callable[..., Any], tuple[str, ...]]] = {
    "reckon_again": ("editor", drafting.reckon_again, ("list.reckoned_again",)),
    "check": ("reviewer", approving.check, ("list.checked",)),
    "approve": ("signer", approving.approve, ("list.approved",)),
    "send_back": ("signer", partial(approving.send_back, **REASON), ("list.sent_back",)),
    "hand_over": ("second_reviewer", partial(settling.hand_over, cashier="出纳钱某"), ("list.handed_over",)),
    "pay": ("second_reviewer", pay, ("payment.made", "list.settled")),
    "export": ("second_reviewer", export, ("list.exported",)),
    "discard": ("editor", partial(drafting.discard, **REASON), ("list.discarded",)),
}

PAYMENT_STEP: dict[str, tuple[str, Callable[..., Any]]] = {
    "return_payment": ("second_reviewer", partial(settling.return_payment, **REASON)),
    "acknowledge": ("member", settling.acknowledge),
}


def stored_list(row: FeeList) -> FeeList:
    return FeeList.objects.get(pk=row.pk)


def undone(act: Callable[[], None]) -> None:
    """Carry out and take back, so that the next try begins from the same state."""
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def test_the_tables_name_every_verb_and_state() -> None:
    assert set(STEP) == set(NEEDED)
    assert set(PAYMENT_STEP) == set(PAYMENT_NEEDED)
    assert set(rewards.IN_STATE) == set(State)
    assert set(rewards.PAYMENT_IN_STATE) == set(PaymentState)


@pytest.mark.rule("RULE-068")
@pytest.mark.parametrize("state", State.values)
def test_every_step_of_a_list_in_state(house: House, recorded: Recorded, state: str) -> None:
    row = stored_list(rewards.IN_STATE[state](house))
    assert row.state == state
    for verb, (who, call, events) in STEP.items():
        actor = getattr(house, who)
        sources = STAYS.get(verb) or STEPS[verb].sources
        assert (verb in access.offers(actor, row)) is (state in sources), verb
        if state not in sources:
            refuses(partial(call, actor, row.public_id), Conflict, row)
            continue

        def step(call: Callable[..., Any] = call, who: Actor = actor, verb: str = verb, told: Any = events) -> None:
            once = who.requested(new_id())
            recorded.clear()
            assert call(once, row.public_id, **({} if verb == "export" else {"seen": row.version})).pk == row.pk
            assert recorded.names == [f"rewards.{name}" for name in told]
            if verb != "pay":
                assert call(once, row.public_id, **({} if verb == "export" else {"seen": row.version})).pk == row.pk
            assert recorded.names == [f"rewards.{name}" for name in told]
            target = "settled" if verb == "pay" else state if verb in STAYS else STEPS[verb].target
            assert stored_list(row).state == target

        undone(step)
        if verb != "export":
            refuses(partial(call, actor, row.public_id, seen=row.version + 1), Conflict, row)
        for other, kind in (
            (house.audit_administrator, NotFound),
            (house.member, NotFound),
            (getattr(house.neighbour, who), NotFound),
        ):
            refuses(partial(call, other, row.public_id), kind, row)


@pytest.mark.parametrize("state", PaymentState.values)
def test_every_step_of_a_payment_in_state(house: House, recorded: Recorded, state: str) -> None:
    row = Payment.objects.get(pk=rewards.PAYMENT_IN_STATE[state](house).pk)
    assert row.state == state
    for verb, (who, call) in PAYMENT_STEP.items():
        actor = getattr(house, who)
        possible = state in (PAYMENT_STEPS[verb].sources if verb in PAYMENT_STEPS else {PaymentState.PAID})
        assert (verb in access.payment_offers(actor, row)) is possible
        if not possible:
            refuses(partial(call, actor, row.public_id), Conflict, row)
            continue

        def step(call: Callable[..., Any] = call, actor: Actor = actor, verb: str = verb) -> None:
            recorded.clear()
            call(actor, row.public_id, seen=row.version)
            told = {"return_payment": ["payment.returned"], "acknowledge": ["payment.acknowledged"]}[verb]
            if verb == "return_payment" and state == PaymentState.PAID:
                told.append("list.unsettled")
            assert recorded.names == [f"rewards.{name}" for name in told]

        undone(step)
        refuses(partial(call, actor, row.public_id, seen=row.version + 1), Conflict, row)
        refuses(partial(call, house.officer, row.public_id), NotFound, row)
        refuses(partial(call, house.signer, row.public_id), Denied, row)


def test_three_people_stand_for_a_list_and_a_fourth_pays(house: House) -> None:
    fee_list = rewards.drafted(house)
    by_drafter = replace_person(house.reviewer, house.editor)
    assert refuses(partial(approving.check, by_drafter, fee_list.public_id), Denied, fee_list).code == (
        "rewards.list.same_person"
    )
    assert access.offers(by_drafter, stored_list(fee_list)) == ["reckon_again", "discard"]
    approving.check(house.reviewer, fee_list.public_id)
    for who in (house.editor, house.reviewer):
        actor = replace_person(house.signer, who)
        assert refuses(partial(approving.approve, actor, fee_list.public_id), Denied, fee_list).code == (
            "rewards.list.same_person"
        )
    approving.approve(house.signer, fee_list.public_id)
    for who in (house.editor, replace_person(house.editor, house.signer)):
        over = partial(settling.hand_over, who, fee_list.public_id, cashier="出纳")
        assert refuses(over, Denied, fee_list).code == "rewards.list.same_person"
    settling.hand_over(house.reviewer, fee_list.public_id, cashier="出纳")


def replace_person(actor: Actor, person: Actor) -> Actor:
    """The role and post of one, held by the other."""
    return Actor(
        role=actor.role,
        post=actor.post,
        person=person.person,
        organization=actor.organization,
        station=actor.station,
    )


def test_no_money_without_an_approved_list_and_never_twice(house: House, recorded: Recorded) -> None:
    fee_list = rewards.checked(house)
    assert not Payment.objects.exists()
    approving.approve(house.signer, fee_list.public_id)
    payment = fee_list.payments.get()
    assert (payment.amount, payment.person_id, payment.state) == (3000, house.member.person, PaymentState.DUE)
    settling.hand_over(house.second_reviewer, fee_list.public_id, cashier="出纳钱某")
    second = {"payments": [payment.public_id], "paid_on": clock.today()}
    tomorrow = {**second, "paid_on": clock.today() + datetime.timedelta(days=1)}
    settle = partial(settling.pay, house.second_reviewer, fee_list.public_id)
    assert refuses(partial(settle, **tomorrow), Invalid, payment).code == "rewards.payment.future"
    yesterday = {**second, "paid_on": clock.today() - datetime.timedelta(days=1)}
    assert refuses(partial(settle, **yesterday), Invalid, payment).code == "rewards.payment.before_approval"
    settle(**second)
    assert refuses(partial(settle, **second), Conflict, payment).code == "rewards.list.elsewhere"
    for change in ({"approved_by": None}, {"approved_by": fee_list.drafted_by}, {"digest": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FeeList.objects.filter(pk=fee_list.pk).update(**change)
    copy = Payment.objects.get(pk=payment.pk)
    copy.pk, copy.public_id = None, new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
    assert refuses(partial(rewards.drafted, house, items.submitted(house)), Invalid).code == "rewards.list.nothing"


def test_a_list_is_approved_only_as_it_would_be_reckoned_now(house: House) -> None:
    fee_list = rewards.checked(house)
    items.released(house)
    assert refuses(partial(approving.approve, house.signer, fee_list.public_id), Conflict, fee_list).code == (
        "rewards.list.outdated"
    )
    approving.send_back(house.signer, fee_list.public_id, reason="又有一篇刊发")
    again = drafting.reckon_again(house.editor, fee_list.public_id)
    assert (again.total, again.lines.count()) == (6000, 2)
    approving.check(house.reviewer, fee_list.public_id)
    assert approving.approve(house.signer, fee_list.public_id).payments.get().amount == 6000


def test_a_station_has_one_open_list(house: House) -> None:
    fee_list = rewards.drafted(house)
    refused = refuses(partial(rewards.drafted, house, items.submitted(house)), Conflict, fee_list)
    assert refused.code == "rewards.list.open_already"
    backwards = partial(drafting.draft, house.editor, new_id(), last=fee_list.first, first=fee_list.last)
    drafting.discard(house.editor, fee_list.public_id, reason="重算")
    assert refuses(backwards, Invalid).code == "rewards.list.period_backwards"
    assert rewards.drafted(house, items.submitted(house)).number == fee_list.number + 1


def test_accounts_are_entered_by_their_owners_and_by_the_office_for_payees(house: House, recorded: Recorded) -> None:
    stranger = refuses(partial(payees.enter, house.editor, new_id(), account=rewards.ACCOUNT), NotFound)
    assert stranger.code == "rewards.payee.unknown"
    row = payees.enter_own(house.member, account=rewards.ACCOUNT)
    assert (row.account_number, recorded.names) == ("6222000011112345", ["rewards.payee.entered"])
    payment = rewards.due(house)
    assert payment.person is not None
    assert payees.enter(house.editor, payment.person.public_id, account=rewards.ACCOUNT).pk != row.pk
    for field, value, code in (
        ("account_number", "12AB", "rewards.payee.account"),
        ("identity_number", "110101190001010007", "rewards.payee.identity"),
        ("bank", " ", "items.text.empty"),
    ):
        wrong = payees.Account(**{"holder": "某某", "bank": "岚溪农商银行", "account_number": "62220000", field: value})
        refused = refuses(partial(payees.enter_own, house.member, account=wrong), Invalid)
        assert (refused.code, refused.field) == (code, field)
    assert refuses(partial(payees.enter_own, house.audit_administrator, account=rewards.ACCOUNT), Denied)
