# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a roster is shown before it binds, stays visible after, and never passes in silence."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domains.matrix import refuses
from tests.factories import duty
from tests.factories.duty import EVENING, FIRST, LEADER, MORNING, OFFICER, post_of
from tests.factories.network import House
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.duty import access, rules
from yizhan.domains.duty.models import Absence, CheckCall, Number, Roster
from yizhan.domains.duty.operations import changing, check_calls, handing_over, planning, reaching
from yizhan.domains.duty.queries import faults, figures, rosters
from yizhan.domains.duty.states import Days, FaultKind
from yizhan.domains.network.models import Person
from yizhan.domains.network.operations import posts
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Everything happens at half past eight on the Monday, when the first shift begins."""
    with clock.at(MORNING):
        yield


def person_of(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.acting_person)


def told(roster: Roster) -> list[tuple[str, str, str]]:
    """The faults of a roster, without those of missing numbers."""
    return [(one.kind, one.duty, one.who) for one in faults.of_roster(roster) if one.kind != FaultKind.UNREACHABLE]


@pytest.mark.rule("RULE-020")
def test_a_gap_is_shown_and_never_published_in_silence(house: House) -> None:
    roster = duty.draft(house)
    publish = partial(planning.publish, house.editor, roster.public_id)
    assert refuses(publish, Invalid, roster).code == "duty.roster.empty"
    planning.fill(house.editor, roster.public_id, duty=OFFICER, people=[post_of(house.editor), post_of(house.reviewer)])
    assert told(roster) == [(FaultKind.GAP, LEADER, "")]
    refusal = refuses(publish, Invalid, roster)
    assert (refusal.code, refusal.field, refusal.parameters) == ("duty.roster.gaps", "reason", {"count": 1})
    assert publish(reason="领导出差，由值班员代行").reason == "领导出差，由值班员代行"
    [gap] = [one for one in faults.coming(house.station.pk) if one.kind == FaultKind.GAP and one.duty == LEADER]
    assert (gap.starts_at, gap.ends_at) == (MORNING, MORNING + 7 * DAY)
    with clock.at(MORNING + DAY):
        assert [one.kind for one in faults.past(house.station.pk)].count(FaultKind.GAP) == 1


@pytest.mark.rule("RULE-020")
def test_who_is_away_or_has_left_covers_nothing(house: House) -> None:
    roster = duty.full(house)
    assert told(roster) == []
    absence = reaching.enter_absence(
        house.signer, person_of(house.signer).public_id, first=FIRST + DAY, last=FIRST + DAY, reason="开会"
    )
    assert told(roster) == [(FaultKind.AWAY, LEADER, person_of(house.signer).name)] * 2
    publish = partial(planning.publish, house.editor, roster.public_id)
    assert refuses(publish, Invalid, roster).code == "duty.roster.gaps"
    publish(reason="副职代")
    assert [one.duty for one in rosters.on_duty(house.station.pk, MORNING)] == [OFFICER, LEADER]
    assert [one.duty for one in rosters.on_duty(house.station.pk, MORNING + DAY)] == [OFFICER]
    reaching.end_absence(house.signer, absence.public_id)
    reaching.end_absence(house.signer, absence.public_id)
    posts.end_post(system(), house.reviewer.acting_post, on=FIRST, reason="调离")
    kinds = [one.kind for one in faults.coming(house.station.pk) if one.duty == OFFICER]
    assert kinds[:1] == [FaultKind.GAP]
    assert FaultKind.ENDED in kinds
    assert [one.duty for one in rosters.on_duty(house.station.pk, EVENING + DAY)] == [LEADER]


def test_what_else_is_wrong_is_said_and_hinders_nothing(house: House) -> None:
    roster = duty.draft(house)
    for name in (OFFICER, LEADER):
        planning.fill(house.editor, roster.public_id, duty=name, people=[post_of(house.editor)])
    kinds = [one.kind for one in faults.of_roster(roster)]
    assert kinds == [FaultKind.TWICE] * 4 + [FaultKind.TOO_LONG, FaultKind.UNREACHABLE]
    reaching.enter_number(house.editor, person_of(house.editor).public_id, kind="mobile", number="0571-0000 0001")
    planning.publish(house.editor, roster.public_id)
    assert FaultKind.UNREACHABLE not in [one.kind for one in faults.of_roster(roster)]
    other = duty.draft(house, by=house.officer)
    assert [one.kind for one in faults.of_roster(other)] == [FaultKind.GAP] * 2


def test_people_take_turns_on_the_days_that_are_meant(house: House) -> None:
    holiday = datetime.date(2026, 9, 30)
    roster = duty.draft(house, days=5, first=holiday)
    desk, others = [post_of(house.editor), post_of(house.reviewer)], [post_of(house.supervisor)]
    fill = partial(planning.fill, house.editor, roster.public_id, duty=OFFICER)
    fill(people=desk, days=Days.WORKING, turn=2)
    fill(people=others, days=Days.OFF)
    names = [one.person_id for one in rosters.shifts_of(roster)]
    assert names == [house.editor.person] * 2 + [house.supervisor.person] * 8
    assert refuses(partial(fill, people=desk), Invalid, roster).code == "duty.roster.full"
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"people": []}, "duty.people.none"),
        ({"people": desk, "turn": 0}, "duty.turn.too_short"),
        ({"people": desk, "days": "feast"}, "duty.days.unknown"),
        ({"people": desk, "duty": "门卫"}, "duty.duty.unknown"),
    ]
    for given, code in wrong:
        assert refuses(partial(fill, **given), Invalid, roster).code == code
    strangers = [post_of(house.officer), post_of(house.neighbour.editor), new_id()]
    for one in strangers:
        call = partial(planning.fill, house.editor, roster.public_id, duty=LEADER, people=[one])
        assert refuses(call, NotFound, roster).code == "duty.person.unknown"


@pytest.mark.rule("RULE-020")
def test_periods_that_cannot_be_are_refused_and_two_that_bind_do_not_meet(house: House) -> None:
    def begin(first: datetime.date, last: datetime.date) -> Callable[[], Roster]:
        return partial(planning.open_roster, house.editor, new_id(), first=first, last=last)

    assert refuses(begin(FIRST, FIRST - DAY), Invalid).code == "duty.period.backward"
    assert refuses(begin(FIRST, FIRST + 62 * DAY), Invalid).code == "duty.period.too_long"
    refuses(partial(planning.open_roster, house.leader, new_id(), first=FIRST, last=FIRST), Denied)
    first = duty.published(house)
    again = partial(planning.open_roster, house.editor, first.public_id, first=FIRST, last=FIRST)
    assert refuses(again, Conflict, first).code == "duty.roster.id_taken"
    second = duty.full(house, first=FIRST + DAY)
    publish = partial(planning.publish, house.editor, second.public_id, reason="重排")
    assert refuses(publish, Conflict, second).code == "duty.roster.overlaps"
    third = duty.published(house, first=FIRST + 2 * DAY)
    slots = [rosters.slots_of(one) for one in (first, third)]
    assert slots[0][-1].ends_at == slots[1][0].starts_at
    for roster in (first, third):
        whole = rosters.changes_of(roster)
        assert whole == sorted(whole)
        assert [one.starts_at for one in rosters.slots_of(roster)[:: len(roster.duties)]] == whole[:-1]


def test_a_moment_outside_the_shift_and_the_same_person_are_refused(house: House) -> None:
    first = duty.shift(duty.published(house))
    change = partial(changing.change, house.editor, first.public_id, reason="调班")
    stranger = post_of(house.supervisor)
    wrong: list[tuple[dict[str, Any], type[Any], str]] = [
        ({"post": stranger, "since": EVENING}, Invalid, "duty.shift.outside"),
        ({"post": stranger, "since": MORNING.replace(tzinfo=None)}, Invalid, "duty.shift.outside"),
        ({"post": post_of(house.editor)}, Invalid, "duty.shift.same_person"),
        ({"post": stranger, "reason": " "}, Invalid, "duty.text.empty"),
        ({"post": stranger, "reason": "机密★1年"}, Invalid, "duty.text.secret"),
        ({"post": stranger, "reason": "事" * 501}, Invalid, "duty.text.unfit"),
        ({"post": new_id()}, NotFound, "duty.person.unknown"),
    ]
    for given, kind, code in wrong:
        assert refuses(partial(change, **given), kind, first).code == code
    change(post=None)
    assert [one.duty for one in rosters.on_duty(house.station.pk, MORNING)] == [LEADER]


@pytest.mark.rule("RULE-020")
def test_who_does_not_answer_in_time_is_a_finding_by_itself(house: House) -> None:
    call = duty.called(house)
    with clock.at(MORNING + datetime.timedelta(minutes=10, seconds=1)):
        for _again in range(2):
            ringing.ring_due(system())
            outbox.carry_out()
        assert CheckCall.objects.get(pk=call.pk).state == "missed"
        assert check_calls.run_out(system(), call.public_id) is None
        assert check_calls.run_out(system(), new_id()) is None
        assert [one.kind for one in faults.past(house.station.pk)] == [FaultKind.MISSED]
    refuses(partial(check_calls.run_out, house.editor, call.public_id), Denied, call)


def test_numbers_are_tried_in_their_order_and_remember_when_somebody_answered(house: House) -> None:
    who = person_of(house.editor)
    enter = partial(reaching.enter_number, house.editor, who.public_id, kind="mobile")
    second, first = enter(number="0571-0000 0002", rank=2), enter(number="0571-0000 0001")
    assert [one.number for one in rosters.numbers_of([who.pk])[who.pk]] == ["0571-0000 0001", "0571-0000 0002"]
    wrong: list[tuple[dict[str, Any], type[Any], str]] = [
        ({"number": "早上打"}, Invalid, "duty.number.unreadable"),
        ({"number": "0571-0000 0003", "rank": 0}, Invalid, "duty.number.rank"),
        ({"number": "0571-0000 0003", "kind": "pigeon"}, Invalid, "duty.number.kind"),
        ({"number": "0571-0000 0001"}, Conflict, "duty.number.known"),
    ]
    for given, kind, code in wrong:
        assert refuses(partial(enter, **given), kind, first).code == code
    stranger = partial(reaching.enter_number, house.leader, who.public_id, kind="mobile", number="0571-0000 0009")
    refuses(stranger, NotFound, first)
    refuses(partial(reaching.end_number, house.leader, first.public_id), NotFound, first)
    shift = duty.shift(duty.published(house))
    odd = partial(check_calls.ask, house.reviewer, shift.public_id, number=new_id())
    assert refuses(odd, NotFound, first).code == "duty.number.unknown"
    call = check_calls.ask(house.reviewer, shift.public_id, number=first.public_id)
    check_calls.answer(house.reviewer, call.public_id, note="接通")
    assert Number.objects.get(pk=first.pk).tested_at == MORNING
    reaching.end_number(house.editor, second.public_id)
    assert [one.pk for one in rosters.numbers_of([who.pk])[who.pk]] == [first.pk]


def test_absences_are_kept_by_oneself_and_by_who_plans(house: House) -> None:
    who = person_of(house.leader)
    enter = partial(reaching.enter_absence, person=who.public_id, first=FIRST, last=FIRST)
    for actor in (house.supervisor, house.officer, house.neighbour.editor):
        refuses(partial(enter, actor), NotFound)
    refuses(partial(enter, house.member), Denied)
    backward = partial(enter, house.leader, last=FIRST - DAY)
    assert refuses(backward, Invalid).code == "duty.period.backward"
    absence = enter(house.editor)
    refuses(partial(reaching.end_absence, house.supervisor, absence.public_id), NotFound, absence)
    assert list(access.visible_absences(house.leader)) == [absence]
    assert Absence.objects.count() == 1


@pytest.mark.rule("RULE-020")
def test_a_missing_hand_over_stays_visible(house: House) -> None:
    roster = duty.published(house)
    with clock.at(EVENING):
        assert [one.kind for one in faults.past(house.station.pk)] == [FaultKind.NOT_HANDED_OVER]
        handover = handing_over.write(house.editor, duty.shift(roster).public_id, running="", watch="夜间有雨")
        assert [one.kind for one in faults.past(house.station.pk)] == [FaultKind.NOT_HANDED_OVER]
        handing_over.take_over(house.reviewer, handover.public_id)
        assert faults.past(house.station.pk) == []
    empty = partial(handing_over.write, house.reviewer, duty.shift(roster, number=1).public_id, running=" ", watch="")
    with clock.at(EVENING):
        assert refuses(empty, Invalid, roster).code == "duty.text.empty"


def test_coverage_is_counted_from_the_first_shift_on(house: House) -> None:
    assert figures.coverage(house.station.pk, None).duties == []
    roster = duty.published(house)
    changing.change(house.editor, duty.shift(roster).public_id, post=None, since=MORNING, reason="临时抽调")
    with clock.at(MORNING + DAY):
        found = figures.coverage(house.station.pk, None)
    assert [(one.duty, one.percent) for one in found.duties] == [(OFFICER, 62), (LEADER, 100)]
    assert [(one.shifts, one.hours, one.off) for one in found.people] == [(2, 24, 0), (1, 15, 0)]
    assert (found.calls.made, found.calls.answered, found.calls.seconds) == (0, 0, None)


@pytest.mark.rule("RULE-022")
def test_a_unit_keeps_a_roster_of_its_own(house: House) -> None:
    roster = duty.draft(house, by=house.officer)
    for name in roster.duties:
        planning.fill(house.officer, roster.public_id, duty=name, people=[post_of(house.officer)])
    planning.publish(house.officer, roster.public_id)
    assert rosters.keeps_roster(house.station.pk, house.township.pk)
    assert not rosters.keeps_roster(house.station.pk)
    assert {one.person_id for one in rosters.on_duty(house.station.pk, MORNING, house.township.pk)} == {
        house.officer.person
    }
    assert rosters.on_duty(house.station.pk, MORNING) == []
    assert faults.coming(house.station.pk) == []


def test_what_an_overview_asks_of_the_store_does_not_grow(house: House) -> None:
    counts = []
    for week in (0, 1):
        duty.published(house, days=7, first=FIRST + 7 * week * DAY)
        with clock.at(MORNING + (3 + 4 * week) * DAY), CaptureQueriesContext(connection) as asked:
            faults.coming(house.station.pk)
            figures.coverage(house.station.pk, None)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_times_of_change_are_read_strictly() -> None:
    kind = rules.CHANGES.kind
    assert kind.read(["8:30", "17：30"]) == ("08:30", "17:30")
    for wrong, code in (
        ([], "duty.changes.unreadable"),
        (["17:30", "08:30"], "duty.changes.unreadable"),
        (["08:30", "08:30"], "rulebook.value.twice"),
    ):
        with pytest.raises(Invalid) as refused:
            kind.read(wrong)
        assert refused.value.code == code
