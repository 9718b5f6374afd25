# SPDX-License-Identifier: Apache-2.0
"""Two at the same moment: a list is drafted once, a payment is made once."""

import functools

import pytest

from tests.domains.periodicals.racing import at_once
from tests.factories import items, rewards
from tests.factories.network import House
from yizhan.domains.rewards.models import FeeList
from yizhan.domains.rewards.operations import drafting, settling
from yizhan.kernel import clock
from yizhan.kernel.errors import Refusal
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_at_once_neither_reckon_nor_pay_twice() -> None:
    house = House.build()
    items.released(house)
    today = clock.today()
    drafts = [
        functools.partial(drafting.draft, house.editor, new_id(), first=today, last=today),
        functools.partial(drafting.draft, house.second_editor, new_id(), first=today, last=today),
    ]
    assert [one.code for one in at_once(*drafts) if isinstance(one, Refusal)] == ["rewards.list.open_already"]
    fee_list = FeeList.objects.get()
    drafting.discard(house.editor, fee_list.public_id, reason="重来")

    fee_list = rewards.handed_over(house, items.submitted(house))
    keys = [fee_list.payments.get().public_id]
    pay = [
        functools.partial(settling.pay, actor, fee_list.public_id, payments=keys, paid_on=today)
        for actor in (house.second_reviewer, house.second_editor)
    ]
    assert [one.code for one in at_once(*pay) if isinstance(one, Refusal)] == ["rewards.list.elsewhere"]
    assert Entry.objects.filter(event="rewards.payment.made").count() == 1
