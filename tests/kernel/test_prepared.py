# SPDX-License-Identifier: Apache-2.0
"""Compiling once changes nothing but the time: whoever asks gets what the same queryset would have given."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.kernel import actors, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.prepared import prepared

built: list[str] = []


def _with_title(actor: Actor, title: str) -> QuerySet[Item]:
    built.append(actor.role)
    return access.visible(actor).select_related("station").filter(title=title).order_by("id")


with_title = prepared(_with_title)


@prepared
def numbers(public_id: uuid.UUID) -> QuerySet[Item, tuple[str, uuid.UUID]]:
    return Item.objects.filter(public_id=public_id).values_list("number", "public_id")


def test_every_actor_gets_what_he_may_see_and_nothing_of_another(house: House) -> None:
    items.submitted(house, title="路灯不亮")
    items.submitted(house, title="井盖松动")
    everybody = [house.member, house.officer, house.editor, house.leader, house.handler, actors.system()]
    for _time in range(2):
        for actor in everybody:
            for title in ("路灯不亮", "井盖松动", "没有这件"):
                assert with_title(actor, title) == list(_with_title(actor, title)), actor.role


def test_one_statement_and_no_second_building(house: House) -> None:
    item = items.submitted(house, title="路灯不亮")
    with_title(house.editor, "井盖松动")
    built.clear()
    with CaptureQueriesContext(connection) as queries:
        found = with_title(house.editor, "路灯不亮")
        assert [one.station.code for one in found] == [item.station.code]
    assert len(queries) == 1
    assert built == []


def test_a_role_that_finds_nothing_asks_nothing(house: House, django_assert_num_queries: Any) -> None:
    items.submitted(house, title="路灯不亮")
    with django_assert_num_queries(0):
        assert with_title(house.handler, "路灯不亮") == []
        assert with_title(house.handler, "路灯不亮") == []


def test_columns_come_as_their_types(house: House) -> None:
    item = items.submitted(house)
    assert numbers(item.public_id) == [(item.number, item.public_id)]
    assert numbers(uuid.UUID(int=7)) == []


def test_an_unknown_value_is_refused(house: House) -> None:
    with pytest.raises(TypeError):
        numbers(number=house.editor.post)  # type: ignore[call-arg]  # the mistake is the point


def test_a_moment_that_was_not_handed_in_is_refused(house: House) -> None:
    @prepared
    def recent(actor: Actor) -> QuerySet[Item]:
        return access.visible(actor).filter(submitted_at__lt=clock.now())

    with pytest.raises(TypeError, match="hand the moment in"):
        recent(house.editor)
