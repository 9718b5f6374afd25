# SPDX-License-Identifier: Apache-2.0
"""Every step of a deadline in every state, four kinds of actor, an old page, and what each writes."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses, stored
from tests.factories import clocks as made
from tests.factories.network import House
from yizhan.domains.clocks import access
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import extending, pausing, running
from yizhan.domains.clocks.states import STEPS, State
from yizhan.kernel.errors import Conflict, Denied, NotFound

IN_STATE: dict[str, Callable[[House], Deadline]] = {
    State.RUNNING: made.running_one,
    State.PAUSED: made.paused_one,
    State.MET: made.met_one,
    State.MET_LATE: made.late_one,
    State.CANCELLED: made.cancelled_one,
}

#: What people do on the page of a deadline: verb, who may, the call, from which states, and its events.
ON_PAGE: dict[str, tuple[str, Callable[..., Any], dict[str, Any], frozenset[str], list[str]]] = {
    "pause": (
        "supervisor",
        pausing.pause,
        {"reason": "等待第三方鉴定"},
        frozenset(STEPS["pause"].sources),
        ["clocks.deadline.paused"],
    ),
    "resume": ("supervisor", pausing.resume, {}, frozenset(STEPS["resume"].sources), ["clocks.deadline.resumed"]),
    "ask": (
        "handler",
        extending.ask,
        {"duration": "3个工作日", "reason": "需要现场勘查"},
        frozenset({State.RUNNING}),
        ["clocks.extension.asked"],
    ),
}

#: Who may do what with a deadline of the department, written down here and not asked of the room.
MAY = {
    "editor": {"pause", "resume"},
    "reviewer": {"pause", "resume"},
    "supervisor": {"pause", "resume"},
    "handler": {"ask"},
}

#: What the room tells whose matter it is: it answers with nothing where nothing runs.
BY_ROOM: dict[str, tuple[Callable[..., Any], dict[str, Any], frozenset[str], list[str]]] = {
    "meet": (running.meet, {}, frozenset(STEPS["meet"].sources), ["clocks.deadline.met"]),
    "cancel": (
        running.cancel,
        {"reason": "事项并入他件"},
        frozenset(STEPS["cancel"].sources),
        ["clocks.deadline.cancelled"],
    ),
    "reopen": (
        running.reopen,
        {"reason": "答复不完整"},
        frozenset(STEPS["reopen"].sources),
        ["clocks.deadline.reopened"],
    ),
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", list(ON_PAGE))
def test_a_step_on_the_page_is_possible_exactly_where_the_table_says(
    house: House, recorded: Recorded, verb: str, state: str
) -> None:
    who, call, arguments, sources, events = ON_PAGE[verb]
    deadline = IN_STATE[state](house)
    recorded.clear()
    if state not in sources:
        refuses(lambda: call(getattr(house, who), deadline.public_id, **arguments), Conflict, deadline)
        return
    call(getattr(house, who), deadline.public_id, **arguments)
    assert recorded.names == events


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", list(BY_ROOM))
def test_a_step_of_the_room_happens_where_the_table_says_and_else_nothing(
    house: House, recorded: Recorded, verb: str, state: str
) -> None:
    call, arguments, sources, events = BY_ROOM[verb]
    deadline = IN_STATE[state](house)
    recorded.clear()
    before = stored(deadline)
    result = call(house.handler, deadline.subject, made.KIND, **arguments)
    if state not in sources:
        assert (result, stored(deadline) == before) == (None, True)
        return
    assert recorded.names == events


@pytest.mark.parametrize("verb", list(ON_PAGE))
def test_others_may_not_and_strangers_do_not_know(house: House, elsewhere: House, verb: str) -> None:
    who, call, arguments, sources, _ = ON_PAGE[verb]
    deadline = IN_STATE[next(iter(sources))](house)
    bystander = house.leader
    refuses(lambda: call(bystander, deadline.public_id, **arguments), Denied, deadline)
    for stranger in (getattr(elsewhere, who), elsewhere.handler, house.member, house.audit_administrator):
        refuses(lambda stranger=stranger: call(stranger, deadline.public_id, **arguments), NotFound, deadline)


@pytest.mark.parametrize("verb", list(ON_PAGE))
def test_a_page_from_yesterday_is_refused(house: House, verb: str) -> None:
    who, call, arguments, sources, _ = ON_PAGE[verb]
    deadline = IN_STATE[next(iter(sources))](house)
    seen = deadline.version - 1
    refuses(lambda: call(getattr(house, who), deadline.public_id, seen=seen, **arguments), Conflict, deadline)


@pytest.mark.parametrize("state", list(State))
def test_offers_are_what_would_succeed(house: House, state: str) -> None:
    deadline = IN_STATE[state](house)
    for name, actor in house.actors.items():
        if not access.visible(actor).filter(pk=deadline.pk).exists():
            continue
        allowed = MAY.get(name.removeprefix("second_"), set())
        wanted = [verb for verb, row in ON_PAGE.items() if state in row[3] and verb in allowed]
        assert (name, access.offers(actor, deadline)) == (name, wanted)


def test_lists_and_single_deadlines_obey_one_rule(house: House, elsewhere: House) -> None:
    rows = [made.running_one(house), made.running_one(elsewhere)]
    for place in (house, elsewhere):
        for actor in place.actors.values():
            seen = set(access.visible(actor))
            for row in rows:
                if row in seen:
                    assert access.find(actor, row.public_id) == row
                else:
                    with pytest.raises(NotFound):
                        access.find(actor, row.public_id)


def test_one_deadline_of_a_kind_runs_at_a_time(house: House) -> None:
    first = made.running_one(house)
    assert made.running_one(house, subject=first.subject) == first
    running.meet(house.handler, first.subject, made.KIND)
    assert made.running_one(house, subject=first.subject) != first
