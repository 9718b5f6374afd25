# SPDX-License-Identifier: Apache-2.0
"""Asking and answering: who is asked, until when, what is late, what became of it."""

import datetime
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items, reporting, topics
from tests.factories.network import House, actor, organization
from yizhan.domains.items.models import Item
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Role
from yizhan.domains.rulebook.operations.laying_down import set_rule
from yizhan.domains.topics import access
from yizhan.domains.topics.models import Answer, Topic
from yizhan.domains.topics.operations import answering, commissioning
from yizhan.domains.topics.operations.commissioning import Addressees
from yizhan.domains.topics.queries import wanted
from yizhan.domains.topics.states import Kind, RequestState
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id


@pytest.mark.rule("RULE-086")
def test_points_go_to_all_reporting_units_and_everybody_may_write(house: House, recorded: Recorded) -> None:
    recorded.clear()
    point = topics.point(house)
    assert [one.organization for one in wanted.requests_of(point)] == [
        house.department, house.other_department, house.township,
    ]  # fmt: skip
    assert recorded.names == ["topics.topic.commissioned"]
    assert (point.due_at, point.valid_until) == (None, topics.in_days(30))
    assert access.find(house.member, point.public_id) == point
    item = topics.answered(house, point, by=house.member)
    answer = Answer.objects.get(item=item)
    assert (answer.topic, answer.request, answer.is_late) == (point, None, False)


def test_deadline_is_the_closing_time_and_late_answers_are_taken_until_the_validity_ends(house: House) -> None:
    for key, value in (("topics.closing_time", "17:00"), ("topics.late_days", 5)):
        set_rule(system(), house.station.pk, key=key, value=value, valid_from=clock.today(), instrument="办公室通知")
    topic = topics.commissioned(house)
    assert topic.due_at == datetime.datetime.combine(topics.in_days(10), datetime.time(17), clock.OFFICE_ZONE)
    assert topic.valid_until == topics.in_days(15)
    with clock.at(topic.due_at):
        in_time = topics.answered(house, topic)
    with clock.at(topic.due_at + datetime.timedelta(seconds=1)):
        late = topics.answered(house, topic)
    assert [answer.is_late for answer in topic.answers.order_by("id")] == [False, True]
    commissioning.extend(house.editor, topic.public_id, until=topics.in_days(12), reason="再等几天")
    assert Answer.objects.get(item=late).is_late
    assert not Answer.objects.get(item=in_time).is_late
    with clock.at(topic.due_at + datetime.timedelta(days=30)):
        refuses(partial(topics.answered, house, topic), Conflict)
    assert Item.objects.count() == 2


def test_who_has_not_answered_by_the_deadline_is_visible(house: House) -> None:
    topic = topics.commissioned(house, units=[house.township, house.department, house.other_department])
    topics.answered(house, topic)
    visible = access.visible(house.editor)
    assert list(wanted.overdue(visible)) == []
    with clock.at(topic.due_at + datetime.timedelta(hours=1)):
        [late] = wanted.overdue(visible)
        assert (late.asked, late.answered, late.missing, late.came) == (3, 1, 2, 1)
        assert [one.name for one in wanted.unanswered(topic)] == [house.department.name, house.other_department.name]
        closed = commissioning.close(house.editor, topic.public_id)
        assert list(wanted.overdue(visible)) == []
    assert closed.state == "closed"


def test_answer_belongs_to_the_own_request_before_the_units(house: House) -> None:
    post = Post.objects.get(pk=house.officer.post)
    addressees = Addressees(organizations=[house.township.public_id], posts=[post.public_id])
    topic = commissioning.commission(house.editor, new_id(), particulars=topics.particulars(), addressees=addressees)
    topics.answered(house, topic)
    states = dict(topic.requests.values_list("name", "state"))
    assert states == {house.township.name: RequestState.ASKED, post.person.name: RequestState.ANSWERED}
    topics.answered(house, topic)
    assert topic.requests.filter(state=RequestState.ANSWERED).count() == 1


def test_only_those_asked_see_a_commission_and_answer_for_it(house: House) -> None:
    topic = topics.commissioned(house)
    stranger = actor(organization(house.station), Role.OFFICER)
    assert [access.visible(one).count() for one in (house.officer, house.editor, house.leader)] == [1, 1, 1]
    for other in (house.member, stranger, house.handler, house.neighbour.editor):
        assert not access.visible(other).exists()
        refuses(partial(topics.answered, house, topic, by=other), NotFound)
    assert access.visible_requests(stranger).count() == 0
    refuses(partial(answering.accept, house.editor, topic.requests.get().public_id), Denied)


def test_an_item_answers_one_topic_and_repeating_it_changes_nothing(house: House, recorded: Recorded) -> None:
    first, second, key = topics.commissioned(house), topics.commissioned(house), new_id()
    made = answering.answer(house.officer, first.public_id, key, submitted=topics.submitted())
    recorded.clear()
    assert answering.answer(house.officer, first.public_id, key, submitted=topics.submitted()) == made
    assert recorded.names == []
    refusal = refuses(
        partial(answering.answer, house.officer, second.public_id, key, submitted=topics.submitted()), Conflict
    )
    assert refusal.code == "topics.answer.elsewhere"


def test_answers_are_traced_to_their_adoption_in_two_queries(house: House) -> None:
    topic = topics.point(house)
    adopted = items.released(house)
    Answer.objects.create(topic=topic, item=adopted, is_late=False, at=clock.now())
    reporting.adopted(house, adopted, publication="每日要情")
    topics.answered(house, topic, by=house.member)
    assert [len(line.adopted_by) for line in wanted.lines(topic)] == [1, 0]
    assert wanted.lines(topic)[0].adopted_by[0].endswith("《每日要情》")
    with CaptureQueriesContext(connection) as few:
        wanted.lines(topic)
    topics.answered(house, topic, by=house.member)
    with CaptureQueriesContext(connection) as more:
        wanted.lines(topic)
    assert len(few) == len(more) == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "items.text.empty"),
        ({"title": "长" * 81}, "items.text.too_long"),
        ({"brief": "机密★一年"}, "items.text.secret"),
        ({"kind": "other"}, "topics.topic.kind"),
        ({"due_on": None}, "topics.topic.no_end"),
        ({"kind": Kind.POINT}, "topics.topic.no_end"),
        ({"due_on": topics.in_days(-1)}, "topics.topic.end_past"),
        ({"valid_until": topics.in_days(9)}, "topics.topic.end_first"),
        ({"valid_from": topics.in_days(11)}, "topics.topic.end_first"),
    ],
)
def test_wrong_particulars_are_refused(house: House, changes: dict[str, object], code: str) -> None:
    assert refuses(partial(topics.commissioned, house, **changes), Invalid).code == code
    assert not Topic.objects.exists()


def test_commission_without_anybody_to_ask_or_with_strangers_is_refused(house: House) -> None:
    assert refuses(partial(topics.commissioned, house, units=[]), Invalid).code == "topics.topic.nobody_asked"
    strangers = [house.neighbour.township]
    assert refuses(partial(topics.commissioned, house, units=strangers), NotFound).code == (
        "topics.topic.addressee_unknown"
    )
    topic = topics.commissioned(house)
    again = partial(
        commissioning.commission,
        house.editor,
        topic.public_id,
        particulars=topics.particulars(),
        addressees=Addressees(is_for_all=True),
    )
    assert refuses(again, Conflict).code == "topics.topic.id_taken"
    refuses(partial(commissioning.commission, house.member, new_id(), **again.keywords), Denied)


@pytest.mark.parametrize("days", [-1, 5, 10])
def test_extension_gives_more_time(house: House, days: int) -> None:
    topic = topics.commissioned(house)
    call = partial(commissioning.extend, house.editor, topic.public_id, until=topics.in_days(days), reason="延期")
    assert refuses(call, Invalid, topic).code == "topics.topic.not_longer"
    point = topics.point(house)
    longer = commissioning.extend(house.editor, point.public_id, until=topics.in_days(40), reason="延长有效期")
    assert (longer.due_at, longer.valid_until) == (None, topics.in_days(40))
