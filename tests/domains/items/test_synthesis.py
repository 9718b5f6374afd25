# SPDX-License-Identifier: Apache-2.0
"""Several items edited into one: every state, every actor, every way to do it twice, and the way back."""

import random
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items
from tests.factories.items import IN_STATE
from tests.factories.network import House
from yizhan.domains.items import access
from yizhan.domains.items.models import Composition, Contribution, Descent, Item, Part
from yizhan.domains.items.operations import editing, registration, release, review, splitting, synthesis
from yizhan.domains.items.operations.apportioning import apportioned
from yizhan.domains.items.operations.splitting import Matter
from yizhan.domains.items.operations.synthesis import Wanted
from yizhan.domains.items.operations.writing import WHOLE, Contributor
from yizhan.domains.items.queries import credit, descent, journals, listing, wordings
from yizhan.domains.items.states import Channel, Kind, State
from yizhan.kernel import sentences
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal
from yizhan.kernel.ids import new_id

S = State


def wanted(*parts: Item, shares: Sequence[int] = ()) -> list[Wanted]:
    return [
        Wanted(item=part.public_id, share=share) for part, share in zip(parts, shares or [0] * len(parts), strict=True)
    ]


def compose(house: House, *parts: Item, **options: Any) -> Item:
    actor = options.pop("actor", house.editor)
    shares = options.pop("shares", ())
    given = {"wording": items.wording(title="加装电梯后续管理的综合反映"), "kind": Kind.SOCIAL_OPINION, **options}
    return synthesis.compose(actor, new_id(), parts=wanted(*parts, shares=shares), **given)


def shares(item: Item) -> dict[str, int]:
    return dict(credit.shares(item.pk))


def picture(*rows: Item) -> list[Any]:
    """All that putting together and taking apart may change, of these items."""
    keys = [row.pk for row in rows]
    return [
        list(Item.objects.filter(pk__in=keys).order_by("pk").values_list("state", "authors", "text_number")),
        list(Part.objects.filter(synthesis__in=keys).order_by("synthesis", "rank").values_list("item", "share")),
        list(Contribution.objects.filter(item__in=keys).order_by("item", "rank").values_list("item", "name", "share")),
        sorted(Descent.objects.filter(item__in=keys).values_list("item", "ancestor", "distance")),
    ]


def test_three_items_become_one_and_keep_everything(house: House, recorded: Recorded) -> None:
    parts = [items.submitted(house), items.registered(house, by=house.officer), items.released(house)]
    before = picture(*parts)
    recorded.clear()
    whole = compose(house, *parts, shares=[5000, 3000, 2000])
    assert recorded.names == ["items.item.absorbed"] * 3 + ["items.synthesis.composed"]
    assert (whole.state, whole.channel, whole.organization_id, whole.post_id) == ("registered", "synthesis", None, None)
    assert [Item.objects.get(pk=part.pk).state for part in parts] == ["absorbed", "absorbed", "released"]
    named = {one.person_id: one.share for one in credit.contributions(whole)}
    assert named == {house.member.person: 7000, house.officer.person: 3000}
    assert [(part.item_id, part.share, part.came_from) for part in descent.parts(whole)] == [
        (parts[0].pk, 5000, "submitted"),
        (parts[1].pk, 3000, "registered"),
        (parts[2].pk, 2000, ""),
    ]
    assert picture(*parts)[1:] == before[1:]
    for part, author in zip(parts, (house.member, house.officer, house.member), strict=True):
        assert access.find(author, part.public_id) == part
        assert wordings.text_in_force(part).number == 1


@pytest.mark.parametrize("state", list(State))
def test_an_item_can_be_put_together_exactly_in_these_states(house: House, recorded: Recorded, state: str) -> None:
    item, other = IN_STATE[state](house), items.registered(house)
    after = {S.SUBMITTED: S.ABSORBED, S.REGISTERED: S.ABSORBED, S.RELEASED: S.RELEASED, S.ARCHIVED: S.ARCHIVED}
    recorded.clear()
    if state in after:
        whole = compose(house, item, other)
        assert Item.objects.get(pk=item.pk).state == after[State(state)]
        assert recorded.names == ["items.item.absorbed"] * 2 + ["items.synthesis.composed"]
        synthesis.undo(house.editor, whole.public_id)
        assert Item.objects.get(pk=item.pk).state == state
        return
    refused = refuses(partial(compose, house, item, other), Conflict, item, other)
    assert refused.code == ("items.synthesis.absorbed" if state == S.ABSORBED else "items.synthesis.unfit")
    assert item.number in sentences.refused(refused)[0]


#: Each change of a synthesis as `(house, whole, spare item)` to a call that takes further arguments.
CHANGES: dict[str, Callable[[House, Item, Item], Callable[..., Item]]] = {
    "join": lambda _house, _whole, spare: partial(synthesis.join, parts=wanted(spare), reason="同一件事"),
    "take_out": lambda _house, whole, _spare: partial(
        synthesis.take_out, items=[descent.parts(whole)[0].item.public_id], reason="另有原因"
    ),
    "undo": lambda _house, _whole, _spare: synthesis.undo,
}
WRITTEN = {
    "join": ["items.item.absorbed", "items.synthesis.joined"],
    "take_out": ["items.item.set_free", "items.synthesis.parted"],
    "undo": ["items.item.set_free"] * 3 + ["items.synthesis.dissolved"],
}


def three(house: House) -> Item:
    return compose(house, items.registered(house), items.registered(house, by=house.officer), items.submitted(house))


@pytest.mark.parametrize("verb", CHANGES)
def test_a_synthesis_changes_while_it_is_edited_and_by_whom_it_may(
    house: House, elsewhere: House, recorded: Recorded, verb: str
) -> None:
    whole, spare = three(house), items.registered(house)
    change = CHANGES[verb](house, whole, spare)
    for actor, kind in ((house.supervisor, Denied), (house.signer, Denied), (elsewhere.editor, NotFound)):
        refuses(partial(change, actor, whole.public_id), kind, whole, spare)
    for actor in (house.member, house.leader, house.handler, house.audit_administrator):
        refuses(partial(change, actor, whole.public_id), NotFound, whole, spare)
    refused = refuses(partial(change, house.editor, whole.public_id, seen=whole.version + 1), Conflict, whole)
    assert refused.code == "page.outdated"
    clicking = house.editor.requested(new_id())
    recorded.clear()
    assert change(clicking, whole.public_id).pk == whole.pk
    assert change(clicking, whole.public_id).pk == whole.pk
    assert recorded.names == WRITTEN[verb]
    plain, other = items.registered(house), items.registered(house)
    change = CHANGES[verb](house, three(house), other)
    assert refuses(partial(change, house.editor, plain.public_id), Conflict, plain).code == "items.state.elsewhere"


@pytest.mark.parametrize("verb", CHANGES)
def test_a_synthesis_in_review_does_not_change(house: House, verb: str) -> None:
    whole, spare = three(house), items.registered(house)
    change = CHANGES[verb](house, whole, spare)
    review.send_to_review(house.editor, whole.public_id)
    assert refuses(partial(change, house.editor, whole.public_id), Conflict, whole).code == "items.state.elsewhere"


def test_what_cannot_be_one_synthesis(house: House, elsewhere: House) -> None:
    one, two = items.registered(house), items.registered(house)
    foreign = items.registered(elsewhere)
    whole = compose(house, one, two)
    spare, released = items.registered(house), items.released(house)
    second = compose(house, spare, released)

    def code(act: Callable[[], Any], kind: type[Refusal]) -> str:
        return refuses(act, kind, one, two, whole, spare, second).code

    assert code(lambda: compose(house, spare), Invalid) == "items.synthesis.too_few"
    assert code(lambda: compose(house, released, released), Invalid) == "items.synthesis.too_few"
    assert code(lambda: compose(house, released, released, whole), Invalid) == "items.synthesis.twice"
    assert code(lambda: compose(house, whole, foreign), NotFound) == "items.item.unknown"
    assert code(lambda: compose(house, one, second), Conflict) == "items.synthesis.absorbed"
    assert code(lambda: compose(house, second, released), Conflict) == "items.synthesis.related"
    assert code(lambda: compose(house, whole, second, shares=[5000, 4999]), Invalid) == "items.shares.do_not_add_up"
    assert code(lambda: compose(house, whole, second, shares=[0, WHOLE]), Invalid) == "items.shares.do_not_add_up"
    assert code(lambda: compose(house, whole, second, wording=items.wording(title="机密★一年")), Invalid) == (
        "items.text.secret"
    )
    assert code(lambda: compose(house, whole, second, actor=house.member), Denied) == "items.denied"
    assert code(lambda: compose(house, whole, second, actor=elsewhere.editor), NotFound) == "items.item.unknown"

    def added(to: Item, *parts: Item, **options: Any) -> Callable[[], Any]:
        return lambda: synthesis.join(house.editor, to.public_id, parts=wanted(*parts, **options), reason="并入")

    assert code(added(whole, whole), Invalid) == "items.synthesis.twice"
    assert code(added(second, released), Conflict) == "items.synthesis.related"
    assert code(added(second, one), Conflict) == "items.synthesis.absorbed"
    assert code(added(second, items.released(house), shares=[WHOLE]), Invalid) == "items.shares.do_not_add_up"

    def out(*parts: Item) -> Callable[[], Any]:
        gone = [part.public_id for part in parts]
        return lambda: synthesis.take_out(house.editor, whole.public_id, items=gone, reason="无关")

    assert code(out(one), Invalid) == "items.synthesis.too_few_left"
    assert code(out(spare), NotFound) == "items.synthesis.not_a_part"


def test_merging_in_opposite_directions_ends_in_one_whole(house: House) -> None:
    """Whoever comes second is told where the other synthesis is now."""
    first, second = items.synthesis(house), items.synthesis(house)
    synthesis.join(house.editor, first.public_id, parts=wanted(second), reason="同一件事")
    back = partial(synthesis.join, house.reviewer, second.public_id, parts=wanted(first), reason="同一件事")
    assert refuses(back, Conflict, first, second).code == "items.state.elsewhere"
    leaves = {part.item_id for part in Part.objects.filter(synthesis=second)}
    assert set(Descent.objects.filter(item=first, ancestor__in=leaves).values_list("distance", flat=True)) == {2}
    assert sum(shares(first).values()) == WHOLE


def test_handing_in_the_same_synthesis_twice_is_once(house: House, recorded: Recorded) -> None:
    parts, key = wanted(items.registered(house), items.registered(house)), new_id()
    again = partial(synthesis.compose, house.editor, key, parts=parts, wording=items.wording(), kind="problem")
    assert again() == again()
    assert Item.objects.filter(channel=Channel.SYNTHESIS).count() == 1
    other = partial(synthesis.compose, house.editor, key, parts=parts, wording=items.wording(title="x"), kind="problem")
    assert refuses(other, Conflict).code == "items.item.id_taken"


def test_shares_edited_since_survive_a_further_merge_and_an_undo(house: House) -> None:
    whole = items.synthesis(house)
    edited = [
        Contributor(share=9000, person=house.member.person),
        Contributor(share=1000, person=house.officer.person),
    ]
    editing.set_shares(house.editor, whole.public_id, contributors=edited, reason="主要由委员调研")
    before = picture(whole)
    third = items.registered(house, by=house.editor)
    synthesis.join(house.editor, whole.public_id, parts=wanted(third, shares=[5000]), reason="又一件")
    assert list(shares(whole).values()) == [4500, 500, 5000]
    synthesis.take_out(house.editor, whole.public_id, items=[third.public_id], reason="另案处理")
    assert list(shares(whole).values()) == [9000, 1000]
    synthesis.undo(house.editor, whole.public_id)
    synthesis.undo(house.editor, whole.public_id)
    assert picture(whole) == before
    synthesis.undo(house.editor, whole.public_id, reason="误操作")
    assert list(shares(whole).values()) == [5000, 5000]
    changes = list(Composition.objects.filter(item=whole).order_by("number").values_list("change", "follows"))
    assert changes == [
        ("composed", 0),
        ("shared", 1),
        ("joined", 2),
        ("parted", 3),
        ("undone", 2),
        ("undone", 1),
        ("undone", 0),
    ]


@pytest.mark.parametrize("seed", range(8))
def test_undoing_everything_equals_the_start(house: House, seed: int) -> None:
    """Any sequence of merges, share edits, additions and removals, undone step by step; shares add up throughout."""
    chance = random.Random(seed)
    authors = [house.member, house.officer, house.editor, house.second_member]
    pool = [items.submitted(house, by=chance.choice(authors)) for _ in range(3)]
    pool += [items.registered(house, by=chance.choice(authors)) for _ in range(4)]
    start = picture(*pool)
    chosen = chance.sample(pool, chance.randint(2, 4))
    claims = apportioned([chance.randint(1, 50) for _ in chosen])
    whole = compose(house, *chosen, shares=claims)
    seen = [picture(*pool, whole)]
    for _ in range(6):
        if _changed(house, whole, pool, chance):
            seen.append(picture(*pool, whole))
        assert sum(shares(whole).values()) == WHOLE
        assert sum(part.share for part in descent.parts(whole)) == WHOLE
    for expected in reversed(seen[:-1]):
        synthesis.undo(house.editor, whole.public_id)
        assert picture(*pool, whole) == expected
    assert synthesis.undo(house.editor, whole.public_id).state == State.DISSOLVED
    assert picture(*pool) == start
    assert sum(shares(whole).values()) == WHOLE


def _changed(house: House, whole: Item, pool: list[Item], chance: random.Random) -> bool:
    """One change by chance; whether there was one to make."""
    inside = [part.item for part in descent.parts(whole)]
    outside = [item for item in pool if item not in inside]
    drawn = chance.choice(["join", "take_out", "share"])
    if drawn == "join" and outside:
        part = wanted(chance.choice(outside), shares=[chance.choice([0, 1, 2500, 9000])])
        synthesis.join(house.editor, whole.public_id, parts=part, reason="同一件事")
        return True
    if drawn == "take_out" and len(inside) > 2:
        gone = [chance.choice(inside).public_id]
        synthesis.take_out(house.editor, whole.public_id, items=gone, reason="另有原因")
        return True
    if drawn == "share":
        present = credit.contributions(whole)
        given = apportioned([chance.randint(1, 99) for _ in present])
        named = [Contributor(share=share, person=one.person_id) for one, share in zip(present, given, strict=True)]
        editing.set_shares(house.editor, whole.public_id, contributors=named, reason="调整")
        return True
    return False


def test_what_left_and_went_elsewhere_is_not_called_back(house: House) -> None:
    whole = three(house)
    part = descent.parts(whole)[0].item
    synthesis.take_out(house.editor, whole.public_id, items=[part.public_id], reason="另案处理")
    compose(house, part, items.registered(house))
    refused = refuses(partial(synthesis.undo, house.editor, whole.public_id), Conflict, whole, part)
    assert refused.code == "items.synthesis.absorbed"


def test_authors_read_what_became_of_the_whole_and_see_it_once_released(house: House) -> None:
    mine, other = items.registered(house), items.registered(house, by=house.officer)
    whole = compose(house, mine, other)
    refuses(partial(access.find, house.member, whole.public_id), NotFound)
    refuses(partial(access.find, house.officer, whole.public_id), NotFound)
    editing.edit(house.editor, whole.public_id, wording=items.wording(title="综合稿"))
    review.send_to_review(house.editor, whole.public_id)
    review.approve(house.reviewer, whole.public_id)
    review.approve(house.second_reviewer, whole.public_id)
    review.sign_off(house.signer, whole.public_id)
    release.release(house.signer, whole.public_id, issue=new_id(), issue_label="《社情民意》2026年第1期")
    for author, item in ((house.member, mine), (house.officer, other)):
        told = [entry.event for entry in journals.journey(item)]
        assert told[-3:] == ["items.item.absorbed", "items.item.edited", "items.item.released"]
        assert access.find(author, whole.public_id) == whole
        assert whole not in listing.of_person(access.visible(author), author.acting_person)
    absorbed = journals.journey(mine).get(event="items.item.absorbed")
    assert "50%" in sentences.told(absorbed.event, absorbed.facts)


def test_nobody_takes_a_synthesis_back_or_reviews_a_share_of_his_own(house: House) -> None:
    whole = compose(house, items.registered(house, by=house.reviewer), items.registered(house))
    assert not {"withdraw", "return_to_author", "split"} & set(access.offers(house.reviewer, whole))
    assert "compose" in access.offers(house.editor, whole)
    review.send_to_review(house.editor, whole.public_id)
    own = partial(review.approve, house.reviewer, whole.public_id)
    assert refuses(own, Denied, whole).code == "items.review.own_item"


def test_a_synthesis_may_be_declined_and_taken_up_with_all_its_parts(house: House) -> None:
    whole = three(house)
    registration.decline(house.editor, whole.public_id, code="known")
    part = descent.parts(whole)[0].item
    assert list(journals.journey(part).values_list("event", flat=True))[-1] == "items.item.declined"
    registration.reconsider(house.reviewer, whole.public_id, reason="情况有变")
    assert synthesis.undo(house.editor, whole.public_id).state == State.DISSOLVED


def matters() -> list[Matter]:
    return [Matter(public_id=new_id(), wording=items.wording(title=title)) for title in ("电梯费用", "电梯安全")]


@pytest.mark.parametrize("state", list(State))
def test_an_item_is_split_while_it_is_edited(house: House, recorded: Recorded, state: str) -> None:
    item = IN_STATE[state](house)
    act = partial(splitting.split, house.editor, item.public_id, matters=matters(), reason="两件事")
    recorded.clear()
    if state != State.REGISTERED:
        refuses(act, Conflict, item)
        return
    before = picture(item)
    assert act(seen=item.version).state == State.SPLIT
    assert recorded.names == ["items.item.split_off"] * 2 + ["items.item.split"]
    halves = list(descent.split_off(item))
    assert [half.state for half in halves] == ["registered", "registered"]
    assert [half.organization_id for half in halves] == [item.organization_id] * 2
    for half in halves:
        assert list(credit.shares(half.pk)) == list(credit.shares(item.pk))
        refuses(partial(access.find, house.member, half.public_id), NotFound)
    recorded.clear()
    assert splitting.unite(house.editor, item.public_id).state == State.REGISTERED
    assert recorded.names == ["items.item.given_up"] * 2 + ["items.item.united"]
    assert picture(item) == before
    assert [entry.event for entry in journals.journey(item)][-2:] == ["items.item.split", "items.item.united"]


def test_a_split_is_refused_or_stays_where_it_has_gone_on(house: House, elsewhere: House) -> None:
    item = items.registered(house)
    one = matters()[:1]
    split = partial(splitting.split, reason="两件事")
    assert refuses(lambda: split(house.editor, item.public_id, matters=one), Invalid, item).code == (
        "items.split.too_few"
    )
    refuses(lambda: split(house.signer, item.public_id, matters=matters()), Denied, item)
    refuses(lambda: split(elsewhere.editor, item.public_id, matters=matters()), NotFound, item)
    whole = three(house)
    refuses(lambda: split(house.editor, whole.public_id, matters=matters()), Conflict, whole)
    clicking = house.editor.requested(new_id())
    both = matters()
    assert split(clicking, item.public_id, matters=both) == split(clicking, item.public_id, matters=both)
    half = descent.split_off(item)[0]
    taken = [Matter(public_id=half.public_id, wording=items.wording()), *matters()]
    fresh = items.registered(house)
    refused = refuses(lambda: split(house.editor, fresh.public_id, matters=taken), Conflict, fresh)
    assert refused.code == "items.item.id_taken"
    review.send_to_review(house.editor, half.public_id)
    gone = refuses(lambda: splitting.unite(house.editor, item.public_id), Conflict, item, half)
    assert gone.code == "items.split.gone_on"
    refuses(lambda: splitting.unite(house.signer, item.public_id), Denied, item)


def test_who_is_credited_through_merges_splits_and_transfers(house: House) -> None:
    mine, other = items.registered(house), items.registered(house, by=house.officer)
    whole = compose(house, mine, other, shares=[7500, 2500])
    moved = registration.transfer(house.editor, whole.public_id, station=house.neighbour.station.pk, reason="属于邻区")
    lines = credit.credited(Item.objects.filter(pk=moved.pk))
    assert [(line.person, line.share, set(line.originals)) for line in lines] == [
        (house.member.person, 7500, {mine.pk, whole.pk}),
        (house.officer.person, 2500, {other.pk, whole.pk}),
    ]
    received = credit.credited_in(house.neighbour.station.pk, mine.submitted_at, moved.submitted_at.replace(year=2999))
    assert [line.item for line in received] == [moved.pk, moved.pk]
