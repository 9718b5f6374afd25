# SPDX-License-Identifier: Apache-2.0
"""Every step of topics, requests and decisions from every state: as the tables say, or refused without a trace."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import models

from tests.conftest import Recorded
from tests.domains.matrix import Try, refuses
from tests.factories import items, topics
from tests.factories.network import House
from yizhan.domains.topics import access
from yizhan.domains.topics.models import HotTopic
from yizhan.domains.topics.operations import answering, commissioning, following, judging
from yizhan.domains.topics.permissions import DECISION_NEEDED, HOT_NEEDED, NEEDED, REQUEST_NEEDED
from yizhan.domains.topics.states import (
    DECISION_STEPS,
    HOT_STEPS,
    REQUEST_STEPS,
    STEPS,
    DecisionState,
    HotState,
    RequestState,
    State,
)
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id

_OPEN = frozenset({State.OPEN})
_STEPS = {**STEPS, **REQUEST_STEPS, **DECISION_STEPS, **HOT_STEPS}


def answer(actor: Actor, topic: Any, **more: Any) -> Any:
    """Answering makes an item, whose version the answer's page does not know."""
    more.pop("seen", None)
    return answering.answer(actor, topic, new_id(), submitted=topics.submitted(), **more)


def merge(actor: Actor, topic: Any, **more: Any) -> HotTopic:
    """Into another topic of the survey."""
    other = HotTopic.objects.exclude(public_id=topic).filter(state=HotState.SHOWN).order_by("-rank").first()
    return judging.merge(actor, topic, into=other.public_id if other else new_id(), **more)


def tries() -> dict[str, tuple[Try, dict[str, Callable[[House], Any]], Callable[..., list[str]]]]:
    """For each verb: how it is called, the makers of its rows by state, and what offers it."""
    reason = {"reason": "情况有变"}
    handed_in = ("items.item.submitted", "topics.topic.answered", "topics.request.answered")
    marked = {"number": "", "phase": "reaction"}
    topic = (topics.IN_STATE, access.offers)
    request = (topics.REQUEST_IN_STATE, access.request_offers)
    decision = (topics.DECISION_IN_STATE, access.decision_offers)
    hot = (topics.HOT_IN_STATE, access.hot_offers)
    table = [
        ("answer", "officer", answer, {}, handed_in, *topic),
        ("extend", "editor", commissioning.extend, {"until": topics.in_days(20), **reason}, ("extended",), *topic),
        ("close", "editor", commissioning.close, {}, ("closed",), *topic),
        ("reopen", "editor", commissioning.reopen, reason, ("reopened",), *topic),
        ("withdraw", "editor", commissioning.withdraw, reason, ("withdrawn",), *topic),
        ("accept", "officer", answering.accept, {}, ("accepted",), *request),
        ("decline", "officer", answering.decline, reason, ("declined",), *request),
        ("issue", "editor", following.issue, {"issued_on": topics.in_days(0)}, ("issued",), *decision),
        ("conclude", "editor", following.conclude, {"concluded_on": topics.in_days(0)}, ("concluded",), *decision),
        ("mark_phase", "editor", following.mark_phase, marked, ("phase_marked",), *decision),
        ("rename", "editor", judging.rename, {"title": "夜市油烟"}, ("renamed",), *hot),
        ("merge", "editor", merge, {}, ("merged",), *hot),
        ("drop", "editor", judging.drop, reason, ("dropped",), *hot),
        ("restore", "editor", judging.restore, reason, ("restored",), *hot),
    ]
    stays = {
        "answer": _OPEN,
        "extend": _OPEN,
        "mark_phase": frozenset(DecisionState),
        "rename": frozenset({HotState.SHOWN}),
    }
    tried = {}
    for verb, actor, call, given, happened, makers, offers in table:
        named = {access.offers: "topic", access.request_offers: "request", access.hot_offers: "hot_topic"}
        thing = named.get(offers, "decision")
        events = tuple(name if "." in name else f"topics.{thing}.{name}" for name in happened)
        sources = stays.get(verb) or _STEPS[verb].sources
        tried[verb] = (Try(verb, actor, call, given, sources, events), makers, offers)
    return tried


def prepared_for(house: House, verb: str, step: Try) -> None:
    """An item that the step names must be there."""
    if verb == "mark_phase":
        step.arguments["number"] = items.submitted(house).number


def moved(row: models.Model) -> Any:
    """The row as it stands now."""
    return type(row)._base_manager.get(pk=row.pk)


CASES = [
    *((verb, state) for verb in NEEDED for state in State.values),
    *((verb, state) for verb in REQUEST_NEEDED for state in RequestState.values),
    *((verb, state) for verb in DECISION_NEEDED for state in DecisionState.values),
    *((verb, state) for verb in HOT_NEEDED for state in HotState.values),
]


def test_the_table_names_every_verb_and_state() -> None:
    assert set(tries_names()) == set(NEEDED) | set(REQUEST_NEEDED) | set(DECISION_NEEDED) | set(HOT_NEEDED)
    assert set(topics.IN_STATE) == set(State)
    assert set(topics.REQUEST_IN_STATE) == set(RequestState)
    assert set(topics.DECISION_IN_STATE) == set(DecisionState)
    assert set(topics.HOT_IN_STATE) == set(HotState)


def tries_names() -> list[str]:
    return list(tries())


@pytest.mark.rule("RULE-039", "RULE-086")
@pytest.mark.parametrize(("verb", "state"), CASES)
def test_step_in_state(house: House, recorded: Recorded, verb: str, state: str) -> None:
    step, makers, offers = tries()[verb]
    prepared_for(house, verb, step)
    row = moved(makers[state](house))
    assert row.state == state
    actor = getattr(house, step.actor)
    is_possible = state in step.sources
    assert (verb in offers(actor, row)) is is_possible
    if not is_possible:
        refuses(partial(step.take, actor, row.public_id), Conflict, row)
        return
    recorded.clear()
    step.take(actor, row.public_id)
    assert recorded.names == list(step.events)
    stays = {"extend", "mark_phase", "answer", "rename"}
    assert moved(row).state == (state if verb in stays else _STEPS[verb].target)


@pytest.mark.parametrize("verb", tries_names())
def test_step_is_refused_to_others_and_to_old_pages(house: House, verb: str) -> None:
    step, makers, offers = tries()[verb]
    prepared_for(house, verb, step)
    row = moved(makers[next(state for state in makers if state in step.sources)](house))
    for actor, kind in (
        (house.leader, NotFound if verb in HOT_NEEDED else Denied),
        (house.audit_administrator, NotFound),
        (getattr(house.neighbour, step.actor), NotFound),
    ):
        refuses(partial(step.take, actor, row.public_id), kind, row)
        assert verb not in offers(actor, row)
    refuses(partial(step.take, getattr(house, step.actor), new_id()), NotFound, row)
    if verb != "answer":
        refuses(partial(step.take, getattr(house, step.actor), row.public_id, seen=row.version + 1), Conflict, row)


@pytest.mark.parametrize("verb", tries_names())
def test_repeated_step_has_one_effect(house: House, recorded: Recorded, verb: str) -> None:
    step, makers, _offers = tries()[verb]
    if verb == "answer":
        step = Try(verb, step.actor, partial(_same_answer, new_id()), {}, step.sources, step.events)
    prepared_for(house, verb, step)
    row = makers[next(state for state in makers if state in step.sources)](house)
    actor = getattr(house, step.actor).requested(new_id())
    recorded.clear()
    assert step.take(actor, row.public_id).pk == step.take(actor, row.public_id).pk
    assert recorded.names == list(step.events)


def _same_answer(item: Any, actor: Actor, topic: Any) -> Any:
    return answering.answer(actor, topic, item, submitted=topics.submitted())
