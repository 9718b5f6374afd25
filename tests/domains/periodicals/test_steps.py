# SPDX-License-Identifier: Apache-2.0
"""Every verb on an issue × every state × four kinds of actor, and what each writes."""

from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import Try, refuses
from tests.factories import items, periodicals
from tests.factories.network import House
from tests.factories.periodicals import IN_STATE
from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.operations import circulation, composing, release
from yizhan.domains.periodicals.permissions import NEEDED, READERS_VERBS
from yizhan.domains.periodicals.states import STEPS, State
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id

COMPOSING, RELEASED = {State.COMPOSING}, {State.RELEASED}

#: Verbs that act on the list or beside the issue and leave its version alone.
BESIDE = {"circulate_further", "note_delivery", "note_reading", "mark_read", "correct"}

VERBS = list(NEEDED)


def one(house: House, verb: str, issue: Issue) -> Try:
    """The verb on this issue, by somebody who may."""
    return {
        "entitle": lambda: _try(verb, "editor", composing.entitle, "periodicals.issue.entitled", title="民生专刊"),
        "place": lambda: _try(
            verb, "editor", composing.place, "periodicals.entry.placed", item=items.signed(house).public_id
        ),
        "arrange": lambda: _try(
            verb,
            "editor",
            composing.arrange,
            "periodicals.issue.arranged",
            order=[(entry, None) for entry in periodicals.entries(issue)],
        ),
        "set_heading": lambda: _try(
            verb,
            "editor",
            composing.set_heading,
            "periodicals.entry.headed",
            entry=_entry(issue),
            heading="加装电梯之后",
        ),
        "renew": lambda: _try(verb, "editor", composing.renew, "periodicals.entry.renewed", entry=_entry(issue)),
        "remove": lambda: _try(verb, "editor", composing.remove, "periodicals.entry.removed", entry=_entry(issue)),
        "set_circulation": lambda: _try(
            verb,
            "editor",
            circulation.set_circulation,
            "periodicals.circulation.set",
            recipients=[periodicals.leader(house.leader)],
        ),
        "release": lambda: _try(verb, "signer", release.release, "items.item.released", "periodicals.issue.released"),
        "discard": lambda: _try(verb, "editor", composing.discard, "periodicals.issue.discarded", reason="并入下期"),
        "circulate_further": lambda: _try(
            verb,
            "editor",
            circulation.circulate_further,
            "periodicals.circulation.extended",
            recipients=[periodicals.leader(house.second_leader)],
        ),
        "note_delivery": lambda: _try(
            verb,
            "editor",
            circulation.note_delivery,
            "periodicals.circulation.delivered",
            line=periodicals.line(issue, "市委办公室"),
        ),
        "note_reading": lambda: _try(
            verb,
            "editor",
            circulation.note_reading,
            "periodicals.circulation.read",
            line=periodicals.line(issue, "市委办公室"),
        ),
        "mark_read": lambda: _try(verb, "leader", circulation.mark_read, "periodicals.circulation.read"),
        "correct": lambda: _try(
            verb, "signer", release.correct, "periodicals.issue.corrected", text="“12台”应为“21台”。", reason="排印之误"
        ),
    }[verb]()


def _try(verb: str, actor: str, call: Any, *events: str, **arguments: Any) -> Try:
    composes = verb in STEPS or verb not in BESIDE
    return Try(verb, actor, call, arguments, frozenset(COMPOSING if composes else RELEASED), events)


def _entry(issue: Issue) -> Any:
    return periodicals.entries(issue)[0]


def _possible_issue(house: House, verb: str) -> Issue:
    return IN_STATE[State.RELEASED if verb in BESIDE else State.COMPOSING](house)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_possible_exactly_where_the_table_says(
    house: House, recorded: Recorded, verb: str, state: str
) -> None:
    issue = IN_STATE[state](house)
    step = one(house, verb, issue)
    actor = getattr(house, step.actor)
    recorded.clear()
    if state in step.sources:
        step.take(actor, issue.public_id)
        assert recorded.names == list(step.events)
        stored = Issue.objects.get(pk=issue.pk)
        assert stored.state == (STEPS[verb].target if verb in STEPS else state)
        assert stored.version == issue.version + (0 if verb in BESIDE else 1)
    elif verb in READERS_VERBS:
        refuses(lambda: step.take(actor, issue.public_id), NotFound, issue)
    else:
        refused = refuses(lambda: step.take(actor, issue.public_id), Conflict, issue)
        assert refused.code == "periodicals.state.elsewhere"


@pytest.mark.parametrize("verb", VERBS)
def test_the_table_of_acts_agrees_with_what_is_tried(house: House, verb: str) -> None:
    step = one(house, verb, _possible_issue(house, verb))

    assert {state for state in State if access.possible(Issue(state=state), verb)} == step.sources


@pytest.mark.parametrize("verb", VERBS)
def test_who_lacks_the_right_is_denied(house: House, verb: str) -> None:
    issue = _possible_issue(house, verb)
    step = one(house, verb, issue)

    refused = refuses(lambda: step.take(house.supervisor, issue.public_id), Denied, issue)

    assert refused.code == "periodicals.denied"


@pytest.mark.parametrize("verb", VERBS)
def test_who_has_the_right_elsewhere_finds_nothing(house: House, elsewhere: House, verb: str) -> None:
    issue = _possible_issue(house, verb)
    step = one(house, verb, issue)

    refused = refuses(lambda: step.take(getattr(elsewhere, step.actor), issue.public_id), NotFound, issue)

    assert refused.code == "periodicals.issue.unknown"


@pytest.mark.parametrize("role", ["handler", "member", "system_administrator", "audit_administrator"])
@pytest.mark.parametrize("verb", VERBS)
def test_who_is_not_on_the_list_finds_nothing(house: House, verb: str, role: str) -> None:
    issue = _possible_issue(house, verb)
    step = one(house, verb, issue)

    refuses(lambda: step.take(getattr(house, role), issue.public_id), NotFound, issue)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in BESIDE])
def test_a_page_from_yesterday_is_refused(house: House, verb: str) -> None:
    issue = _possible_issue(house, verb)
    step = one(house, verb, issue)
    actor = getattr(house, step.actor)

    refused = refuses(lambda: step.take(actor, issue.public_id, seen=issue.version - 1), Conflict, issue)

    assert refused.code == "page.outdated"


@pytest.mark.parametrize("verb", VERBS)
def test_a_double_click_acts_once(house: House, recorded: Recorded, verb: str) -> None:
    issue = _possible_issue(house, verb)
    step = one(house, verb, issue)
    actor = getattr(house, step.actor).requested(new_id())
    recorded.clear()

    first = step.take(actor, issue.public_id)
    second = step.take(actor, issue.public_id)

    assert first == second
    assert recorded.names == list(step.events)


@pytest.mark.parametrize("state", list(State))
def test_offers_are_exactly_what_is_allowed_and_possible(house: House, state: str) -> None:
    issue = IN_STATE[state](house)
    for role in ("member", "editor", "reviewer", "signer", "leader", "supervisor", "handler"):
        actor = getattr(house, role)
        expected = [verb for verb in NEEDED if access.possible(issue, verb) and access.permits(actor, verb, issue)]
        assert access.offers(actor, issue) == expected


@pytest.mark.parametrize("state", list(State))
def test_the_list_and_the_single_issue_obey_one_rule(house: House, elsewhere: House, state: str) -> None:
    issue = IN_STATE[state](house)
    for actor in [*house.actors.values(), *elsewhere.actors.values()]:
        listed = access.visible(actor).filter(pk=issue.pk).exists()
        assert access.is_visible(actor, issue) == listed
        if listed:
            assert access.find(actor, issue.public_id) == issue
        else:
            with pytest.raises(NotFound):
                access.find(actor, issue.public_id)
