# SPDX-License-Identifier: Apache-2.0
"""Every step of a finding from every state: as the table says, or refused without a trace."""

import datetime
from functools import partial

import pytest
from django.db import transaction

from tests.conftest import Recorded
from tests.domains.matrix import Try, refuses
from tests.factories import findings
from tests.factories.network import House
from yizhan.domains.findings import access
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import deciding, hearing
from yizhan.domains.findings.permissions import NEEDED, OF_PARTIES
from yizhan.domains.findings.states import STEPS, UNTOLD, State
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id

_MET, _OPENED, _OFF = "clocks.deadline.met", "clocks.deadline.opened", "clocks.deadline.cancelled"

#: Steps that wait until the unit's time has passed.
AFTERWARDS = {"note_silence", "close"}


def tries() -> dict[str, Try]:
    """How each verb is called, and what it writes."""
    reason, text = {"reason": "情况有变"}, {"text": "已按规定电话报告"}
    upheld = {"outcome": "upheld", "reason": "事实清楚"}
    table = [
        ("open_hearing", "supervisor", hearing.open_hearing, {}, ("opened", _OPENED)),
        ("drop", "supervisor", hearing.drop, reason, ("dropped",)),
        ("answer", "officer", hearing.answer, text, (_MET, "answered")),
        ("note_silence", "supervisor", hearing.note_silence, {}, (_OFF, "unanswered")),
        ("decide", "reviewer", deciding.decide, upheld, ("decided", _OPENED)),
        ("object_to", "officer", deciding.object_to, text, (_MET, "objected")),
        ("accept", "officer", deciding.accept, {}, (_MET, "closed")),
        ("review", "leader", deciding.review, upheld, ("closed",)),
        ("close", "supervisor", deciding.close, {}, (_OFF, "closed")),
        ("reopen", "reviewer", deciding.reopen, reason, ("reopened", _OPENED)),
    ]
    return {
        verb: Try(
            verb,
            actor,
            call,
            given,
            frozenset(STEPS[verb].sources),
            tuple(name if "." in name else f"findings.finding.{name}" for name in happened),
        )
        for verb, actor, call, given, happened in table
    }


def now(finding: Finding) -> Finding:
    """The finding as it stands."""
    return Finding.objects.get(pk=finding.pk)


def moment(verb: str) -> datetime.datetime:
    """When a step is possible: now, or when the unit's time has passed."""
    return clock.now() + datetime.timedelta(days=30 if verb in AFTERWARDS else 0)


def first_source(verb: str) -> str:
    """A state from which the verb leads on."""
    return next(state for state in State.values if state in tries()[verb].sources)


def test_the_table_names_every_verb_and_state() -> None:
    assert list(tries()) == list(NEEDED)
    assert set(findings.IN_STATE) == set(State)
    assert set(STEPS) == {*NEEDED, "dismiss"}


@pytest.mark.rule("RULE-016")
@pytest.mark.parametrize("state", State.values)
def test_steps_in_state(house: House, recorded: Recorded, state: str) -> None:
    row = now(findings.IN_STATE[state](house))
    for verb, step in tries().items():
        actor = getattr(house, step.actor)
        is_possible = state in step.sources
        if verb in AFTERWARDS:
            assert verb not in access.offers(actor, row), "not before the unit's time is over"
        with clock.at(moment(verb)), transaction.atomic():
            assert (verb in access.offers(actor, row)) is is_possible, verb
            if is_possible:
                recorded.clear()
                step.take(actor, row.public_id)
                answered_before = (verb, state) == ("answer", State.HEARD)
                assert recorded.names == [name for name in step.events if not (answered_before and name == _MET)]
                assert now(row).state == STEPS[verb].target
            else:
                is_hidden = verb in OF_PARTIES and state in UNTOLD
                refusal = refuses(partial(step.take, actor, row.public_id), NotFound if is_hidden else Conflict, row)
                assert refusal.code == f"findings.finding.{'unknown' if is_hidden else f'is_{state}'}"
            transaction.set_rollback(True)


@pytest.mark.parametrize("verb", NEEDED)
def test_step_is_refused_to_others_and_to_old_pages_and_has_one_effect(
    house: House, recorded: Recorded, verb: str
) -> None:
    step = tries()[verb]
    row = now(findings.IN_STATE[first_source(verb)](house))
    own = getattr(house, step.actor)
    is_told = row.state not in UNTOLD
    bystander = house.officer if verb == "review" else house.editor if verb in OF_PARTIES else house.officer
    with clock.at(moment(verb)):
        for actor, kind in (
            (bystander, Denied if is_told or verb in OF_PARTIES else NotFound),
            (house.handler, NotFound),
            (house.audit_administrator, NotFound),
            (getattr(house.neighbour, step.actor), NotFound),
        ):
            refuses(partial(step.take, actor, row.public_id), kind, row)
        assert verb not in access.offers(bystander, row)
        refuses(partial(step.take, own, new_id()), NotFound, row)
        old = refuses(partial(step.take, own, row.public_id, seen=row.version + 1), Conflict, row)
        assert old.code == "page.outdated"
        recorded.clear()
        actor = own.requested(new_id())
        assert step.take(actor, row.public_id).pk == step.take(actor, row.public_id).pk
        assert recorded.names == list(step.events)


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [
        ("editor", 1, 1),
        ("signer", 1, 1),
        ("leader", 1, 1),
        ("officer", 0, 1),
        ("handler", 0, 0),
        ("member", 0, 0),
        ("system_administrator", 0, 0),
    ],
)
def test_who_sees_a_finding_before_and_after_a_charge_is_made(house: House, role: str, before: int, after: int) -> None:
    row = findings.proposed(house)
    assert access.visible(getattr(house, role)).count() == before
    hearing.open_hearing(house.supervisor, row.public_id)
    assert access.visible(getattr(house, role)).count() == after
    assert access.visible(getattr(house.neighbour, role)).count() == 0


def test_nothing_is_decided_while_the_unit_may_still_speak(house: House) -> None:
    opened, decided = findings.opened(house), findings.decided(house)
    silence = partial(hearing.note_silence, house.supervisor, opened.public_id)
    assert refuses(silence, Conflict, opened).code == "findings.answer.still_due"
    close = partial(deciding.close, house.supervisor, decided.public_id)
    assert refuses(close, Conflict, decided).code == "findings.objection.still_open"
    with clock.at(moment("close")):
        late = partial(deciding.object_to, house.officer, decided.public_id, text="补充说明")
        assert refuses(late, Conflict, now(decided)).code == "findings.objection.too_late"
