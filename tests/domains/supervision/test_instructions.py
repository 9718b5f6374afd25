# SPDX-License-Identifier: Apache-2.0
"""Instructions: who may give them, what opens with them, how they are taken back and circulated."""

import datetime
import threading
from typing import Any

import pytest
from django.db import connection

from tests.conftest import Recorded
from tests.domains.supervision.untouched import refused
from tests.factories import files, items, supervision
from tests.factories.network import House
from yizhan.domains.files import queries as stored
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network.states import Level, Role
from yizhan.domains.supervision.access import rights, visibility
from yizhan.domains.supervision.models import Case, Instruction
from yizhan.domains.supervision.operations import concluding, instructions
from yizhan.domains.supervision.operations.instructions import Leader
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.states import CaseState, InstructionState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry


def write(actor: Actor, item: Item, **changes: Any) -> Instruction:
    options: dict[str, Any] = {"text": "请城管部门研究解决。", **changes}
    return instructions.write_instruction(actor, new_id(), item=item.public_id, **options)


def record(actor: Actor, item: Item, **changes: Any) -> Instruction:
    options: dict[str, Any] = {
        "leader": supervision.MAYOR,
        "text": "请有关部门阅研。",
        "given_on": clock.today(),
        **changes,
    }
    return instructions.record_instruction(actor, new_id(), item=item.public_id, **options)


@pytest.mark.rule("RULE-097")
def test_written_instruction_opens_a_case(house: House, recorded: Recorded) -> None:
    item = items.released(house)
    recorded.clear()

    given = write(house.leader, item)

    assert recorded.names == ["supervision.case.opened", "supervision.instruction.given"]
    assert (given.leader_id, given.level, given.given_on) == (house.leader.post, Level.COUNTY, clock.today())
    assert (given.state, given.station_id) == (InstructionState.GIVEN, house.station.pk)
    assert (given.case.state, given.case.item_id) == (CaseState.INSTRUCTED, item.pk)
    assert given.case.instructed_at is not None
    assert {entry.matter for entry in Entry.objects.filter(event__startswith="supervision.")} == {item.public_id}


@pytest.mark.rule("FIX-029")
def test_recorded_instruction_names_the_leader_as_written(house: House) -> None:
    given = record(
        house.editor, items.released(house), leader=Leader(name="郑安", title="县委书记", level=Level.COUNTY)
    )

    assert str(given) == "县委书记郑安"
    assert (given.leader_id, given.post_id) == (None, house.editor.post)


@pytest.mark.rule("FIX-032")
def test_second_instruction_joins_the_open_case(house: House, recorded: Recorded) -> None:
    item = items.released(house)
    first = write(house.leader, item)
    recorded.clear()

    second = record(house.editor, item, leader=supervision.GOVERNOR)

    assert second.case_id == first.case_id
    assert recorded.names == ["supervision.instruction.given"]
    assert [one.level for one in cases.standing(first.case)] == [Level.COUNTY, Level.PROVINCE]


@pytest.mark.rule("RULE-097")
def test_instruction_after_conclusion_opens_a_new_case(house: House) -> None:
    former = supervision.concluded(house)

    given = write(house.leader, former.item)

    assert given.case_id != former.pk
    assert given.case.state == CaseState.INSTRUCTED
    assert list(cases.cases_of(former.item)) == [former, given.case]
    assert list(cases.instructions_of(former.item)) == [Instruction.objects.get(case=former), given]


@pytest.mark.rule("RULE-101")
def test_instruction_joins_a_case_followed_by_choice(house: House) -> None:
    item = items.released(house)
    followed = concluding.follow(house.supervisor, item.public_id, reason="重要民生事项")

    given = write(house.leader, item)

    assert given.case_id == followed.pk
    assert Case.objects.get(pk=followed.pk).instructed_at is not None


def test_same_instruction_twice_is_once(house: House, recorded: Recorded) -> None:
    item, public_id = items.released(house), new_id()
    recorded.clear()

    first = instructions.write_instruction(house.leader, public_id, item=item.public_id, text="请研究。")
    again = instructions.write_instruction(house.leader, public_id, item=item.public_id, text="请研究。 ")

    assert first == again
    assert recorded.names == ["supervision.case.opened", "supervision.instruction.given"]
    refused(
        lambda: instructions.write_instruction(house.leader, public_id, item=item.public_id, text="另一件。"),
        Conflict,
        "supervision.instruction.id_taken",
    )


def test_scan_becomes_part_of_the_instruction(house: House, files_folder: object) -> None:
    item, public_id = items.released(house), new_id()
    files.kept(house, by=house.editor, subject=public_id, name="批示.png", content=files.PICTURE)

    instructions.record_instruction(
        house.editor,
        public_id,
        item=item.public_id,
        leader=supervision.MAYOR,
        text="请研究。",
        given_on=clock.today(),
    )

    assert [one.name for one in stored.attachments(public_id)] == ["批示.png"]
    assert visibility.may_read(house.supervisor, public_id)
    assert not visibility.may_read(house.handler, public_id)
    assert not visibility.may_read(house.member, public_id)


@pytest.mark.parametrize("state", sorted(ItemState))
def test_only_finished_items_are_instructed(house: House, state: str) -> None:
    item = items.IN_STATE[state](house)

    if state in {ItemState.SIGNED, ItemState.RELEASED, ItemState.ARCHIVED}:
        assert record(house.editor, item).case.item_id == item.pk
    else:
        refused(lambda: record(house.editor, item), Conflict, "supervision.item.unfinished")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_write_and_record_by_role(house: House, role: str) -> None:
    item, actor = items.released(house), house.actors[role]

    assert ("write_instruction" in rights.item_offers(actor, item)) == (role == Role.LEADER)
    assert ("record_instruction" in rights.item_offers(actor, item)) == (
        role in {Role.EDITOR, Role.REVIEWER, Role.SUPERVISOR}
    )
    for act in (write, record):
        may = rights.item_offers(actor, item).count(f"{act.__name__}_instruction")
        if may:
            assert act(actor, item).post_id == actor.post
        else:
            refused(lambda act=act: act(actor, item), Denied, "supervision.denied")  # type: ignore[misc]  # bound now


def test_instruction_from_another_station_is_unknown(house: House, elsewhere: House) -> None:
    item = items.released(house)

    refused(lambda: record(elsewhere.editor, item), NotFound, "supervision.item.unknown")
    refused(lambda: write(elsewhere.leader, item), NotFound, "supervision.item.unknown")


@pytest.mark.parametrize(
    ("changes", "kind", "code"),
    [
        ({"text": " "}, Invalid, "supervision.text.empty"),
        ({"text": "长" * 5001}, Invalid, "supervision.text.too_long"),
        ({"text": "前\x00后"}, Invalid, "supervision.text.unreadable"),
        ({"text": "机密★1年\n请研究"}, Invalid, "supervision.text.secret"),
        ({"leader": Leader(name=" ", title="市长", level=3)}, Invalid, "supervision.text.empty"),
        ({"leader": Leader(name="名" * 61, title="", level=3)}, Invalid, "supervision.text.too_long"),
        ({"leader": Leader(name="林一川", title="市长", level=9)}, Invalid, "supervision.level.unknown"),
        ({"leader": Leader(name="林一川", title="市长", level=3, post=0)}, Invalid, "supervision.leader.unknown"),
        ({"given_on": datetime.date(2000, 1, 1)}, Invalid, "supervision.day.too_early"),
        ({"given_on": datetime.date(2999, 1, 1)}, Invalid, "supervision.day.future"),
        ({"issue": new_id()}, Invalid, "supervision.issue.without_item"),
        ({"circulation": ["县委", "县委"]}, Invalid, "supervision.recipient.twice"),
        ({"circulation": ["名" * 121]}, Invalid, "supervision.text.too_long"),
    ],
)
def test_record_refuses_what_cannot_be_kept(house: House, changes: dict[str, Any], kind: type, code: str) -> None:
    item = items.released(house)

    refused(lambda: record(house.editor, item, **changes), kind, code)


def test_leader_of_the_network_sees_what_was_recorded_in_his_name(house: House) -> None:
    assert house.leader.post is not None
    leader = Leader(name="某某", title="主席", level=Level.COUNTY, post=house.leader.post)

    given = record(house.editor, items.released(house), leader=leader)

    assert visibility.visible(house.leader).get() == given.case
    assert not visibility.visible(house.second_leader).exists()


def test_revoked_sole_instruction_ends_the_case_and_recalls_its_units(house: House, recorded: Recorded) -> None:
    assignment = supervision.accepted(house)
    given = Instruction.objects.get()
    recorded.clear()

    instructions.revoke(house.supervisor, given.public_id, reason="登记有误")

    assert recorded.names == [
        "supervision.instruction.revoked",
        "supervision.assignment.recalled",
        "clocks.deadline.cancelled",
        "supervision.case.withdrawn",
    ]
    assignment.refresh_from_db()
    assert (assignment.state, Case.objects.get().state) == ("recalled", CaseState.WITHDRAWN)


def test_revoked_instruction_leaves_a_case_that_follows_another(house: House, recorded: Recorded) -> None:
    first = supervision.instruction(house)
    supervision.recorded(house, item=first.item)
    recorded.clear()

    instructions.revoke(house.leader, first.public_id, reason="重复")

    assert recorded.names == ["supervision.instruction.revoked"]
    assert Case.objects.get().state == CaseState.INSTRUCTED
    assert not visibility.visible(house.leader).exists()


def test_revoked_instruction_leaves_a_case_followed_by_choice(house: House) -> None:
    item = items.released(house)
    concluding.follow(house.supervisor, item.public_id, reason="重要民生事项")
    given = write(house.leader, item)

    instructions.revoke(house.supervisor, given.public_id, reason="登记有误")

    assert Case.objects.get().state == CaseState.INSTRUCTED


def test_revoked_instruction_leaves_a_concluded_case(house: House) -> None:
    case = supervision.concluded(house)

    instructions.revoke(house.supervisor, cases.standing(case).get().public_id, reason="登记有误")

    case.refresh_from_db()
    assert case.state == CaseState.CONCLUDED


def test_revoke_twice_is_refused(house: House) -> None:
    given = supervision.instruction(house)
    instructions.revoke(house.supervisor, given.public_id, reason="登记有误")

    refused(
        lambda: instructions.revoke(house.supervisor, given.public_id, reason="再次"),
        Conflict,
        "supervision.state.elsewhere",
    )
    assert rights.offers(house.supervisor, Instruction.objects.get()) == []


def test_revoke_needs_a_reason_and_the_present_page(house: House) -> None:
    given = supervision.instruction(house)

    refused(
        lambda: instructions.revoke(house.supervisor, given.public_id, reason=" "), Invalid, "supervision.text.empty"
    )
    refused(
        lambda: instructions.revoke(house.supervisor, given.public_id, reason="误", seen=0), Conflict, "page.outdated"
    )


def test_leader_revokes_only_the_own_instruction(house: House) -> None:
    own, foreign = supervision.instruction(house), supervision.recorded(house)

    assert rights.offers(house.leader, own) == ["revoke"]
    refused(
        lambda: instructions.revoke(house.leader, foreign.public_id, reason="误"),
        NotFound,
        "supervision.instruction.unknown",
    )


@pytest.mark.rule("RULE-216")
@pytest.mark.rule("FIX-031")
def test_circulation_is_complete_when_every_body_has_read(house: House, recorded: Recorded) -> None:
    bodies = ("县委", "县人大常委会", "县政府", "县政协")
    given = supervision.recorded(house, circulation=bodies)
    recorded.clear()

    for number, line in enumerate(cases.recipients(given), start=1):
        assert not cases.is_circulated(given)
        instructions.note_reading(house.editor, given.public_id, recipient=line.public_id, read_on=clock.today())
        entry = Entry.objects.filter(event="supervision.instruction.read").latest("pk")
        assert (entry.facts["body"], entry.facts["is_complete"]) == (bodies[number - 1], number == 4)

    assert cases.is_circulated(given)
    assert recorded.names == ["supervision.instruction.read"] * 4
    assert "note_reading" not in rights.offers(house.editor, given)


def test_note_reading_refuses_what_cannot_be(house: House) -> None:
    given = supervision.recorded(house, circulation=("县委",))
    line = cases.recipients(given).get()

    def note(**changes: Any) -> Instruction:
        options = {"recipient": line.public_id, "read_on": clock.today(), **changes}
        return instructions.note_reading(house.editor, given.public_id, **options)

    refused(lambda: note(recipient=new_id()), NotFound, "supervision.recipient.unknown")
    refused(lambda: note(read_on=supervision.in_days(1)), Invalid, "supervision.day.future")
    refused(lambda: note(read_on=supervision.in_days(-1)), Invalid, "supervision.day.too_early")
    note()
    refused(note, Conflict, "supervision.recipient.read_already")


@pytest.mark.django_db(transaction=True)
def test_two_instructions_at_once_open_one_case(house: House) -> None:
    item = items.released(house)
    second_leader = house.second_leader
    barrier, faults = threading.Barrier(2), []

    def instruct(actor: Actor) -> None:
        try:
            barrier.wait()
            write(actor, item)
        except Exception as fault:  # noqa: BLE001 -- shown by the assertion below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=instruct, args=(actor,)) for actor in (house.leader, second_leader)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert Case.objects.count() == 1
    assert Instruction.objects.count() == 2
