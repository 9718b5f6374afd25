# SPDX-License-Identifier: Apache-2.0
"""Taking back the step one has just taken: every state, four kinds of actor, and whatever happened since."""

from collections.abc import Callable

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items
from tests.factories.items import IN_STATE
from tests.factories.network import House
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, release, review, submission, taking_back
from yizhan.domains.items.queries import journals
from yizhan.domains.items.states import STEPS, WAYS_BACK, State
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.sentences import told
from yizhan.web.items.journeys import stops_of

S = State


def returned_after_registration(house: House) -> Item:
    return registration.return_to_author(house.editor, items.registered(house).public_id, reason="请补充")


def declined_after_registration(house: House) -> Item:
    return registration.decline(house.editor, items.registered(house).public_id, code="known")


#: A step, where taking it back leads, and the event that this writes.
WAYS: list[tuple[Callable[[House], Item], str, str]] = [
    (items.registered, S.SUBMITTED, "items.item.step_taken_back"),
    (items.returned, S.SUBMITTED, "items.item.step_taken_back"),
    (returned_after_registration, S.REGISTERED, "items.item.step_taken_back"),
    (items.declined, S.SUBMITTED, "items.item.step_taken_back"),
    (declined_after_registration, S.REGISTERED, "items.item.step_taken_back"),
    (items.in_review, S.REGISTERED, "items.item.recalled"),
    (items.archived, S.RELEASED, "items.item.unarchived"),
]
each_way = pytest.mark.parametrize(("made", "target", "event"), WAYS)


def test_every_way_back_of_the_table_is_tried_here() -> None:
    assert len(WAYS) == len(WAYS_BACK)
    for (_event, before), verb in WAYS_BACK.items():
        assert STEPS[verb].target == before


@each_way
def test_a_step_is_taken_back_once(
    house: House, recorded: Recorded, made: Callable[[House], Item], target: str, event: str
) -> None:
    item = made(house)
    recorded.clear()
    editor = house.editor.requested(new_id())
    for _ in range(2):
        back = taking_back.take_back(editor, item.public_id, seen=item.version)
    assert (back.state, back.version) == (target, item.version + 1)
    assert recorded.names == [event]
    if target == S.SUBMITTED:
        assert back.registered_at is None
    again = refuses(lambda: taking_back.take_back(house.editor, item.public_id), Conflict, item)
    assert again.code in {"items.take_back.gone_on", "items.state.elsewhere"}


@pytest.mark.parametrize("state", list(State))
def test_only_a_last_step_with_a_way_back_is_taken_back(house: House, state: str) -> None:
    item = IN_STATE[state](house)
    if state in {S.REGISTERED, S.RETURNED, S.DECLINED, S.IN_REVIEW, S.ARCHIVED}:
        assert access.possible(item, "take_back")
        return
    refused = refuses(lambda: taking_back.take_back(house.editor, item.public_id), Conflict, item)
    assert refused.code == "items.state.elsewhere"


@each_way
def test_who_may_not_and_an_old_page(
    house: House, elsewhere: House, made: Callable[[House], Item], target: str, event: str
) -> None:
    item = made(house)
    key = item.public_id
    denied = refuses(lambda: taking_back.take_back(house.supervisor, key), Denied, item)
    assert denied.code == "items.denied"
    colleague = refuses(lambda: taking_back.take_back(house.reviewer, key), Denied, item)
    assert colleague.code == "items.take_back.not_yours"
    refuses(lambda: taking_back.take_back(elsewhere.editor, key), NotFound, item)
    refuses(lambda: taking_back.take_back(house.handler, key), NotFound, item)
    old = refuses(lambda: taking_back.take_back(house.editor, key, seen=item.version - 1), Conflict, item)
    assert old.code == "page.outdated"
    other = refuses(lambda: taking_back.take_back(house.editor, key, act=new_id()), Conflict, item)
    assert other.code == "items.take_back.gone_on"


def _edit(house: House, item: Item) -> None:
    editing.edit(house.editor, item.public_id, wording=items.wording(title="改"))


def _verify(house: House, item: Item) -> None:
    editing.verify(house.reviewer, item.public_id, result="confirmed", note="已核实")


def _revise(house: House, item: Item) -> None:
    submission.revise(house.member, item.public_id, wording=items.wording(title="补充"), is_truthful=True)
    registration.register(house.editor, item.public_id)
    registration.return_to_author(house.reviewer, item.public_id, reason="再补充")


def _approve(house: House, item: Item) -> None:
    review.approve(house.reviewer, item.public_id)


def _send_round(house: House, item: Item) -> None:
    review.send_to_review(house.editor, item.public_id)
    review.recall(house.editor, item.public_id)


@pytest.mark.parametrize(
    ("made", "since", "code"),
    [
        (items.registered, _edit, "items.take_back.gone_on"),
        (items.registered, _verify, "items.take_back.gone_on"),
        (items.registered, _send_round, "items.take_back.gone_on"),
        (items.returned, _revise, "items.take_back.not_yours"),
        (items.in_review, _approve, "items.take_back.gone_on"),
    ],
)
def test_what_was_done_since_is_never_undone(
    house: House, made: Callable[[House], Item], since: Callable[[House, Item], None], code: str
) -> None:
    item = made(house)
    since(house, item)
    kind = Denied if code.endswith("not_yours") else Conflict
    assert refuses(lambda: taking_back.take_back(house.editor, item.public_id), kind, item).code == code


def test_the_author_reads_it_as_a_story(house: House) -> None:
    item = items.returned(house)
    taking_back.take_back(house.editor, item.public_id, reason="地点已在附件中")
    registration.register(house.editor, item.public_id)
    taking_back.take_back(house.editor, item.public_id)
    entries = journals.journey(item)
    sentences = [told(entry.event, entry.facts) for entry in entries]
    station = item.station.name
    assert sentences[-3:] == [
        f"{station}撤销了退回，您不用补充了。理由：地点已在附件中",
        sentences[-2],
        f"{station}撤销了登记，等待重新登记。",
    ]
    ahead = [stop.sentence for stop in stops_of(house.member, Item.objects.get(pk=item.pk)) if stop.state == "future"]
    assert ahead[0] == "办公室登记、编辑。"


def test_an_archived_item_is_printed_all_the_while(house: House) -> None:
    item = items.released(house)
    release.archive(house.editor, item.public_id)
    back = taking_back.take_back(house.editor, item.public_id)
    assert (back.state, back.released_at) == (S.RELEASED, item.released_at)
