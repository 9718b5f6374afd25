# SPDX-License-Identifier: Apache-2.0
"""Every step of an urgent event from every state: as the table says, or refused without a trace."""

from functools import partial

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import Try, refuses
from tests.factories import urgent
from tests.factories.network import House
from yizhan.domains.urgent import access
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.operations import forwarding, reporting, settling, telling, verifying
from yizhan.domains.urgent.permissions import NEEDED
from yizhan.domains.urgent.states import STAYING, STEPS, Stage, State, Way
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id

_MET, _OPENED = "clocks.deadline.met", "clocks.deadline.opened"
_ENTRUSTED = "urgent.verification.entrusted"


def tries() -> dict[str, Try]:
    """How each verb is called, and what it writes."""
    reason = {"reason": "情况有变"}
    first = {"grading": urgent.GRADING, "elements": urgent.elements(Stage.FIRST)}
    word, last = {"elements": urgent.elements(Stage.FOLLOW_UP)}, {"elements": urgent.elements(Stage.FINAL)}
    message = telling.Message(way=Way.PRINCIPAL, addressee="区长")
    table = [
        ("report", "officer", reporting.report, first, ("reported", "clocks.deadline.cancelled", _OPENED, _OPENED)),
        ("receive", "editor", reporting.receive, {}, (_MET, "received", _OPENED, _ENTRUSTED)),
        ("follow_up", "officer", reporting.follow_up, word, (_MET, _OPENED, "followed")),
        ("conclude", "officer", reporting.conclude, last, (_MET, "concluded")),
        ("forward", "editor", forwarding.forward, {}, ("arrived", _OPENED, _OPENED, "forwarded")),
        ("tell", "officer", telling.tell, {"message": message}, ("urgent.passage.gone",)),
        ("decide", "editor", telling.decide, {"is_agreed": True, "leader": "区长"}, ("urgent.passage.decided",)),
        ("depart", "officer", telling.depart, {}, ("urgent.passage.gone",)),
        ("settle", "editor", settling.settle, {"text": "东区三间铺面起火，已扑灭。"}, ("urgent.statement.settled",)),
        ("verify", "editor", verifying.verify, {"outcome": "confirmed"}, (_MET, "urgent.verification.done")),
        ("entrust", "editor", urgent.entrust, {}, (_ENTRUSTED,)),
        ("correct", "officer", urgent.correct, {}, ("urgent.figure.corrected",)),
        ("link", "editor", reporting.link, {"to": None}, ("linked",)),
        ("reopen", "editor", reporting.reopen, reason, ("reopened", _OPENED)),
        ("withdraw", "editor", reporting.withdraw, reason, ("clocks.deadline.cancelled", "withdrawn")),
    ]
    tried = {}
    for verb, actor, call, given, happened in table:
        sources = STEPS[verb].sources if verb in STEPS else STAYING[verb]
        events = tuple(name if "." in name else f"urgent.emergency.{name}" for name in happened)
        tried[verb] = Try(verb, actor, call, given, frozenset(sources), events)
    return tried


def now(emergency: Emergency) -> Emergency:
    """The event as it stands."""
    return Emergency.objects.get(pk=emergency.pk)


def first_source(verb: str) -> str:
    """A state from which the verb leads on."""
    return next(state for state in State.values if state in tries()[verb].sources)


def test_the_table_names_every_verb_and_state() -> None:
    assert list(tries()) == list(NEEDED)
    assert set(urgent.IN_STATE) == set(State)


@pytest.mark.rule("RULE-004")
@pytest.mark.parametrize("verb", NEEDED)
@pytest.mark.parametrize("state", State.values)
def test_step_in_state(house: House, recorded: Recorded, verb: str, state: str) -> None:
    step = tries()[verb]
    made = urgent.IN_STATE[state](house)
    more = urgent.prepared(house, verb, made)
    row, actor = now(made), getattr(house, step.actor)
    is_possible = state in step.sources
    assert (verb in access.offers(actor, row)) is is_possible
    if not is_possible:
        refusal = refuses(partial(step.take, actor, row.public_id, **more), Conflict, row)
        assert refusal.code == f"urgent.emergency.is_{state}"
        return
    recorded.clear()
    step.take(actor, row.public_id, **more)
    if verb == "withdraw" and state != State.NOTED:
        assert recorded.names == ["clocks.deadline.cancelled", *step.events]
    else:
        assert recorded.names == list(step.events)
    assert now(row).state == (STEPS[verb].target if verb in STEPS else state)


@pytest.mark.parametrize("verb", NEEDED)
def test_step_is_refused_to_others_and_to_old_pages(house: House, verb: str) -> None:
    step = tries()[verb]
    made = urgent.IN_STATE[first_source(verb)](house)
    take = partial(step.take, **urgent.prepared(house, verb, made))
    row = now(made)
    for actor, kind in (
        (house.leader, Denied),
        (house.member, NotFound),
        (house.audit_administrator, NotFound),
        (getattr(house.neighbour, step.actor), NotFound),
    ):
        refuses(partial(take, actor, row.public_id), kind, row)
        assert verb not in access.offers(actor, row)
    own = getattr(house, step.actor)
    refuses(partial(take, own, new_id()), NotFound, row)
    assert refuses(partial(take, own, row.public_id, seen=row.version + 1), Conflict, row).code == "page.outdated"


@pytest.mark.parametrize("verb", NEEDED)
def test_repeated_step_has_one_effect(house: House, recorded: Recorded, verb: str) -> None:
    step = tries()[verb]
    row = urgent.IN_STATE[first_source(verb)](house)
    take = partial(step.take, **urgent.prepared(house, verb, row))
    actor = getattr(house, step.actor).requested(new_id())
    recorded.clear()
    assert take(actor, row.public_id).pk == take(actor, row.public_id).pk
    assert [name for name in recorded.names if name.startswith("urgent.")] == [
        name for name in step.events if name.startswith("urgent.")
    ]


@pytest.mark.parametrize(
    ("role", "sees"), [("editor", 1), ("leader", 1), ("supervisor", 1), ("officer", 1), ("handler", 0), ("member", 0)]
)
def test_who_sees_an_event(house: House, role: str, sees: int) -> None:
    urgent.noted(house)
    assert access.visible(getattr(house, role)).count() == sees
    assert access.visible(getattr(house.neighbour, role)).count() == 0
