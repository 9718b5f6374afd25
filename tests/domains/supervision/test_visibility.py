# SPDX-License-Identifier: Apache-2.0
"""Who sees what, in lists and one by one; what a unit must never see."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import items, supervision
from tests.factories.network import House, actor, post
from yizhan.domains.network import queries as network
from yizhan.domains.network.states import Role
from yizhan.domains.periodicals.models import Circulation, Entry, Issue, Series
from yizhan.domains.supervision.access import loading, rights, visibility
from yizhan.domains.supervision.models import Assignment, Feedback, Instruction
from yizhan.domains.supervision.operations import assigning, instructions
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Denied, NotFound
from yizhan.kernel.ids import new_id

STAFF = {Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR}

#: Kind of row -> who of the station sees it, how it is listed, how one is found.
SEEN: list[tuple[str, set[str], Callable[..., Any], Callable[..., Any]]] = [
    ("instruction", STAFF | {Role.LEADER}, visibility.visible_instructions, loading.find_instruction),
    ("case", STAFF | {Role.LEADER}, visibility.visible, loading.find),
    ("assignment", STAFF | {Role.LEADER, Role.HANDLER}, visibility.visible_assignments, loading.find_assignment),
    ("feedback", STAFF | {Role.LEADER, Role.MEMBER}, visibility.visible_feedback, loading.find_feedback),
]


def rows(house: House) -> dict[str, Any]:
    case = supervision.told(house)
    return {
        "case": case,
        "instruction": Instruction.objects.get(case=case),
        "assignment": Assignment.objects.get(case=case),
        "feedback": Feedback.objects.get(case=case),
    }


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_lists_and_single_rows_obey_one_rule(house: House, elsewhere: House, role: str) -> None:
    known = rows(house)

    for kind, roles, listed, find in SEEN:
        row = known[kind]
        assert (row in listed(house.actors[role])) == (role in roles), kind
        assert row not in listed(elsewhere.actors[role]), kind
        if role in roles:
            assert find(house.actors[role], row.public_id) == row
        else:
            with pytest.raises(NotFound, match=rf"supervision\.{kind}\.unknown"):
                find(house.actors[role], row.public_id)


@pytest.mark.parametrize("kind", ["case", "assignment", "instruction", "feedback"])
def test_same_role_elsewhere_is_permitted_nothing(house: House, elsewhere: House, kind: str) -> None:
    row = rows(house)[kind]
    role_of = {"case": "supervisor", "assignment": "handler", "instruction": "leader", "feedback": "member"}

    assert not [verb for verb in rights.needed(row) if rights.permits(elsewhere.supervisor, verb, row)]
    assert not [verb for verb in rights.needed(row) if rights.permits(elsewhere.actors[role_of[kind]], verb, row)]
    assert [verb for verb in rights.needed(row) if rights.permits(house.actors[role_of[kind]], verb, row)]


def test_installation_sees_all_or_one_station(house: House, elsewhere: House) -> None:
    case = supervision.instructed(house)

    assert case in visibility.visible(system())
    assert case in visibility.visible(system(house.station.pk))
    assert case not in visibility.visible(system(elsewhere.station.pk))


def test_installation_has_no_post_to_write_with() -> None:
    for acting in (rights.acting_post, rights.acting_person):
        with pytest.raises(Denied, match=r"supervision\.denied"):
            acting(system())


def test_nobody_is_no_contributor(house: House) -> None:
    supervision.feedback(house)

    assert not visibility.visible_feedback(Actor(role=Role.MEMBER)).exists()


def test_another_leader_does_not_see_the_case(house: House) -> None:
    known = rows(house)

    for kind, _roles, listed, _find in SEEN:
        assert known[kind] not in listed(house.second_leader), kind


def test_unit_sees_its_own_assignment_only(house: House) -> None:
    own = supervision.assigned(house)
    other = supervision.handler_of(house.other_department)

    assert list(visibility.visible_assignments(house.handler)) == [own]
    assert list(visibility.visible_assignments(other)) == []
    assert list(visibility.visible(house.handler)) == []
    with pytest.raises(NotFound, match=r"supervision\.assignment\.unknown"):
        loading.find_for_handler(other, own.public_id)


def test_unit_sees_the_text_without_names_and_source(house: House) -> None:
    item = items.released(house, source="群众张三反映")
    assignment = supervision.replied(house, supervision.instruction(house, item=item).case)

    view = loading.find_for_handler(house.handler, assignment.public_id)

    said = {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    assert said.pop("assignment") == assignment
    assert [reply.number for reply in said.pop("replies")] == [1]
    assert said == {
        "title": "老旧小区加装电梯后续管理需要重视",
        "situation": "青石街道多个小区加装电梯后,维护费用无人承担。",
        "analysis": "加装时没有约定后续责任。",
        "suggestion": "由街道牵头,业主共同约定。",
        "occurrence": "",
        "scope": "",
        "consequence": "",
    }
    assert item.authors
    assert not [text for text in said.values() if item.authors in text or "张三" in text]


def test_queries_of_a_units_page_do_not_grow_with_other_units(house: House) -> None:
    assignment = supervision.replied(house)
    alone = _queries(lambda: loading.find_for_handler(house.handler, assignment.public_id))
    tasks = [supervision.task(unit) for unit in (house.other_department, house.township)]
    assigning.assign(house.supervisor, assignment.case.public_id, tasks=tasks)

    assert _queries(lambda: loading.find_for_handler(house.handler, assignment.public_id)) == alone == 4


def test_leader_instructs_on_what_an_issue_brought(house: House, elsewhere: House) -> None:
    item = items.released(house)
    issue = _issue(house, item, reader=elsewhere.leader)

    given = instructions.write_instruction(
        elsewhere.leader, new_id(), item=item.public_id, text="请转有关部门。", issue=issue.public_id
    )

    assert (given.station_id, given.issue) == (house.station.pk, issue)
    assert list(visibility.visible(elsewhere.leader)) == [given.case]
    assert rights.item_offers(elsewhere.leader, item) == ["write_instruction"]
    assert rights.item_offers(elsewhere.second_leader, item) == []


def test_rights_hang_on_the_post(house: House) -> None:
    supervision.instruction(house)
    successor = actor(house.office, Role.LEADER)
    other_post = network.actor_of(post(house.office, Role.MEMBER))

    assert not visibility.visible(successor).exists()
    assert not visibility.visible(Actor(role=Role.MEMBER, post=other_post.post, person=house.leader.person)).exists()


def _issue(house: House, item: Any, *, reader: Actor) -> Issue:
    """A released issue with one item and one reader; composing one is the business of another room."""
    series = Series.objects.create(station=house.station, name="社情民意", kind="bulletin")
    issue = Issue.objects.create(
        series=series,
        station=house.station,
        state="released",
        year=2026,
        number=1,
        total_number=1,
        opened_at=clock.now(),
        released_at=clock.now(),
    )
    Entry.objects.create(issue=issue, series=series, item=item, position=1, text_number=item.text_number, is_open=False)
    Circulation.objects.create(issue=issue, kind="report_to", post_id=reader.post, name="某领导")
    return issue


def _queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as caught:
        act()
    return len(caught)
