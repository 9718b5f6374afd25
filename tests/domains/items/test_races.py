# SPDX-License-Identifier: Apache-2.0
"""Two at once: one wins, the other is told; a double submission is one item. On both databases, with real threads."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.models import Item, Part
from yizhan.domains.items.operations import editing, many, registration, submission, synthesis
from yizhan.domains.items.operations.many import Chosen, Decision
from yizhan.domains.items.operations.synthesis import Wanted
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Refusal
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry

ROUNDS = 6

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db: None) -> Iterator[House]:
    return House.build()


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run acts in threads that start together; each answers `done` or the code of its refusal."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            barrier.wait()
            act()
        except Refusal as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_editors_register_overlapping_rows_at_once(house: House) -> None:
    found = [items.submitted(house) for _ in range(3)]
    register, keys = Decision(verb="register"), [item.public_id for item in found]
    done: list[list[bool]] = []

    def decide(actor: Actor, some: list[Any]) -> None:
        outcomes = many.decide(actor.requested(new_id()), register, [Chosen(key, 1) for key in some])
        done.append([one.is_done for one in outcomes])

    assert at_once(lambda: decide(house.editor, keys), lambda: decide(house.reviewer, keys[1:])) == ["done", "done"]
    assert sum(map(sum, done)) == len(found)
    assert Entry.objects.filter(event="items.item.registered", subject__in=keys).count() == len(found)


def test_registering_and_declining_at_once_ends_in_one_of_them(house: House) -> None:
    for _ in range(ROUNDS):
        item = items.submitted(house)
        outcome = at_once(
            lambda item=item: registration.register(house.editor, item.public_id, seen=1),
            lambda item=item: registration.decline(house.reviewer, item.public_id, code="known", seen=1),
        )
        assert outcome == ["done", "page.outdated"]
        assert Entry.objects.filter(matter=item.public_id).count() == 2


def test_two_editors_at_once_lose_nothing(house: House) -> None:
    for _ in range(ROUNDS):
        item = items.registered(house)
        outcome = at_once(
            lambda item=item: editing.edit(house.editor, item.public_id, wording=items.wording(title="甲改"), seen=2),
            lambda item=item: editing.edit(house.reviewer, item.public_id, wording=items.wording(title="乙改"), seen=2),
        )
        assert outcome == ["done", "page.outdated"]
        assert item.texts.count() == 2


def test_the_same_request_twice_at_once_is_one_item(house: House) -> None:
    for _ in range(ROUNDS):
        key = new_id()
        hand_in = partial(
            submission.submit,
            house.member.requested(key),
            key,
            kind="social_opinion",
            wording=items.wording(),
            is_truthful=True,
        )
        assert at_once(hand_in, hand_in, hand_in) == ["done", "done", "done"]
        assert Item.objects.filter(public_id=key).count() == 1
        assert Entry.objects.filter(subject=key).count() == 1


def test_two_editors_put_one_item_into_two_syntheses_and_one_wins(house: House) -> None:
    for _ in range(ROUNDS):
        one, two, three = (items.registered(house) for _ in range(3))
        outcome = at_once(
            partial(items.synthesis, house, [one, two]),
            partial(items.synthesis, house, [three, one]),
        )
        assert outcome == ["done", "items.synthesis.absorbed"]
        assert Part.objects.filter(item=one).count() == 1


def test_merging_in_opposite_directions_at_once_never_makes_a_circle(house: House) -> None:
    for _ in range(ROUNDS):
        first, second = items.synthesis(house), items.synthesis(house)

        def into(whole: Item, part: Item, by: Actor) -> Callable[[], Any]:
            wanted = [Wanted(item=part.public_id)]
            return lambda: synthesis.join(by, whole.public_id, parts=wanted, reason="同一件事")

        outcome = at_once(into(first, second, house.editor), into(second, first, house.reviewer))
        assert outcome[0] == "done"
        assert outcome[1] in {"items.state.elsewhere", "items.synthesis.absorbed"}
        assert Part.objects.filter(item__in=(first, second)).count() == 1


def test_an_undo_and_a_share_edit_at_once_end_in_one_of_them(house: House) -> None:
    for _ in range(ROUNDS):
        whole = items.synthesis(house)
        outcome = at_once(
            lambda whole=whole: synthesis.undo(house.editor, whole.public_id, seen=2),
            lambda whole=whole: editing.set_shares(
                house.reviewer,
                whole.public_id,
                contributors=items.halves(house.member, house.officer),
                reason="调整",
                seen=2,
            ),
        )
        assert outcome == ["done", "page.outdated"]
