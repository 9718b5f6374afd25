# SPDX-License-Identifier: Apache-2.0
"""Every step of schemes, corrections, objections and activities from every state, by four kinds of actor."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import Try, refuses
from tests.factories import appraisal
from tests.factories.network import House
from yizhan.domains.appraisal import access, permissions, states
from yizhan.domains.appraisal.operations import correcting, objecting, recording, schemes
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.transitions import Step

REASON = {"reason": "情况有变"}
FORCE = {"valid_from": datetime.date(2026, 8, 1), "instrument": appraisal.INSTRUMENT}
TEXT = {"text": appraisal.UNITS.replace("2026-1", "2026-3"), "terms": ""}


@dataclass(frozen=True)
class Thing:
    """What steps are taken with."""

    name: str
    in_state: Mapping[str, Callable[[House], Any]]
    steps: Mapping[str, Step]
    needed: Mapping[str, Any]
    calls: Mapping[str, tuple[str, Callable[..., Any], dict[str, Any], tuple[str, ...]]]
    #: Who reads the thing and may not decide, and who may not know of it.
    reader: str = "leader"

    def tried(self, verb: str) -> Try:
        """One way to take a step."""
        actor, call, given, happened = self.calls[verb]
        sources = self.steps[verb].sources if verb in self.steps else frozenset({states.SchemeState.DRAFT})
        return Try(verb, actor, call, given, frozenset(sources), tuple(f"appraisal.{name}" for name in happened))


THINGS = (
    Thing(
        "scheme",
        appraisal.IN_STATE,
        states.SCHEME_STEPS,
        permissions.SCHEME_NEEDED,
        {
            "rewrite": ("editor", schemes.rewrite, TEXT, ("scheme.written",)),
            "review": ("reviewer", schemes.review, {}, ("scheme.reviewed",)),
            "put_in_force": ("signer", schemes.put_in_force, FORCE, ("scheme.put_in_force",)),
            "return_to_draft": ("reviewer", schemes.return_to_draft, REASON, ("scheme.returned",)),
            "discard": ("editor", schemes.discard, REASON, ("scheme.discarded",)),
        },
    ),
    Thing(
        "correction",
        appraisal.CORRECTIONS,
        states.CORRECTION_STEPS,
        permissions.CORRECTION_NEEDED,
        {
            "confirm": ("reviewer", correcting.confirm, {}, ("correction.booked",)),
            "decline": ("reviewer", correcting.decline, REASON, ("correction.declined",)),
        },
    ),
    Thing(
        "objection",
        appraisal.OBJECTIONS,
        states.OBJECTION_STEPS,
        permissions.OBJECTION_NEEDED,
        {
            "uphold": ("reviewer", objecting.uphold, {"answer": "属实"}, ("objection.upheld",)),
            "dismiss": ("reviewer", objecting.dismiss, {"answer": "核对无误"}, ("objection.rejected",)),
            "close": ("reviewer", objecting.close, {}, ("objection.closed",)),
            "withdraw": ("officer", objecting.withdraw, {}, ("objection.withdrawn",)),
        },
    ),
    Thing(
        "activity",
        appraisal.ACTIVITIES,
        states.ACTIVITY_STEPS,
        permissions.ACTIVITY_NEEDED,
        {
            "confirm": ("editor", recording.confirm, {}, ("activity.confirmed",)),
            "strike": ("editor", recording.strike, REASON, ("activity.struck",)),
        },
    ),
)


def cases() -> Iterator[Any]:
    for thing in THINGS:
        for state in thing.in_state:
            yield pytest.param(thing, state, id=f"{thing.name}-{state}")


def ways() -> Iterator[Any]:
    for thing in THINGS:
        for verb in thing.calls:
            yield pytest.param(thing, verb, id=f"{thing.name}-{verb}")


def test_the_tables_name_every_verb_and_state() -> None:
    for thing in THINGS:
        assert list(thing.calls) == list(thing.needed)
        assert set(thing.calls) - {"rewrite"} == set(thing.steps) - states.CONSEQUENCES
    assert set(appraisal.IN_STATE) == set(states.SchemeState)
    assert set(appraisal.CORRECTIONS) == set(states.CorrectionState)
    assert set(appraisal.OBJECTIONS) == set(states.ObjectionState)
    assert set(appraisal.ACTIVITIES) == set(states.ActivityState)


@pytest.mark.parametrize(("thing", "state"), list(cases()))
def test_what_is_not_possible_in_a_state_is_refused_without_a_trace(house: House, thing: Thing, state: str) -> None:
    row = thing.in_state[state](house)
    for verb in thing.calls:
        step = thing.tried(verb)
        actor = getattr(house, step.actor)
        is_possible = state in step.sources
        assert (verb in access.offers(actor, row)) is is_possible
        if not is_possible:
            refusal = refuses(partial(step.take, actor, row.public_id), Conflict, row)
            assert refusal.code == f"appraisal.{thing.name}.is_{state}"


@pytest.mark.parametrize(("thing", "verb"), list(ways()))
def test_a_step_is_taken_once_and_by_those_who_may(house: House, recorded: Recorded, thing: Thing, verb: str) -> None:
    step = thing.tried(verb)
    row = thing.in_state[next(state for state in thing.in_state if state in step.sources)](house)
    for actor, kind in (
        (house.leader, Denied),
        (house.handler, NotFound),
        (house.audit_administrator, NotFound),
        (getattr(house.neighbour, step.actor), NotFound),
    ):
        refuses(partial(step.take, actor, row.public_id), kind, row)
        assert verb not in access.offers(actor, row)
    actor = getattr(house, step.actor)
    refuses(partial(step.take, actor, new_id()), NotFound, row)
    assert (
        refuses(partial(step.take, actor, row.public_id, seen=row.version + 1), Conflict, row).code == "page.outdated"
    )
    again = actor.requested(new_id())
    recorded.clear()
    taken = step.take(again, row.public_id)
    assert step.take(again, row.public_id).pk == taken.pk
    assert recorded.names == list(step.events)
    row.refresh_from_db()
    assert row.state == (thing.steps[verb].target if verb in thing.steps else states.SchemeState.DRAFT)


def test_whoever_took_the_first_step_does_not_take_the_second(house: House) -> None:
    draft = schemes.draft(house.reviewer, new_id(), text=appraisal.UNITS)
    assert (
        refuses(partial(schemes.review, house.reviewer, draft.public_id), Denied, draft).code
        == "appraisal.second_person"
    )
    assert schemes.review(house.second_reviewer, draft.public_id).state == states.SchemeState.REVIEWED
    proposal = appraisal.Proposal(change="cancel", reason="重复")
    correction = correcting.propose(
        house.reviewer, new_id(), occasion=appraisal.occasion(house).public_id, proposal=proposal
    )
    refuses(partial(correcting.confirm, house.reviewer, correction.public_id), Denied, correction)
    own = recording.enter(house.editor, new_id(), particulars=appraisal.particulars())
    refuses(partial(recording.confirm, house.editor, own.public_id), Denied, own)
