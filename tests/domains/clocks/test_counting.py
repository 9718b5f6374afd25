# SPDX-License-Identifier: Apache-2.0
"""Where deadlines fall, and that they say why: rules, pauses, more time, calendars that change."""

import datetime
import random
from dataclasses import replace

import pytest
from django.utils import translation

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import clocks as made
from tests.factories.clocks import MONDAY, term
from tests.factories.network import House
from yizhan.domains.clocks import rules
from yizhan.domains.clocks.models import Deadline, Year
from yizhan.domains.clocks.operations import calendars, extending, pausing, running
from yizhan.domains.clocks.queries import deadlines, reckoning
from yizhan.domains.clocks.queries.calendars import of_station
from yizhan.domains.clocks.states import RequestState, State, YearState
from yizhan.engines.calendars.counting import Counting, DayEnd
from yizhan.engines.calendars.deadlines import due
from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.engines.calendars.terms import Extension, Pause, Term
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound

NEXT_YEAR = """date,kind,name
2027-01-01,holiday,元旦
2027-02-05,holiday,春节
2027-02-06,holiday,春节
2027-02-07,holiday,春节
2027-02-08,holiday,春节
2027-02-09,holiday,春节
2027-02-10,holiday,春节
2027-02-11,holiday,春节
2027-04-05,holiday,清明节
2027-05-01,holiday,劳动节
2027-05-02,holiday,劳动节
2027-06-09,holiday,端午节
"""


def local(deadline: Deadline) -> str:
    return deadline.due_at.astimezone(clock.OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")


def test_five_working_days_end_when_the_office_closes(house: House) -> None:
    with clock.at(MONDAY):
        deadline = made.running_one(house)
    assert local(deadline) == "2026-11-30 17:30"
    said = reckoning.sentences(deadline.why, "zh")
    assert any("周末" in sentence for sentence in said), said
    assert reckoning.sentences(deadline.why, "en") != said


@pytest.mark.rule("RULE-005")
def test_of_several_rules_the_shortest_counts_and_the_page_says_which(house: House) -> None:
    with clock.at(MONDAY):
        deadline = made.running_one(
            house, terms=[term("5 working days", "一般答复"), term("24 hours", "重大事项"), term("1 month", "书面答复")]
        )
    assert local(deadline) == "2026-11-24 09:30"
    assert deadline.rule == "重大事项，《办理办法》第五条"
    first = reckoning.sentences(deadline.why, "zh")[0]
    assert all(label in first for label in ("一般答复", "重大事项", "书面答复")), first
    assert [one["label"] for one in deadline.terms] == ["一般答复", "重大事项", "书面答复"]


def test_a_rule_may_count_from_a_moment_of_its_own(house: House) -> None:
    since = MONDAY - datetime.timedelta(hours=2)
    early = reckoning.RuleTerm(duration=Duration(3, Unit.HOURS), label="自事发", starts_at=since)
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=[early, term("2 hours", "自知悉")])
    assert (local(deadline), deadline.rule) == ("2026-11-23 10:30", "自事发")


def test_a_pause_does_not_count(house: House) -> None:
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=[term("4 hours")])
    with clock.at(MONDAY + datetime.timedelta(hours=1)):
        pausing.pause(house.supervisor, deadline.public_id, reason="等待来稿人")
    assert deadline.alarms.count() == 0
    with clock.at(MONDAY + datetime.timedelta(hours=3)):
        resumed = pausing.resume(house.supervisor, deadline.public_id)
    assert local(resumed) == "2026-11-23 15:30"
    assert sorted(resumed.alarms.values_list("name", flat=True)) == ["chief", "passed", "supervision", "warning"]


def test_what_stands_still_is_met_in_time(house: House) -> None:
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=[term("1 hour")])
        pausing.pause(house.supervisor, deadline.public_id, reason="等待来稿人")
    with clock.at(MONDAY + datetime.timedelta(days=9)):
        met = running.meet(house.handler, deadline.subject, made.KIND)
    assert met is not None
    assert met.state == State.MET


@pytest.mark.parametrize(("seconds", "state"), [(0, State.MET), (1, State.MET_LATE)])
def test_the_last_second_is_still_in_time(house: House, seconds: int, state: str) -> None:
    deadline = made.running_one(house, terms=[term("30 minutes")])
    moment = deadline.due_at + datetime.timedelta(seconds=seconds)
    refused = refuses(lambda: running.meet(house.handler, deadline.subject, made.KIND, at=moment), Invalid, deadline)
    assert refused.code == "clocks.moment.ahead"
    with clock.at(moment):
        assert deadlines.overdue(Deadline.objects.all(), clock.now()).exists() == (state == State.MET_LATE)
        met = running.meet(house.handler, deadline.subject, made.KIND, at=moment)
    assert met is not None
    assert met.state == state


def test_a_day_ends_before_the_midnight_that_is_kept_and_a_list_knows_it(house: House) -> None:
    whole_days = replace(term("3 days"), counting=Counting(day_end=DayEnd.MIDNIGHT))
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=[whole_days])
    assert local(deadline) == "2026-11-27 00:00", deadline.why
    before = deadline.due_at - datetime.timedelta(microseconds=1)
    assert [deadlines.overdue(Deadline.objects.all(), now).count() for now in (before, deadline.due_at)] == [0, 1]


def test_reasons_are_told_in_the_language_asked_for_whatever_the_page_speaks(house: House) -> None:
    deadline = made.running_one(house, terms=(), fixed=MONDAY)
    for active in ("en", "zh-hans"):
        with translation.override(active):
            told = [reckoning.sentences(deadline.why, language)[0] for language in ("zh", "en")]
        assert [sentence.isascii() for sentence in told] == [False, True], told


@pytest.mark.parametrize("written", ["上午九点", "9-12", "12:00-09:00", "13:30-17:30\n09:00-12:00", "09:00-25:00"])
def test_office_hours_are_checked_when_they_are_laid_down(written: str) -> None:
    with pytest.raises(Invalid, match=r"clocks\.hours\.unreadable"):
        rules.OFFICE_HOURS.kind.read(written)
    assert rules.OFFICE_HOURS.kind.read("9:00至12:00\n13:30-17:30") == ("09:00-12:00", "13:30-17:30")
    assert rules.OFFICE_HOURS.kind.read("") == ()


def test_a_second_post_is_no_second_person(house: House) -> None:
    deadline = made.running_one(house)
    request = extending.ask(house.handler, deadline.public_id, duration="3 days", reason="人手不足")
    same_person = replace(house.supervisor, person=house.handler.person)
    refuses(lambda: extending.grant(same_person, request.public_id), Denied, deadline, request)


def test_more_time_is_asked_for_decided_by_somebody_else_and_counted_on(house: House, recorded: Recorded) -> None:
    with clock.at(MONDAY):
        deadline = made.running_one(house)
        request = extending.ask(house.handler, deadline.public_id, duration="3个工作日", reason="需要现场勘查")
    assert request.duration == "3 working days"
    again = {"duration": "1 day", "reason": "再要一天"}
    refuses(lambda: extending.ask(house.handler, deadline.public_id, **again), Conflict, deadline, request)
    refuses(lambda: extending.grant(house.handler, request.public_id), Denied, deadline, request)
    refuses(lambda: extending.grant(house.neighbour.supervisor, request.public_id), NotFound, deadline, request)
    recorded.clear()
    granted = extending.grant(house.supervisor, request.public_id, note="同意")
    deadline.refresh_from_db()
    assert (granted.state, local(deadline)) == (RequestState.GRANTED, "2026-12-03 17:30")
    assert recorded.names == ["clocks.request.granted", "clocks.extension.granted"]
    refuses(lambda: extending.grant(house.supervisor, request.public_id), Conflict, deadline, request)


def test_a_refused_request_moves_nothing(house: House) -> None:
    deadline = made.running_one(house)
    request = extending.ask(house.handler, deadline.public_id, duration="3 days", reason="人手不足")
    refuses(lambda: extending.refuse(house.supervisor, request.public_id, reason=" "), Invalid, deadline, request)
    extending.refuse(house.supervisor, request.public_id, reason="事关群众安全，不能延期")
    assert Deadline.objects.get(pk=deadline.pk).due_at == deadline.due_at


@pytest.mark.parametrize("duration", ["", "soon", "-3 days", "0 days", "三天打鱼", "1.5 working days", "9" * 400])
def test_what_is_no_length_of_time_is_refused(house: House, duration: str) -> None:
    deadline = made.running_one(house)
    refused = refuses(
        lambda: extending.ask(house.handler, deadline.public_id, duration=duration, reason="需要"), Invalid, deadline
    )
    assert (refused.code, refused.field) == ("clocks.duration.unreadable", "duration")


def test_a_day_that_a_person_set_moves_with_pauses_and_further_days(house: House) -> None:
    day = MONDAY + datetime.timedelta(days=4)
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=(), fixed=day)
    assert deadline.due_at == day
    with clock.at(MONDAY + datetime.timedelta(hours=1)):
        pausing.pause(house.supervisor, deadline.public_id, reason="等待鉴定")
    with clock.at(MONDAY + datetime.timedelta(hours=25)):
        pausing.resume(house.supervisor, deadline.public_id)
        later = day + datetime.timedelta(days=7)
        given = extending.give_until(house.supervisor, deadline.subject, made.KIND, until=later, reason="协调会推迟")
    assert given is not None
    assert given.due_at == later + datetime.timedelta(hours=24)
    assert len(reckoning.sentences(given.why, "zh")) == 3


def test_a_deadline_needs_a_rule_or_a_moment(house: House) -> None:
    with pytest.raises(Invalid, match=r"clocks\.deadline\.without_rule"):
        made.running_one(house, terms=())
    assert not Deadline.objects.exists()


def test_a_confirmed_year_moves_running_deadlines_with_an_entry_each(house: House, recorded: Recorded) -> None:
    with clock.at(datetime.datetime(2027, 2, 3, 10, tzinfo=clock.OFFICE_ZONE)):
        moved = made.running_one(house)
        done = made.met_one(house)
        assert local(moved) == "2027-02-10 17:30"
        year = calendars.enter_year(
            house.system_administrator, year=2027, notice="国办发明电〔2026〕9号", text=NEXT_YEAR
        )
        refuses(lambda: calendars.confirm_year(house.system_administrator, year.public_id), Denied, year)
        refuses(lambda: calendars.confirm_year(house.editor, year.public_id), Denied, year)
        refuses(lambda: calendars.confirm_year(house.neighbour.signer, year.public_id), NotFound, year)
        recorded.clear()
        calendars.confirm_year(house.signer, year.public_id)
        moved.refresh_from_db()
        assert local(moved) == "2027-02-17 17:30"
        assert recorded.names == ["clocks.year.confirmed", "clocks.deadline.recounted"]
        assert Deadline.objects.get(pk=done.pk).due_at == done.due_at
        second = calendars.enter_year(house.system_administrator, year=2027, notice="更正", text=NEXT_YEAR)
        refuses(lambda: calendars.confirm_year(house.signer, second.public_id), Conflict, second)
        calendars.withdraw_year(house.signer, year.public_id, reason="年份录错")
        moved.refresh_from_db()
        assert (local(moved), Year.objects.get(pk=year.pk).state) == ("2027-02-10 17:30", YearState.WITHDRAWN)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("date,kind,name\n2027-13-01,holiday,元旦\n", "clocks.year.unreadable"),
        ("随便写的", "clocks.year.unreadable"),
        ("date,kind,name\n2027-01-01,holiday,元旦\n", "clocks.year.thin"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(house: House, text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        calendars.enter_year(house.system_administrator, year=2027, notice="国办通知", text=text)
    assert (refused.value.code, Year.objects.count()) == (code, 0)


@pytest.mark.rule("REL-23")
@pytest.mark.parametrize(
    ("day_end", "last", "late_by", "state"),
    [
        (DayEnd.CLOSING, "17:30:00", 0.9, State.MET),
        (DayEnd.CLOSING, "17:30:00", 1, State.MET_LATE),
        (DayEnd.MIDNIGHT, "23:59:59", 0.9, State.MET),
        (DayEnd.MIDNIGHT, "23:59:59", 1, State.MET_LATE),
    ],
)
def test_whole_seconds_count_and_midnight_belongs_to_the_next_day(
    house: House, day_end: DayEnd, last: str, late_by: float, state: str
) -> None:
    rule = replace(term("5 working days"), counting=Counting(day_end=day_end))
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=[rule])
    moment = datetime.datetime.fromisoformat(f"2026-11-30T{last}").replace(tzinfo=clock.OFFICE_ZONE)
    with clock.at(moment + datetime.timedelta(seconds=late_by)):
        running.meet(house.handler, deadline.subject, made.KIND)
    deadline.refresh_from_db()
    assert deadline.state == state


def test_what_is_overdue_cannot_be_paused_into_being_in_time(house: House) -> None:
    with clock.at(MONDAY):
        deadline = made.running_one(house)
    with clock.at(MONDAY + datetime.timedelta(days=20)):
        refuses(lambda: pausing.pause(house.supervisor, deadline.public_id, reason="等待来稿人"), Conflict, deadline)


@pytest.mark.rule("REL-23")
def test_a_pause_ends_where_it_began_when_the_clock_went_back(house: House) -> None:
    with clock.at(MONDAY):
        deadline = made.running_one(house)
    with clock.at(MONDAY + datetime.timedelta(days=1)):
        pausing.pause(house.supervisor, deadline.public_id, reason="等待来稿人")
    with clock.at(MONDAY - datetime.timedelta(days=1)):
        resumed = pausing.resume(house.supervisor, deadline.public_id)
    assert (resumed.state, resumed.due_at) == (State.RUNNING, deadline.due_at)


@pytest.mark.rule("REL-23")
@pytest.mark.parametrize("seed", range(5))
def test_any_sequence_of_pauses_and_extensions_is_what_the_engine_counts_at_once(house: House, seed: int) -> None:
    print("seed", seed)
    chance = random.Random(seed)
    length, now = chance.choice(["20 working days", "30 days", "240 hours", "1 month"]), MONDAY
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=[term(length)])
    pauses: list[Pause] = []
    granted: list[Extension] = []
    for _ in range(5):
        now += datetime.timedelta(minutes=chance.randint(1, 1500))
        if chance.random() < 0.6:
            until = now + datetime.timedelta(minutes=chance.randint(0, 6000))
            with clock.at(now):
                pausing.pause(house.supervisor, deadline.public_id, reason="等待来稿人")
            with clock.at(until):
                pausing.resume(house.supervisor, deadline.public_id)
            pauses.append(Pause(now, until))
            now = until
        else:
            more = chance.choice(["2 working days", "3 days", "36 hours"])
            with clock.at(now):
                asked = extending.ask(house.handler, deadline.public_id, duration=more, reason="待核实")
                extending.grant(house.supervisor, asked.public_id)
            granted.append(Extension(Duration.parse(more)))
    deadline.refresh_from_db()
    calendar = of_station(house.station.pk)
    whole = due(Term(Duration.parse(length)), MONDAY, calendar, pauses=pauses, extensions=granted)
    assert deadline.due_at == whole.end
