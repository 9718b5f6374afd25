# SPDX-License-Identifier: Apache-2.0
"""Surveys that are asked for, computed beside the writer, kept, and follow what people decided before."""

import datetime
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items, topics
from tests.factories.network import House
from yizhan.domains.items import access as items_access
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.topics import access
from yizhan.domains.topics.models import HotMember, Survey
from yizhan.domains.topics.operations import judging, surveying
from yizhan.domains.topics.queries import hot, surveys
from yizhan.domains.topics.states import HotState, SurveyState
from yizhan.jobs.surveying import compute_next
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.models import Entry


def in_minutes(number: int) -> Any:
    return clock.at(clock.now() + datetime.timedelta(minutes=number))


def found(survey: Survey) -> hot.Survey:
    """What the engine finds for a survey."""
    visible = items_access.visible(system(survey.station_id))
    return hot.survey(visible, Period(survey.first, survey.last), most=survey.most, voices=2, days=60)


def test_a_survey_is_asked_for_computed_and_told(house: House, recorded: Recorded) -> None:
    with clock.at(clock.now() - datetime.timedelta(days=70)):
        lonely = items.submitted(house, title="青石桥护栏缺失", situation="青石桥护栏缺一段。", analysis="")
    topics.spoken_of(house)
    recorded.clear()
    survey = topics.asked_survey(house)
    assert survey.state == SurveyState.ASKED
    assert compute_next()
    assert not compute_next()
    survey.refresh_from_db()
    assert recorded.names == [f"topics.survey.{word}" for word in ("asked", "begun", "ready")]
    assert (survey.state, survey.messages, survey.claim) == (SurveyState.READY, 6, None)
    first, second = surveys.topics_of(survey)
    assert {(vars(one)["messages"], one.title[:3]) for one in (first, second)} == {(3, "望湖路"), (2, "松岭镇")}
    assert first.title == first.drafted
    quoted = HotMember.objects.exclude(sentence="").select_related("item")
    assert quoted
    for member in quoted:
        assert member.sentence.rstrip("。") in f"{member.item.title}\n{member.item.texts.get().situation}"
    assert [(one.item, one.voices, one.days) for one in surveys.neglected_of(survey)] == [(lonely, 1, 70)]
    outbox.carry_out()
    assert Entry.objects.get(event="topics.survey.ready").notices.get().person_id == house.editor.person


def test_the_same_period_asked_for_twice_is_one_survey(house: House) -> None:
    assert topics.asked_survey(house) == topics.asked_survey(house)
    assert topics.asked_survey(house, days=30).pk != topics.asked_survey(house).pk
    before = surveying.begin(system())
    assert before == topics.asked_survey(house), "while it is computed it is still the same"
    topics.surveyed_again(house, days=30)
    assert topics.asked_survey(house, days=30).state == SurveyState.ASKED, "what is ready may be asked for again"


def test_what_cannot_be_asked_for(house: House) -> None:
    day = topics.in_days
    for actor, first, last, kind in (
        (house.editor, day(0), day(-1), Invalid),
        (house.editor, day(1), day(2), Invalid),
        (house.member, day(-1), day(0), Denied),
        (house.leader, day(-1), day(0), Denied),
    ):
        refuses(lambda: surveying.ask(actor, first=first, last=last), kind)  # noqa: B023 -- called at once
    refuses(lambda: surveying.begin(house.editor), Denied)
    assert not Survey.objects.exists()


def test_an_abandoned_survey_is_taken_up_again_and_the_slow_process_has_lost_it(house: House) -> None:
    topics.spoken_of(house)
    topics.asked_survey(house)
    slow = surveying.begin(system())
    assert slow is not None
    assert not compute_next(), "nobody takes what somebody holds"
    what = found(slow)
    with in_minutes(20):
        assert compute_next()
    for late in (
        lambda: surveying.finish(system(), slow.pk, held=slow.claim, found=what),
        lambda: surveying.fail(system(), slow.pk, held=slow.claim, problem="x"),
    ):
        refuses(late, Conflict, slow)
    slow.refresh_from_db()
    assert (slow.state, slow.attempts, slow.topics.count()) == (SurveyState.READY, 2, 2)


def test_a_survey_that_never_ends_is_given_up_with_its_reason(house: House) -> None:
    survey = topics.asked_survey(house)
    for round_number in range(4):
        with in_minutes(20 * round_number):
            surveying.begin(system())
    survey.refresh_from_db()
    assert (survey.state, survey.problem, survey.attempts) == (SurveyState.FAILED, "abandoned", 3)
    with in_minutes(70):
        outbox.carry_out()
    assert Entry.objects.get(event="topics.survey.failed").notices.exists()


def test_who_sees_all_items_sees_surveys(house: House) -> None:
    survey = topics.surveyed(house)
    seeing = ("editor", "reviewer", "signer", "supervisor")
    for role in (*seeing, "member", "officer", "leader", "handler", "audit_administrator"):
        actor = getattr(house, role)
        assert access.visible_surveys(actor).filter(pk=survey.pk).exists() == (role in seeing)
        assert access.visible_hot(actor).exists() == (role in seeing)
    assert not access.visible_hot(house.neighbour.editor).exists()


def test_parts_count_with_the_whole_until_they_are_restored(house: House) -> None:
    survey = topics.surveyed(house)
    first, second = survey.topics.all()
    judging.merge(house.editor, second.public_id, into=first.public_id)
    [whole] = surveys.topics_of(survey)
    assert (vars(whole)["messages"], sum(number for _month, number in whole.by_month)) == (5, 5)
    assert surveys.members_of(whole).count() == 5
    for wrong, kind in ((second, Conflict), (first, Invalid)):
        refuses(lambda: judging.merge(house.editor, first.public_id, into=wrong.public_id), kind, first)  # noqa: B023 -- as above
    judging.restore(house.editor, second.public_id, reason="是另一件事")
    assert [vars(one)["messages"] for one in surveys.topics_of(survey)] == [
        len(first.members.all()),
        len(second.members.all()),
    ]
    whole.refresh_from_db()
    assert sum(number for _month, number in whole.by_month) == first.members.count()


def test_decisions_hold_for_the_same_matters_in_the_next_survey(house: House) -> None:
    survey = topics.surveyed(house)
    first, second = survey.topics.all()
    judging.rename(house.editor, first.public_id, title="望湖路夜市油烟")
    judging.merge(house.editor, second.public_id, into=first.public_id)
    items.submitted(house, title="望湖路夜市油烟呛人", situation="望湖路夜市油烟直排，夜里呛人。", analysis="")
    following = topics.surveyed_again(house, days=30)
    [whole] = surveys.topics_of(following)
    assert (whole.title, vars(whole)["messages"]) == ("望湖路夜市油烟", 6)
    [part] = surveys.set_aside(following)
    assert (part.state, part.into) == (HotState.MERGED, whole)
    judging.restore(house.editor, part.public_id, reason="是另一件事")
    judging.drop(house.editor, part.public_id, reason="已办结")
    latest = topics.surveyed_again(house, days=60)
    assert {one.title: one.state for one in latest.topics.all()} == {
        "望湖路夜市油烟": HotState.SHOWN,
        part.title: HotState.DROPPED,
    }


@pytest.mark.parametrize("role", ["reviewer", "editor"])
def test_who_judges(house: House, role: str) -> None:
    topic = topics.shown_topic(house)
    assert access.hot_offers(getattr(house, role), topic) == ["rename", "merge", "drop"]
    assert access.hot_offers(house.signer, topic) == []
