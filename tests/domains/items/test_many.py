# SPDX-License-Identifier: Apache-2.0
"""One decision about several items: what it would do, what it does to each, repeated, interrupted, taken back."""

import uuid

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items
from tests.factories.items import IN_STATE
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, many, registration
from yizhan.domains.items.operations.many import Chosen, Decision
from yizhan.domains.items.states import OF_MANY, STEPS, State
from yizhan.kernel.errors import Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry
from yizhan.kernel.sentences import refused

S = State

#: The event that each decision writes at this station.
EVENTS = {
    "register": "items.item.registered",
    "send_to_review": "items.item.sent_to_review",
    "return_to_author": "items.item.returned",
    "decline": "items.item.declined",
    "transfer": "items.item.transferred",
    "archive": "items.item.archived",
}


def decision(house: House, verb: str) -> Decision:
    """The decision with whatever any of them needs."""
    return Decision(verb=verb, reason="与辖区无关", code="known", station=house.neighbour.station.pk)


def chosen(*found: Item) -> list[Chosen]:
    return [Chosen(item.public_id, item.version) for item in found]


def state_of(item: Item) -> str:
    return Item.objects.get(pk=item.pk).state


@pytest.mark.parametrize("verb", OF_MANY)
def test_each_state_is_foreseen_as_it_comes_out(house: House, verb: str) -> None:
    found = [IN_STATE[state](house) for state in State]
    keys = [item.public_id for item in found]
    before = Entry.objects.count()
    ahead = many.prospects(house.editor, verb, keys)
    assert Entry.objects.count() == before
    assert [one.item.pk for one in ahead] == [item.pk for item in found]
    possible = {one.item.public_id for one in ahead if one.hindrance is None}
    assert possible == {
        item.public_id
        for item in found
        if item.state in STEPS[verb].sources
        and (verb != "return_to_author" or item.channel not in {"synthesis", "split"})
    }
    assert all(refused(one.hindrance)[0] for one in ahead if one.hindrance)
    outcomes = many.decide(house.editor, decision(house, verb), chosen(*found))
    assert {one.public_id for one in outcomes if one.is_done} == possible
    for item, outcome in zip(found, outcomes, strict=True):
        assert state_of(item) == (STEPS[verb].target if outcome.is_done else item.state)


@pytest.mark.parametrize("verb", OF_MANY)
def test_one_act_twice_is_one_and_is_taken_back_once(house: House, recorded: Recorded, verb: str) -> None:
    start = min(STEPS[verb].sources)
    found = [IN_STATE[start](house), IN_STATE[start](house)]
    keys = [item.public_id for item in found]
    actor = house.editor.requested(new_id())
    recorded.clear()
    for _ in range(2):
        outcomes = many.decide(actor, decision(house, verb), chosen(*found))
        assert all(one.is_done for one in outcomes)
    entries = Entry.objects.filter(event=EVENTS[verb], subject__in=keys, act=actor.act)
    assert entries.count() == recorded.names.count(EVENTS[verb]) == len(found)
    for _ in range(2):
        back = many.take_back(house.editor, actor.act, keys, reason="选错了")
        assert [one.is_done for one in back] == [OF_MANY[verb]] * len(found)
    for item in found:
        assert state_of(item) == (start if OF_MANY[verb] else STEPS[verb].target)
    told = [entry for entry in Entry.objects.filter(subject__in=keys) if entry.facts.get("reason") == "选错了"]
    assert len(told) in ({0} if verb in {"transfer", "send_to_review"} else {len(found)})


def test_what_a_colleague_did_in_between_is_left_and_named(house: House) -> None:
    first, second, third = (items.submitted(house) for _ in range(3))
    registration.register(house.reviewer, second.public_id)
    actor = house.editor.requested(new_id())
    outcomes = many.decide(actor, decision(house, "register"), chosen(first, second, third))
    assert [one.refusal.code if one.refusal else "" for one in outcomes] == ["", "page.outdated", ""]
    registration.return_to_author(house.reviewer, third.public_id, reason="请补充")
    back = many.take_back(house.editor, actor.act, [one.public_id for one in (first, second, third)])
    codes = [one.refusal.code if one.refusal else "" for one in back]
    assert codes == ["", "items.take_back.gone_on", "items.take_back.gone_on"]
    assert [state_of(one) for one in (first, second, third)] == [S.SUBMITTED, S.REGISTERED, S.RETURNED]


def test_an_answer_lost_half_way_is_carried_on(house: House, recorded: Recorded) -> None:
    first, second = items.submitted(house), items.submitted(house)
    actor = house.editor.requested(new_id())
    many.decide(actor, decision(house, "register"), chosen(first))
    recorded.clear()
    outcomes = many.decide(actor, decision(house, "register"), chosen(first, second))
    assert all(one.is_done for one in outcomes)
    assert recorded.names == ["items.item.registered"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"verb": "sign_off"}, "items.many.unknown"),
        ({"verb": "return_to_author", "reason": " "}, "items.reason.empty"),
        ({"verb": "transfer", "reason": ""}, "items.reason.empty"),
        ({"verb": "transfer", "station": 0}, "items.station.unknown"),
        ({"verb": "decline", "code": "boring"}, "items.reason.unknown"),
    ],
)
def test_a_wrong_decision_is_refused_as_a_whole(house: House, change: dict[str, str], code: str) -> None:
    item = items.submitted(house)
    given = {"reason": "理由", "code": "known", "station": house.neighbour.station.pk, **change}
    kind = NotFound if code == "items.station.unknown" else Invalid
    call = lambda: many.decide(house.editor, Decision(**given), chosen(item))  # noqa: E731 -- called below
    assert refuses(call, kind, item).code == code


def test_none_and_too_many_are_refused(house: House) -> None:
    register = decision(house, "register")
    for keys, code in (([], "items.many.none"), ([new_id() for _ in range(many.MOST + 1)], "items.many.too_many")):
        with pytest.raises(Invalid, match=code):
            many.decide(house.editor, register, [Chosen(key) for key in keys])


@pytest.mark.parametrize("verb", OF_MANY)
@pytest.mark.parametrize("role", ["member", "supervisor", "handler", "system_administrator"])
def test_without_the_right_nothing_is_looked_at(house: House, role: str, verb: str) -> None:
    item = items.submitted(house)
    actor = getattr(house, role)
    refuses(lambda: many.decide(actor, decision(house, verb), chosen(item)), Denied, item)
    refuses(lambda: many.prospects(actor, verb, [item.public_id]), Denied, item)
    refuses(lambda: many.take_back(actor, uuid.uuid4(), [item.public_id]), Denied, item)


def test_items_of_another_station_are_unknown(house: House, elsewhere: House) -> None:
    item = items.submitted(house)
    assert many.prospects(elsewhere.editor, "register", [item.public_id]) == []
    [outcome] = many.decide(elsewhere.editor, decision(elsewhere, "register"), chosen(item))
    assert outcome.item is None
    assert outcome.refusal is not None
    assert outcome.refusal.code == "items.item.unknown"
    assert state_of(item) == S.SUBMITTED


def test_what_review_will_refuse_is_foreseen(house: House) -> None:
    whole = items.registered(house)
    lacking = items.registered(house)
    lacking = editing.edit(house.editor, lacking.public_id, wording=items.wording(), kind="problem")
    ahead = many.prospects(house.editor, "send_to_review", [whole.public_id, lacking.public_id])
    assert [one.hindrance and one.hindrance.code for one in ahead] == [None, "items.text.problem_incomplete"]
    outcomes = many.decide(house.editor, decision(house, "send_to_review"), chosen(whole, lacking))
    assert [one.refusal and one.refusal.code for one in outcomes] == [None, "items.text.problem_incomplete"]
