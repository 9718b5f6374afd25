# SPDX-License-Identifier: Apache-2.0
"""Every step about duty from every state: as the table says, or refused without a trace."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import Try, refuses
from tests.factories import duty
from tests.factories.duty import EVENING, LEADER, MORNING, OFFICER, post_of
from tests.factories.network import House
from yizhan.domains.duty import access
from yizhan.domains.duty.models import CheckCall, Handover, Roster, Swap
from yizhan.domains.duty.operations import changing, check_calls, handing_over, planning
from yizhan.domains.duty.states import STEPS, RosterState, SwapState
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Everything happens at half past eight on the Monday, when the first shift begins."""
    with clock.at(MORNING):
        yield


def tries(house: House) -> dict[str, Try]:
    """How each verb on a roster is called, and what it writes."""
    draft = frozenset({RosterState.DRAFT})
    night = {"duty": OFFICER, "starts_at": EVENING, "post": post_of(house.supervisor)}
    table: list[tuple[str, Callable[..., Any], dict[str, Any], frozenset[str], str]] = [
        ("publish", planning.publish, {}, draft, "duty.roster.published"),
        ("assign", planning.assign, night, draft, "duty.shift.assigned"),
        ("withdraw", planning.withdraw, {}, draft, "duty.roster.withdrawn"),
    ]
    return {verb: Try(verb, "editor", call, given, sources, (event,)) for verb, call, given, sources, event in table}


VERBS = ("publish", "assign", "withdraw")


@pytest.mark.rule("RULE-020")
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", RosterState.values)
def test_step_in_state(house: House, recorded: Recorded, verb: str, state: str) -> None:
    step = tries(house)[verb]
    row = duty.IN_STATE[state](house)
    row.refresh_from_db()
    assert (verb in access.offers(house.editor, row)) is (state in step.sources)
    if state not in step.sources:
        assert refuses(partial(step.take, house.editor, row.public_id), Conflict, row).code == f"duty.roster.is_{state}"
        return
    recorded.clear()
    step.take(house.editor, row.public_id)
    assert recorded.names == list(step.events)
    assert Roster.objects.get(pk=row.pk).state == (STEPS[verb].target if verb in STEPS else state)


@pytest.mark.parametrize("verb", VERBS)
def test_step_is_refused_to_others_and_to_old_pages_and_repeats_once(
    house: House, recorded: Recorded, verb: str
) -> None:
    step = tries(house)[verb]
    row = duty.full(house)
    for actor, kind in (
        (house.leader, Denied),
        (house.supervisor, Denied),
        (house.officer, NotFound),
        (house.member, NotFound),
        (house.neighbour.editor, NotFound),
    ):
        refuses(partial(step.take, actor, row.public_id), kind, row)
        assert verb not in access.offers(actor, row)
    old = partial(step.take, house.editor, row.public_id, seen=row.version + 1)
    assert refuses(old, Conflict, row).code == "page.outdated"
    refuses(partial(step.take, house.editor, new_id()), NotFound, row)
    actor = house.editor.requested(new_id())
    recorded.clear()
    assert step.take(actor, row.public_id).pk == step.take(actor, row.public_id).pk
    assert recorded.names == list(step.events)


def test_a_published_shift_is_changed_with_a_reason_and_the_former_row_stays(house: House, recorded: Recorded) -> None:
    roster = duty.published(house)
    first = duty.shift(roster)
    take = partial(changing.change, post=post_of(house.supervisor), reason="临时外出")
    for actor, kind in ((house.leader, Denied), (house.officer, Denied), (house.neighbour.editor, NotFound)):
        refuses(partial(take, actor, first.public_id), kind, first)
    since = MORNING.replace(hour=12)
    recorded.clear()
    actor = house.editor.requested(new_id())
    take(actor, first.public_id, since=since)
    take(actor, first.public_id, since=since)
    assert recorded.names == ["duty.shift.changed"]
    rows = roster.shifts.filter(duty=OFFICER, starts_at__lt=EVENING).order_by("pk")
    assert [(one.person_id, one.starts_at, one.ends_at, one.counts) for one in rows] == [
        (house.editor.person, MORNING, EVENING, False),
        (house.editor.person, MORNING, since, True),
        (house.supervisor.person, since, EVENING, True),
    ]
    assert refuses(partial(take, house.editor, first.public_id), Conflict, first).code == "duty.shift.replaced"
    with clock.at(EVENING):
        last = rows[2]
        assert refuses(partial(take, house.editor, last.public_id), Conflict, last).code == "duty.shift.over"
    draft = duty.shift(duty.full(house, first=duty.FIRST.replace(month=12)))
    assert refuses(partial(take, house.editor, draft.public_id), Conflict, draft).code == "duty.roster.is_draft"


@pytest.mark.parametrize(
    ("verb", "call", "who", "other", "target"),
    [
        ("agree", changing.agree, "supervisor", "editor", SwapState.AGREED),
        ("refuse", changing.refuse, "supervisor", "editor", SwapState.REFUSED),
        ("withdraw", changing.withdraw_swap, "editor", "supervisor", SwapState.WITHDRAWN),
    ],
)
def test_a_shift_changes_hands_only_with_consent(
    house: House, recorded: Recorded, verb: str, call: Callable[..., Swap], who: str, other: str, target: str
) -> None:
    swap = duty.asked(house)
    stranger = getattr(house, other)
    for actor, kind in ((stranger, Denied), (house.leader, NotFound), (house.neighbour.editor, NotFound)):
        refuses(partial(call, actor, swap.public_id), kind, swap, swap.shift)
        assert verb not in access.swap_offers(actor, swap)
    assert verb in access.swap_offers(getattr(house, who), swap)
    recorded.clear()
    call(getattr(house, who), swap.public_id)
    assert recorded.names == [f"duty.swap.{target}"]
    swap.refresh_from_db()
    assert swap.state == target
    stands = duty.shift(swap.shift.roster).person_id
    assert stands == (house.supervisor.person if verb == "agree" else house.editor.person)
    again = partial(call, getattr(house, who), swap.public_id)
    assert refuses(again, Conflict, swap).code == "duty.swap.decided"


def test_two_shifts_change_hands_at_once_or_neither(house: House) -> None:
    roster = duty.published(house)
    day, night = duty.shift(roster), duty.shift(roster, number=1)
    ask = partial(changing.ask_swap, house.editor, day.public_id, to=post_of(house.reviewer), reason="对调")
    swap = ask(other=night.public_id)
    assert refuses(ask, Conflict, swap).code == "duty.swap.asked_already"
    changing.agree(house.reviewer, swap.public_id)
    people = list(roster.shifts.filter(duty=OFFICER, counts=True).values_list("person_id", flat=True)[:2])
    assert people == [house.reviewer.person, house.editor.person]
    second = duty.shift(roster, number=2)
    swap = changing.ask_swap(house.editor, second.public_id, to=post_of(house.supervisor), reason="对调")
    changing.change(house.editor, second.public_id, post=post_of(house.signer), reason="另有安排")
    late = partial(changing.agree, house.supervisor, swap.public_id)
    assert refuses(late, Conflict, swap).code == "duty.shift.replaced"
    stranger = partial(changing.ask_swap, house.leader, day.public_id, to=post_of(house.reviewer), reason="对调")
    refuses(stranger, Denied, swap)


@pytest.mark.rule("RULE-020")
def test_a_check_call_is_answered_or_missed_once(house: House, recorded: Recorded) -> None:
    call = duty.called(house)
    shift = call.shift
    for actor, kind in ((house.leader, NotFound), (house.officer, NotFound), (house.neighbour.reviewer, NotFound)):
        refuses(partial(check_calls.answer, actor, call.public_id), kind, call)
    refuses(partial(check_calls.miss, house.editor, call.public_id), Denied, call)
    again = partial(check_calls.ask, house.reviewer, shift.public_id)
    assert refuses(again, Conflict, call).code == "duty.check_call.asked_already"
    recorded.clear()
    with clock.at(MORNING.replace(minute=33)):
        check_calls.answer(house.editor, call.public_id)
    assert recorded.names == ["duty.check_call.answered", "clocks.deadline.met"]
    over = partial(check_calls.miss, house.reviewer, call.public_id)
    assert refuses(over, Conflict, call).code == "duty.check_call.over"
    recorded.clear()
    check_calls.miss(house.reviewer, again().public_id)
    assert recorded.names == [
        "duty.check_call.asked", "clocks.deadline.opened", "clocks.deadline.cancelled", "duty.check_call.missed",
    ]  # fmt: skip
    night = duty.shift(shift.roster, number=1)
    off = partial(check_calls.ask, house.editor, night.public_id)
    assert refuses(off, Conflict, night).code == "duty.check_call.off_duty"
    own = partial(check_calls.ask, house.editor, shift.public_id)
    assert refuses(own, Conflict, night).code == "duty.check_call.oneself"
    assert CheckCall.objects.count() == 2


def test_a_hand_over_is_signed_by_who_goes_and_by_who_comes(house: House, recorded: Recorded) -> None:
    handover = duty.written(house)
    write = partial(handing_over.write, shift=handover.shift.public_id, running="无", watch="")
    assert refuses(partial(write, house.editor), Conflict, handover).code == "duty.handover.written_already"
    assert refuses(partial(write, house.reviewer), Denied, handover).code == "duty.handover.not_on_duty"
    take = partial(handing_over.take_over, public_id=handover.public_id)
    for actor, kind in (
        (house.editor, Denied),
        (house.leader, Denied),
        (house.officer, NotFound),
        (house.neighbour.reviewer, NotFound),
    ):
        refuses(partial(take, actor), kind, handover)
    refuses(partial(take, house.reviewer, seen=99), Conflict, handover)
    recorded.clear()
    with clock.at(EVENING):
        take(house.reviewer, remark="已接")
    assert recorded.names == ["duty.handover.taken"]
    assert refuses(partial(take, house.reviewer), Conflict, handover).code == "duty.handover.taken_already"
    night = duty.shift(handover.shift.roster, number=1)
    early = partial(handing_over.write, house.reviewer, night.public_id, running="无", watch="")
    assert refuses(early, Conflict, handover).code == "duty.handover.too_early"
    assert Handover.objects.count() == 1


@pytest.mark.rule("RULE-022")
@pytest.mark.parametrize(
    ("role", "drafts", "published", "units"),
    [
        ("editor", 1, 1, 1),
        ("leader", 1, 1, 1),
        ("officer", 0, 1, 1),
        ("handler", 0, 1, 0),
        ("member", 0, 0, 0),
    ],
)
def test_who_sees_a_roster(house: House, role: str, drafts: int, published: int, units: int) -> None:
    rows = (
        duty.draft(house, first=duty.FIRST.replace(month=12)),
        duty.published(house),
        duty.draft(house, by=house.officer),
    )
    seen = [access.visible(getattr(house, role)).filter(pk=row.pk).count() for row in rows]
    assert seen == [drafts, published, units]
    assert access.visible(getattr(house.neighbour, role)).count() == 0
    assert rows[2].organization_id == house.township.pk
    assert not access.offers(house.editor, rows[2])
    assert "publish" in access.offers(house.officer, rows[2])
    assert LEADER in rows[1].duties
