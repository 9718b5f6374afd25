# SPDX-License-Identifier: Apache-2.0
"""Every step of rounds, nominations, objections and recommendations from every state: as the tables say, or refused
without a trace.
"""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import awards
from tests.factories.network import House
from yizhan.domains.awards.access import recommendations
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Nomination, Objection, Recommendation, Round
from yizhan.domains.awards.operations import (
    certifying,
    deciding,
    nominating,
    objecting,
    opening,
    recommending,
    voting,
)
from yizhan.domains.awards.permissions import NEEDED, NOMINATION_NEEDED, RECOMMENDATION_NEEDED
from yizhan.domains.awards.states import (
    CONSEQUENCES,
    NOMINATION_STAYS,
    NOMINATION_STEPS,
    OBJECTION_STEPS,
    RECOMMENDATION_STEPS,
    STAYS,
    STEPS,
    NominationState,
    ObjectionState,
    RecommendationState,
    State,
)
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id

REASON = {"reason": "情况有变"}
OFF = "clocks.deadline.cancelled"

Call = Callable[..., Any]


def calls(house: House, found: Round) -> dict[str, tuple[Actor, Call, tuple[str, ...]]]:
    """Verb: who takes it, the call, the events."""
    first = awards.first_of(found).public_id if found.nominations.exists() else new_id()
    panel = [awards.person_of(getattr(house, name)).public_id for name in awards.PANEL]
    again = partial(nominating.nominate, subject=awards.person_of(house.member).public_id, **REASON)
    decisions = awards.decisions(found)
    return {
        "vote": (house.leader, partial(voting.vote, nominations=[first]), ("awards.round.voted",)),
        "nominate": (house.officer, again, ("awards.nomination.made",)),
        "begin_voting": (house.editor, partial(voting.begin_voting, panel=panel), ("awards.round.voting_begun",)),
        "count": (house.editor, voting.count, ("awards.round.counted",)),
        "decide": (
            house.reviewer,
            partial(deciding.decide, decisions=decisions),
            (
                "awards.nomination.chosen",
                "awards.nomination.passed_over",
                "clocks.deadline.opened",
                "awards.round.decided",
            ),
        ),
        "award": (house.signer, deciding.award, (OFF, "awards.nomination.honoured", "awards.round.awarded")),
        "object_to": (house.member, partial(objecting.object_to, text="有异议"), ("awards.objection.raised",)),
        "recuse": (house.leader, partial(voting.recuse, **REASON), ("awards.round.recused",)),
        "cancel": (house.editor, partial(opening.cancel, **REASON), ("awards.round.cancelled",)),
    }


def ready(verb: str, found: Round, house: House) -> None:
    """What must have happened in the state before the verb: all votes for the count, room for one more nomination."""
    if verb == "count" and found.state == State.VOTING:
        first = awards.first_of(found).public_id
        for name in awards.PANEL:
            voting.vote(getattr(house, name), found.public_id, nominations=[first])
    if verb == "nominate" and found.state == State.NOMINATING:
        member = found.nominations.order_by("id")[1]
        nominating.withdraw(house.editor, member.public_id, **REASON)


def fresh(row: Any) -> Any:
    """The row as it stands."""
    return type(row).objects.get(pk=row.pk)


def after(verb: str, state: str) -> datetime.datetime:
    """When a step is possible: an award once the notice has hung, everything else now or when it was awarded."""
    return awards.later() if verb == "award" or state == State.AWARDED else clock.now()


def test_the_tables_name_every_verb_and_state(house: House) -> None:
    assert list(calls(house, awards.with_nominations(house))) == list(NEEDED)
    assert {*STEPS, *STAYS} - CONSEQUENCES == set(NEEDED)
    assert {*NOMINATION_STEPS, *NOMINATION_STAYS} - {"choose", "pass_over", "strike", "honour"} == set(
        NOMINATION_NEEDED
    )
    assert set(RECOMMENDATION_STEPS) == set(RECOMMENDATION_NEEDED)
    for table, states in (
        (awards.IN_STATE, State),
        (awards.NOMINATION_IN_STATE, NominationState),
        (awards.OBJECTION_IN_STATE, ObjectionState),
        (awards.RECOMMENDATION_IN_STATE, RecommendationState),
    ):
        assert set(table) == set(states)


@pytest.mark.rule("RULE-071")
@pytest.mark.parametrize("state", State.values)
def test_every_step_of_a_round_in_state(house: House, recorded: Recorded, state: str) -> None:
    row = fresh(awards.IN_STATE[state](house))
    assert row.state == state
    for verb, (actor, call, events) in calls(house, row).items():
        sources = STAYS.get(verb) or STEPS[verb].sources
        with clock.at(after(verb, state)), transaction.atomic():
            assert (verb in access.offers(actor, row)) is (state in sources), verb
            if state not in sources:
                refuses(partial(call, actor, row.public_id), Conflict, row)
            else:
                ready(verb, row, house)
                refuses(partial(call, actor, row.public_id, seen=row.version + 1), Conflict, row)
                for other in (house.audit_administrator, getattr(house.neighbour, actor.role)):
                    refuses(partial(call, other, row.public_id), NotFound, row)
                if verb != "object_to":
                    refuses(partial(call, house.member, row.public_id), Denied, row)
                once = actor.requested(new_id())
                recorded.clear()
                made = call(once, row.public_id, seen=row.version)
                expected = [OFF, *events] if (verb, state) == ("cancel", State.PUBLIC) else list(events)
                assert recorded.names == expected, verb
                assert call(once, row.public_id, seen=row.version).pk == made.pk
                assert recorded.names == expected, verb
                assert fresh(row).state == (state if verb in STAYS else STEPS[verb].target)
            transaction.set_rollback(True)


@pytest.mark.rule("RULE-077")
@pytest.mark.parametrize("state", NominationState.values)
def test_every_step_of_a_nomination_in_state(house: House, recorded: Recorded, state: str) -> None:
    row: Nomination = fresh(awards.NOMINATION_IN_STATE[state](house))
    assert row.state == state
    on = clock.today() + datetime.timedelta(days=30)
    by = house.editor if state == NominationState.PASSED_OVER else house.officer  # that one the office nominated
    table: dict[str, tuple[Actor, Call, str]] = {
        "withdraw": (by, partial(nominating.withdraw, **REASON), "withdrawn"),
        "certify": (house.editor, certifying.certify, "certified"),
        "hand_over": (house.editor, partial(certifying.hand_over, on=on), "handed_over"),
        "revoke": (house.signer, partial(deciding.revoke, **REASON), "revoked"),
    }
    assert list(table) == list(NOMINATION_NEEDED)
    for verb, (actor, call, event) in table.items():
        sources = NOMINATION_STAYS.get(verb) or NOMINATION_STEPS[verb].sources
        with clock.at(awards.later()), transaction.atomic():
            assert (verb in access.nomination_offers(actor, row.round, [row])[row.pk]) is (state in sources), verb
            if state in sources:
                recorded.clear()
                refuses(partial(call, actor, row.public_id, seen=row.version + 1), Conflict, row)
                refuses(partial(call, house.neighbour.editor, row.public_id), NotFound, row)
                refuses(partial(call, house.leader if verb != "revoke" else house.editor, row.public_id), Denied, row)
                call(actor, row.public_id, seen=row.version)
                assert recorded.names == [f"awards.nomination.{event}"]
            else:
                refuses(partial(call, actor, row.public_id), Conflict, row)
            transaction.set_rollback(True)


@pytest.mark.parametrize("state", ObjectionState.values)
def test_an_objection_is_answered_once_by_somebody_else(house: House, recorded: Recorded, state: str) -> None:
    row: Objection = fresh(awards.OBJECTION_IN_STATE[state](house))
    answer = partial(objecting.answer, is_upheld=False, text="经核实")
    is_open = state in OBJECTION_STEPS["answer"].sources
    assert (row.pk in access.answerable(house.reviewer, row.round, [row])) is is_open
    if not is_open:
        refuses(partial(answer, house.reviewer, row.public_id), Conflict, row)
        return
    for actor, kind in (
        (house.member, Denied),
        (house.editor, Denied),
        (house.officer, NotFound),
        (house.audit_administrator, NotFound),
        (house.neighbour.reviewer, NotFound),
    ):
        refuses(partial(answer, actor, row.public_id), kind, row)
    refuses(partial(answer, house.reviewer, row.public_id, seen=row.version + 1), Conflict, row)
    recorded.clear()
    answer(house.reviewer, row.public_id)
    assert recorded.names == ["awards.objection.answered"]


@pytest.mark.rule("RULE-078")
@pytest.mark.parametrize("state", RecommendationState.values)
def test_every_step_of_a_recommendation_in_state(house: House, recorded: Recorded, state: str) -> None:
    row: Recommendation = fresh(awards.RECOMMENDATION_IN_STATE[state](house))
    assert row.state == state
    on = clock.today()
    table: dict[str, tuple[Actor, Call, str]] = {
        "forward": (house.signer, partial(recommending.forward, body="区委统战部"), "forwarded"),
        "admit": (house.editor, partial(recommending.admit, on=on), "settled"),
        "decline": (house.editor, partial(recommending.decline, on=on), "settled"),
        "take_back": (house.editor, partial(recommending.take_back, **REASON), "taken_back"),
    }
    assert list(table) == list(RECOMMENDATION_NEEDED)
    for verb, (actor, call, event) in table.items():
        step = RECOMMENDATION_STEPS[verb]
        with transaction.atomic():
            assert (verb in recommendations.offers(actor, row)) is (state in step.sources), verb
            if state in step.sources:
                refuses(partial(call, actor, row.public_id, seen=row.version + 1), Conflict, row)
                for other, kind in (
                    (house.supervisor, Denied),
                    (house.officer, NotFound),
                    (house.audit_administrator, NotFound),
                    (house.neighbour.signer, NotFound),
                ):
                    refuses(partial(call, other, row.public_id), kind, row)
                recorded.clear()
                call(actor, row.public_id, seen=row.version)
                assert recorded.names == [f"awards.recommendation.{event}"]
                assert fresh(row).state == step.target
            else:
                refuses(partial(call, actor, row.public_id), Conflict, row)
            transaction.set_rollback(True)
