# SPDX-License-Identifier: Apache-2.0
"""Drafts: prepared by one person, put in force by another; until then nothing is changed."""

import datetime
import uuid
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import Try, refuses
from tests.factories.network import House
from tests.factories.network import actor as acting
from yizhan.domains.items.rules import REVIEW_LEVELS, TEXT_LENGTH
from yizhan.domains.network.models import Person
from yizhan.domains.network.states import Role
from yizhan.domains.rulebook import access, queries
from yizhan.domains.rulebook.models import Change, Draft, Rule
from yizhan.domains.rulebook.operations import drafts, laying_down
from yizhan.domains.rulebook.rules.own import SECOND_PERSON
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.domains.rulebook.states import DraftState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id

TODAY = clock.today()


def change(value: Any = 3, *, key: str = REVIEW_LEVELS.key, **more: Any) -> Provision:
    return Provision(
        key=key, value=value, valid_from=more.pop("on", TODAY), instrument=Instrument(title="审核制度"), **more
    )


def draft_in(house: House, state: str) -> Draft:
    """A draft with one change, led to a state."""
    draft = drafts.prepare(house.system_administrator, title="明年的审核", provisions=[change()])
    if state == DraftState.DISCARDED:
        return drafts.discard(house.system_administrator, draft.public_id)
    if state != DraftState.PREPARING:
        draft = drafts.hand_over(house.system_administrator, draft.public_id)
    if state == DraftState.IN_FORCE:
        draft = drafts.put_in_force(house.leader, draft.public_id)
    return draft


TRIES = [
    Try(
        "hand_over",
        "system_administrator",
        drafts.hand_over,
        {},
        frozenset({"preparing"}),
        ("rulebook.draft.handed_over",),
    ),
    Try("discard", "system_administrator", drafts.discard, {}, frozenset({"preparing"}), ("rulebook.draft.discarded",)),
    Try(
        "send_back",
        "signer",
        drafts.send_back,
        {"reason": "缺少依据。"},
        frozenset({"under_review"}),
        ("rulebook.draft.sent_back",),
    ),
    Try(
        "put_in_force",
        "leader",
        drafts.put_in_force,
        {},
        frozenset({"under_review"}),
        ("rulebook.value.set", "rulebook.draft.put_in_force"),
    ),
]


@pytest.mark.parametrize("step", TRIES, ids=lambda one: one.verb)
@pytest.mark.parametrize("state", DraftState.values)
def test_every_step_in_every_state(house: House, recorded: Recorded, step: Try, state: str) -> None:
    draft = draft_in(house, state)
    actor = getattr(house, step.actor)
    assert (step.verb in access.offers(actor, draft)) is (state in step.sources)
    if state not in step.sources:
        refuses(lambda: step.take(actor, draft.public_id), Conflict, draft)
        return
    recorded.clear()
    step.take(actor, draft.public_id, seen=draft.version)
    assert recorded.names == list(step.events)


@pytest.mark.parametrize("step", TRIES, ids=lambda one: one.verb)
def test_four_kinds_of_actor_an_old_page_and_a_repetition(house: House, recorded: Recorded, step: Try) -> None:
    draft = draft_in(house, next(iter(step.sources)))
    neighbour: Actor = getattr(house.neighbour, step.actor)
    refuses(lambda: step.take(neighbour, draft.public_id), NotFound, draft)
    refuses(lambda: step.take(house.editor, draft.public_id), NotFound, draft)
    stranger = house.leader if step.actor == "system_administrator" else house.supervisor
    refuses(lambda: step.take(stranger, draft.public_id), Denied if stranger is house.leader else NotFound, draft)
    refuses(lambda: step.take(getattr(house, step.actor), draft.public_id, seen=draft.version + 1), Conflict, draft)
    again = getattr(house, step.actor).requested(new_id())
    recorded.clear()
    for _ in range(2):
        step.take(again, draft.public_id, seen=draft.version)
    assert recorded.names == list(step.events)


def test_nothing_changes_before_a_draft_is_in_force(house: House) -> None:
    draft = draft_in(house, DraftState.UNDER_REVIEW)
    assert queries.value(house.station.pk, REVIEW_LEVELS) == 2
    drafts.put_in_force(house.signer, draft.public_id)
    found = queries.in_force(house.station.pk, REVIEW_LEVELS)
    assert found.value == 3
    assert Rule.objects.get(public_id=found.version).draft == draft


def test_who_wrote_in_a_draft_does_not_put_it_in_force_in_any_post(house: House) -> None:
    draft = draft_in(house, DraftState.UNDER_REVIEW)
    author = Person.objects.get(pk=house.system_administrator.person)
    as_leader = acting(house.office, Role.LEADER, holder=author)
    refused = refuses(lambda: drafts.put_in_force(as_leader, draft.public_id), Denied, draft)
    assert refused.code == "rulebook.draft.own"
    refuses(lambda: drafts.put_in_force(house.system_administrator, draft.public_id), Denied, draft)
    drafts.put_in_force(house.second_system_administrator, draft.public_id)
    second = drafts.prepare(house.system_administrator, title="再改")
    drafts.propose(house.second_system_administrator, second.public_id, change(4))
    drafts.hand_over(house.system_administrator, second.public_id)
    refuses(lambda: drafts.put_in_force(house.second_system_administrator, second.public_id), Denied, second)


def test_a_small_office_may_do_without_a_second_person(house: House) -> None:
    set_directly = {"key": REVIEW_LEVELS.key, "value": 1, "valid_from": TODAY, "instrument": "制度"}
    with pytest.raises(Denied) as refused:
        laying_down.set_rule(house.system_administrator, house.station.pk, **set_directly)
    assert refused.value.code == "rulebook.second_person.needed"
    assert Rule.objects.count() == 0
    laying_down.lay_down(system(), house.station.pk, change(value=False, key=SECOND_PERSON.key))
    draft = draft_in(house, DraftState.UNDER_REVIEW)
    drafts.put_in_force(house.system_administrator, draft.public_id)
    laying_down.set_rule(house.system_administrator, house.station.pk, **set_directly)
    assert queries.value(house.station.pk, REVIEW_LEVELS) == 1


def test_a_change_for_the_same_rule_scope_and_day_takes_the_place_of_the_earlier(house: House) -> None:
    draft = drafts.prepare(house.system_administrator, title="改审核")
    narrow = Scope(organizations=(house.township.pk,))
    for proposed in (change(3), change(4), change(1, scope=narrow), change(2, on=TODAY + datetime.timedelta(days=1))):
        drafts.propose(house.system_administrator, draft.public_id, proposed)
    assert [one.value for one in draft.changes.all()] == [4, 1, 2]
    drafts.drop(house.system_administrator, draft.public_id, change=draft.changes.all()[1].pk)
    assert [one.value for one in draft.changes.all()] == [4, 2]


def test_writing_in_a_draft_is_refused_to_others_and_afterwards(house: House) -> None:
    draft = draft_in(house, DraftState.PREPARING)
    first = draft.changes.get()
    refuses(lambda: drafts.propose(house.leader, draft.public_id, change()), Denied, draft, first)
    refuses(lambda: drafts.propose(house.editor, draft.public_id, change()), NotFound, draft, first)
    elsewhere = house.neighbour.system_administrator
    refuses(lambda: drafts.propose(elsewhere, draft.public_id, change()), NotFound, draft, first)
    refuses(lambda: drafts.propose(house.system_administrator, draft.public_id, change(9)), Invalid, draft, first)
    refuses(lambda: drafts.drop(house.system_administrator, draft.public_id, change=0), NotFound, draft, first)
    stale = {"seen": draft.version + 1}
    refuses(lambda: drafts.propose(house.system_administrator, draft.public_id, change(), **stale), Conflict, draft)
    drafts.hand_over(house.system_administrator, draft.public_id)
    refuses(lambda: drafts.propose(house.system_administrator, draft.public_id, change()), Conflict, draft, first)
    refuses(lambda: drafts.drop(house.system_administrator, draft.public_id, change=first.pk), Conflict, draft, first)
    assert Change.objects.count() == 1


def test_bad_drafts_are_refused_and_leave_nothing(house: House) -> None:
    administrator = house.system_administrator
    for title, provisions, kind in (
        (" ", [], Invalid),
        ("长" * 121, [], Invalid),
        ("改", [change(9)], Invalid),
        ("改", [change(key="no.rule")], NotFound),
    ):
        with pytest.raises(kind):
            drafts.prepare(administrator, title=title, provisions=provisions)
    for actor in (house.editor, house.leader, house.security_administrator):
        with pytest.raises(Denied):
            drafts.prepare(actor, title="改", provisions=[change()])
    assert (Draft.objects.count(), Change.objects.count()) == (0, 0)
    empty = drafts.prepare(administrator, title="改")
    refuses(lambda: drafts.hand_over(administrator, empty.public_id), Conflict, empty)
    with pytest.raises(NotFound):
        drafts.discard(administrator, uuid.uuid4())


def test_a_reason_is_needed_to_send_back(house: House) -> None:
    draft = draft_in(house, DraftState.UNDER_REVIEW)
    for reason in (" ", "长" * 501):
        refuses(lambda given=reason: drafts.send_back(house.leader, draft.public_id, reason=given), Invalid, draft)


def test_everything_of_a_draft_comes_into_force_or_nothing(house: House) -> None:
    draft = drafts.prepare(
        house.system_administrator, title="两项", provisions=[change(3), change(900, key=TEXT_LENGTH.key)]
    )
    Change.objects.filter(key=TEXT_LENGTH.key).update(value=5)
    drafts.hand_over(house.system_administrator, draft.public_id)
    refuses(lambda: drafts.put_in_force(house.leader, draft.public_id), Invalid, draft)
    assert Rule.objects.count() == 0
