# SPDX-License-Identifier: Apache-2.0
"""A decision about two items is kept and not asked again; an addition reaches the office and shows nothing back."""

from collections.abc import Callable

import pytest

from tests.conftest import Recorded
from tests.domains.likeness.test_alike import COPIED, ELSEWHERE, LIFT, RETOLD
from tests.domains.matrix import refuses
from tests.factories import items
from tests.factories.items import IN_STATE
from tests.factories.network import House
from yizhan.domains.items.models import Draft, Item
from yizhan.domains.items.operations import submission
from yizhan.domains.items.states import State
from yizhan.domains.likeness import access
from yizhan.domains.likeness.models import Addition, Pair
from yizhan.domains.likeness.operations import adding, judging
from yizhan.domains.likeness.states import Judgement
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry


@pytest.fixture
def pair(house: House) -> tuple[Item, Item]:
    """Two items of one matter."""
    return items.submitted(house, **LIFT), items.submitted(house, **RETOLD)


def alike(house: House, item: Item) -> list[tuple[int, str]]:
    return [(one.item.pk, one.judgement) for one in access.like_item(house.editor, item)]


def judge(actor: Actor, one: Item, other: Item, judgement: str) -> Pair:
    return judging.judge(actor, one.public_id, other=other.public_id, judgement=judgement)


def test_what_was_declared_different_is_not_asked_again_from_either_side(
    house: House, pair: tuple[Item, Item], recorded: Recorded
) -> None:
    one, other = pair
    assert (alike(house, one), alike(house, other)) == ([(other.pk, "")], [(one.pk, "")])
    recorded.clear()
    judge(house.editor, other, one, Judgement.DIFFERENT)
    assert recorded.names == ["likeness.pair.judged", "likeness.pair.judged"]
    assert (alike(house, one), alike(house, other)) == ([], [])
    judge(house.reviewer, one, other, Judgement.OPEN)
    assert (alike(house, one), alike(house, other)) == ([(other.pk, "open")], [(one.pk, "open")])


def test_what_was_declared_the_same_stands_first_whatever_it_says_by_now(house: House, pair: tuple[Item, Item]) -> None:
    one, other = pair
    unlike = items.submitted(house, **ELSEWHERE)
    judge(house.editor, one, unlike, Judgement.SAME)
    assert alike(house, one) == [(unlike.pk, "same"), (other.pk, "")]


def test_deciding_alike_twice_is_one_act(house: House, pair: tuple[Item, Item], recorded: Recorded) -> None:
    first = judge(house.editor, *pair, Judgement.SAME)
    recorded.clear()
    assert judge(house.reviewer, *pair[::-1], Judgement.SAME) == first
    assert recorded.names == []


@pytest.mark.parametrize("state", State.values)
def test_any_state_of_the_two_may_be_judged(house: House, state: str) -> None:
    item = IN_STATE[state](house)
    assert judge(house.editor, item, items.submitted(house), Judgement.SAME).judgement == Judgement.SAME


@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        (lambda house: house.signer, Denied),
        (lambda house: house.member, Denied),
        (lambda house: house.handler, NotFound),
        (lambda house: house.neighbour.editor, NotFound),
    ],
)
def test_others_do_not_judge(
    house: House, pair: tuple[Item, Item], actor: Callable[[House], Actor], kind: type[Refusal]
) -> None:
    who = actor(house)
    refuses(lambda: judge(who, *pair, Judgement.SAME), kind, *pair)
    assert not Pair.objects.exists()


def test_a_wrong_decision_is_refused(house: House, pair: tuple[Item, Item]) -> None:
    one, other = pair
    refuses(lambda: judge(house.editor, one, one, Judgement.SAME), Invalid, one)
    refuses(lambda: judge(house.editor, one, other, "perhaps"), Invalid, one)
    unknown = Item(public_id=new_id())
    refuses(lambda: judge(house.editor, one, unknown, Judgement.SAME), NotFound, one)


def add(actor: Actor, key: object = None, *, is_truthful: bool = True, **texts: str) -> Addition:
    wording = items.wording(**{**COPIED, **texts})
    return adding.add(actor, key or new_id(), wording=wording, is_truthful=is_truthful)  # type: ignore[arg-type]  # a UUID, or none


def test_an_addition_goes_to_what_it_is_most_like(house: House, pair: tuple[Item, Item], recorded: Recorded) -> None:
    recorded.clear()
    key = new_id()
    submission.save_draft(house.officer, key, content={"title": "电梯"})
    addition = add(house.officer, key)
    assert (addition.item, addition.post_id, addition.title) == (pair[0], house.officer.post, COPIED["title"])
    assert addition.text == "\n".join((COPIED["situation"], COPIED["analysis"], COPIED["suggestion"]))
    assert recorded.names == ["likeness.addition.handed_in"]
    assert Entry.objects.latest("pk").matter == pair[0].public_id
    assert not Draft.objects.exists()


def test_who_reads_an_addition(house: House, pair: tuple[Item, Item]) -> None:
    addition = add(house.officer)
    readers = {
        name: access.visible(getattr(house, name)).filter(pk=addition.pk).exists()
        for name in ("editor", "reviewer", "officer", "member", "handler", "leader")
    }
    assert readers == {
        "editor": True,
        "reviewer": True,
        "officer": True,
        "member": False,
        "handler": False,
        "leader": False,
    }
    assert not access.visible(house.neighbour.editor).exists()
    with pytest.raises(NotFound):
        access.find_addition(house.member, addition.public_id)


def test_adding_twice_is_adding_once(house: House, pair: tuple[Item, Item]) -> None:
    key = new_id()
    assert add(house.officer, key) == add(house.officer, key)
    refused = refuses(lambda: add(house.officer, key, situation="别的内容。"), Conflict)
    assert refused.code == "likeness.addition.id_taken"
    refuses(lambda: add(house.member, key), Conflict)


@pytest.mark.rule("RULE-044")
def test_what_is_no_addition_is_refused(house: House, elsewhere: House, pair: tuple[Item, Item]) -> None:
    assert refuses(lambda: add(house.officer, is_truthful=False), Invalid).field == "is_truthful"
    assert refuses(lambda: add(house.officer, situation=""), Invalid).field == "situation"
    assert refuses(lambda: add(house.officer, situation="机密★1年 内容"), Invalid).code == "items.text.secret"
    assert refuses(lambda: add(house.officer, **ELSEWHERE), NotFound).code == "likeness.known.none"
    refuses(lambda: add(house.leader), Denied)
    refuses(lambda: add(elsewhere.member), NotFound)
    assert not Addition.objects.exists()
