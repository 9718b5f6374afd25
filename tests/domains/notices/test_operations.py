# SPDX-License-Identifier: Apache-2.0
"""Telling people of entries, and their reading."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Recorded
from tests.factories import items
from tests.factories.network import House
from yizhan.domains.network.states import Role
from yizhan.domains.notices import access, queries
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.operations import telling as operations
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Denied, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry

MORNING = datetime.datetime(2026, 3, 2, 1, 0, tzinfo=datetime.UTC)


def entry(house: House) -> Entry:
    """The entry of an item that was just handed in."""
    item = items.submitted(house)
    return Entry.objects.get(event="items.item.submitted", matter=item.public_id)


def addressee(actor: Actor) -> Addressee:
    assert actor.person is not None
    return Addressee(actor.person, actor.post)


def tell(entry: Entry, *actors: Actor, audience: str = Audience.OFFICE) -> None:
    operations.tell(system(), [addressee(one) for one in actors], entry.pk, audience=audience)


def test_tell_writes_one_notice_a_person(house: House, recorded: Recorded) -> None:
    told = entry(house)
    recorded.clear()

    with clock.at(MORNING):
        tell(told, house.editor, house.reviewer)

    notice = access.visible(house.editor).get()
    assert (notice.entry, notice.matter, notice.at, notice.read_at) == (told, told.matter, MORNING, None)
    assert (notice.person_id, notice.post_id, notice.audience) == (house.editor.person, house.editor.post, "office")
    assert str(notice) == f"{house.editor.person}: {told.pk}"
    assert access.visible(house.reviewer).count() == 1
    assert recorded.names == []


def test_tell_twice_is_once_and_the_first_audience_stays(house: House) -> None:
    told = entry(house)
    tell(told, house.editor, audience=Audience.AUTHOR)

    tell(told, house.editor, house.editor, house.reviewer)

    assert access.visible(house.editor).get().audience == Audience.AUTHOR
    assert Notice.objects.count() == 2


def test_tell_nobody_writes_nothing(house: House) -> None:
    tell(entry(house))

    assert not Notice.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_only_the_installation_tells(house: House, role: str) -> None:
    told = entry(house)

    with pytest.raises(Denied, match=r"notices\.denied"):
        operations.tell(house.actors[role], [addressee(house.editor)], told.pk, audience=Audience.OFFICE)

    assert not Notice.objects.exists()


def test_nobody_sees_notices_of_others(house: House, elsewhere: House) -> None:
    tell(entry(house), house.editor)
    public_id = access.visible(house.editor).get().public_id

    for other in (house.reviewer, elsewhere.editor, system()):
        assert list(access.visible(other)) == []
        with pytest.raises(NotFound, match=r"notices\.notice\.unknown"):
            operations.mark_read(other, public_id)
    assert access.visible(house.editor).get().read_at is None


def test_a_person_sees_the_notices_of_all_posts(house: House) -> None:
    tell(entry(house), house.editor)
    other_post = Actor(role=Role.MEMBER, post=house.member.post, person=house.editor.person)

    assert access.visible(other_post).count() == 1


def test_mark_read_keeps_the_first_moment(house: House) -> None:
    tell(entry(house), house.editor)
    public_id = access.visible(house.editor).get().public_id

    with clock.at(MORNING):
        operations.mark_read(house.editor, public_id)
    with clock.at(MORNING + datetime.timedelta(hours=1)):
        operations.mark_read(house.editor, public_id)

    assert access.find(house.editor, public_id).read_at == MORNING


def test_mark_all_read_stops_at_what_the_page_showed(house: House) -> None:
    first, second = entry(house), entry(house)
    tell(first, house.editor)
    shown = access.visible(house.editor).get().public_id
    tell(second, house.editor, house.reviewer)

    operations.mark_all_read(house.editor, newest=shown)

    assert [notice.entry for notice in queries.unread(access.visible(house.editor))] == [second]
    operations.mark_all_read(house.editor)
    assert queries.unread(access.visible(house.editor)).count() == 0
    assert queries.unread(access.visible(house.reviewer)).count() == 1


def test_mark_all_read_up_to_a_foreign_notice_is_refused(house: House) -> None:
    tell(entry(house), house.editor, house.reviewer)
    foreign = access.visible(house.reviewer).get().public_id

    with pytest.raises(NotFound):
        operations.mark_all_read(house.editor, newest=foreign)
    with pytest.raises(NotFound):
        operations.mark_all_read(house.editor, newest=new_id())

    assert queries.unread(access.visible(house.editor)).count() == 1


def test_about_narrows_to_one_matter(house: House) -> None:
    first, second = entry(house), entry(house)
    tell(first, house.editor)
    tell(second, house.editor)
    assert first.matter is not None

    assert queries.about(access.visible(house.editor), first.matter).get().entry == first


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_and_counts_take_one_query(house: House, rows: int) -> None:
    for _ in range(rows):
        tell(entry(house), house.editor)

    assert _queries(lambda: [one.entry.facts for one in queries.listed(access.visible(house.editor))]) == 1
    assert _queries(lambda: queries.unread(access.visible(house.editor)).count()) == 1


def test_newest_comes_first(house: House) -> None:
    first, second = entry(house), entry(house)
    tell(first, house.editor)
    tell(second, house.editor)

    assert [notice.entry for notice in queries.listed(access.visible(house.editor))] == [second, first]


def _queries(act: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        act()
    return len(caught)
