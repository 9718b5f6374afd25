# SPDX-License-Identifier: Apache-2.0
"""Signing for notices, who has not, and reminders that stop by themselves."""

import datetime

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import notices
from tests.factories.network import House
from yizhan.domains.network.states import Role
from yizhan.domains.notices import access, queries
from yizhan.domains.notices.models import Letter, Notice
from yizhan.domains.notices.operations import reminding
from yizhan.domains.notices.operations import telling as operations
from yizhan.domains.notices.states import Channel, NoticeState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry

MORNING = datetime.datetime(2026, 3, 2, 1, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.mark.rule("RULE-112")
def test_signing_reads_too_is_recorded_once_and_stays(house: House, recorded: Recorded) -> None:
    notice = notices.told(house, house.editor, must_acknowledge=True)
    recorded.clear()

    with clock.at(MORNING):
        operations.acknowledge(house.editor, notice.public_id)
    with clock.at(MORNING + DAY):
        operations.acknowledge(house.editor, notice.public_id)

    signed = access.find(house.editor, notice.public_id)
    assert (signed.read_at, signed.acknowledged_at, signed.remind_at) == (MORNING, MORNING, None)
    assert signed.state == NoticeState.ACKNOWLEDGED
    assert recorded.names == ["notices.notice.acknowledged"]
    written = Entry.objects.latest("pk")
    assert (written.subject, written.matter, written.station) == (
        notice.public_id,
        notice.matter,
        house.station.pk,
    )
    assert written.facts == {
        "entry": notice.entry_id,
        "about": "items.item.submitted",
        "person": house.editor.person,
    }


def test_reading_is_not_signing(house: House) -> None:
    notice = notices.told(house, house.editor, must_acknowledge=True)
    assert notice.state == NoticeState.DELIVERED

    operations.mark_all_read(house.editor)

    read = access.find(house.editor, notice.public_id)
    assert (read.state, read.is_to_sign) == (NoticeState.READ, True)
    assert list(queries.to_sign(access.visible(house.editor))) == [read]


def test_what_needs_no_receipt_cannot_be_signed(house: House) -> None:
    notice = notices.told(house, house.editor)

    refusal = refuses(lambda: operations.acknowledge(house.editor, notice.public_id), Conflict, notice)

    assert refusal.code == "notices.notice.needs_no_receipt"


def test_nobody_signs_for_another(house: House, elsewhere: House) -> None:
    notice = notices.told(house, house.editor, must_acknowledge=True)

    for other in (house.reviewer, elsewhere.editor, system()):
        refuses(lambda other=other: operations.acknowledge(other, notice.public_id), NotFound, notice)
    refuses(lambda: operations.acknowledge(house.editor, new_id()), NotFound, notice)


@pytest.mark.rule("RULE-112")
def test_who_has_not_signed_is_seen_by_the_cause_and_the_office(house: House, elsewhere: House) -> None:
    about = notices.entry(house)
    notices.told(house, house.editor, house.signer, about=about, must_acknowledge=True)
    notices.told(house, house.leader)
    operations.acknowledge(house.signer, access.visible(house.signer).get().public_id)

    def unsigned(actor: Actor) -> list[int]:
        return [one.person_id for one in queries.to_sign(access.visible_receipts(actor))]

    assert unsigned(house.member) == unsigned(house.reviewer) == [house.editor.person]
    for other in (house.second_member, house.handler, house.leader, elsewhere.editor, system()):
        assert unsigned(other) == []
    assert access.visible_receipts(house.member).count() == 2


def test_a_reminder_goes_out_at_its_hour_and_stops(house: House) -> None:
    with clock.at(MORNING):
        notices.reachable(house.editor, channel=Channel.SMS)
        notice = notices.told(house, house.editor, must_acknowledge=True)
    assert notice.remind_at == MORNING + DAY

    for day in range(6):
        with clock.at(MORNING + day * DAY):
            reminding.remind(system())
            reminding.remind(system())

    notice.refresh_from_db()
    assert (notice.reminders, notice.remind_at) == (3, None)
    assert Letter.objects.filter(enclosures__notice=notice).count() == 4


def test_who_has_signed_is_not_reminded(house: House) -> None:
    with clock.at(MORNING):
        notice = notices.told(house, house.editor, house.reviewer, must_acknowledge=True)
        operations.acknowledge(house.editor, notice.public_id)

    with clock.at(MORNING + DAY):
        reminding.remind(system())

    assert list(Notice.objects.order_by("pk").values_list("reminders", flat=True)) == [0, 1]


def test_a_notice_keeps_urgency_date_and_another_matter(house: House) -> None:
    matter, day = new_id(), datetime.date(2026, 3, 20)
    first = notices.told(house, house.editor, urgent=True, due=day, matter=matter)
    second = notices.told(house, house.editor, due=MORNING)

    assert (first.is_urgent, first.matter, first.is_all_day) == (True, matter, True)
    assert first.due_at == datetime.datetime(2026, 3, 19, 16, tzinfo=datetime.UTC)
    assert (second.is_urgent, second.is_all_day, second.due_at) == (False, False, MORNING)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_only_the_installation_reminds(house: House, role: str) -> None:
    with pytest.raises(Denied, match=r"notices\.denied"):
        reminding.remind(house.actors[role])
