# SPDX-License-Identifier: Apache-2.0
"""Wordings are only added; shares add up and go along; transfers keep everything; secret material is kept nowhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domains.matrix import refuses
from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items import access
from yizhan.domains.items.models import Draft, Item
from yizhan.domains.items.operations import editing, registration, submission
from yizhan.domains.items.operations.writing import WHOLE, Contributor, check_contributors
from yizhan.domains.items.queries import credit, descent, journals, reviewing, wordings
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id


def test_every_edit_adds_a_wording_and_keeps_the_former(house: House) -> None:
    item = items.registered(house)
    for number in (2, 3):
        editing.edit(house.editor, item.public_id, wording=items.wording(title=f"第{number}稿"), note=f"改{number}")
    kept = list(wordings.texts(item).values_list("number", "title", "note"))
    assert kept == [(1, item.title, ""), (2, "第2稿", "改2"), (3, "第3稿", "改3")]
    assert Item.objects.get(pk=item.pk).title == "第3稿"


def test_a_transferred_item_is_a_full_item_with_a_way_back(house: House, elsewhere: House) -> None:
    item = items.submitted(house)
    copy = registration.transfer(house.editor, item.public_id, station=elsewhere.station.pk, reason="属于邻区")
    assert (copy.station_id, copy.origin_id, copy.state) == (elsewhere.station.pk, item.pk, "submitted")
    assert [str(one) for one in credit.contributions(copy)] == [str(one) for one in credit.contributions(item)]
    assert [one.pk for one in descent.origins(copy)] == [item.pk]
    assert access.is_visible(house.member, copy)
    registration.register(elsewhere.editor, copy.public_id)
    told = [entry.event for entry in journals.journey(item)]
    assert told == ["items.item.submitted", "items.item.transferred", "items.item.registered"]


def test_contributors_of_a_copy_keep_their_access_over_two_stations(house: House, elsewhere: House) -> None:
    item = items.submitted(house)
    there = registration.transfer(house.editor, item.public_id, station=elsewhere.station.pk, reason="属于邻区")
    back = registration.transfer(elsewhere.editor, there.public_id, station=house.station.pk, reason="仍属本区")
    assert [one.pk for one in descent.origins(back)] == [there.pk, item.pk]
    assert [one.pk for one in descent.chain(item)] == [item.pk, there.pk, back.pk]
    assert access.is_visible(house.member, back)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.integers(-100, 12_000), min_size=1, max_size=6))
def test_shares_are_taken_exactly_when_they_are_positive_and_whole(shares: list[int]) -> None:
    contributors = [Contributor(share=share, name=f"某{number}") for number, share in enumerate(shares)]
    if min(shares) > 0 and sum(shares) == WHOLE:
        assert [one.share for one in check_contributors(contributors)] == shares
    else:
        with pytest.raises(Invalid):
            check_contributors(contributors)


def test_nobody_is_named_twice(house: House) -> None:
    twice = [Contributor(share=5000, person=house.member.person), Contributor(share=5000, person=house.member.person)]
    with pytest.raises(Invalid, match="twice"):
        check_contributors(twice)


@pytest.mark.parametrize("text", ["机密★1年\n情况", "绝密★启用前", "密级：秘密", "秘密 ★ 长期"])
def test_secret_material_is_refused_and_nothing_of_it_is_kept(house: House, text: str) -> None:
    item = items.registered(house)
    with pytest.raises(Invalid, match=r"items\.text\.secret"):
        submission.submit(
            house.member, new_id(), kind="social_opinion", wording=items.wording(situation=text), is_truthful=True
        )
    with pytest.raises(Invalid, match=r"items\.text\.secret"):
        submission.save_draft(house.member, new_id(), content={"situation": text})
    refuses(lambda: editing.edit(house.editor, item.public_id, wording=items.wording(analysis=text)), Invalid, item)
    assert Draft.objects.count() == 0
    assert Item.objects.count() == 1


def test_speaking_of_secrecy_work_is_no_secret(house: House) -> None:
    assert items.submitted(house, situation="建议加强保密工作培训，防止商业秘密外泄。").state == "submitted"


def test_an_id_that_is_taken_by_somebody_else_is_refused(house: House) -> None:
    item = items.submitted(house)
    refused = refuses(
        lambda: submission.submit(
            house.officer, item.public_id, kind="social_opinion", wording=items.wording(), is_truthful=True
        ),
        Conflict,
        item,
    )
    assert refused.code == "items.item.id_taken"


@pytest.mark.rule("RULE-024")
def test_figures_count_as_verified_only_for_the_wording_that_was_checked(house: House) -> None:
    item = items.registered(house, situation="涉及住户260户。")
    assert not reviewing.is_verified(item, wordings.text_in_force(item))
    editing.verify(house.editor, item.public_id, result="confirmed", note="已核实")
    assert reviewing.is_verified(item, wordings.text_in_force(item))
    item = editing.edit(house.editor, item.public_id, wording=items.wording(situation="涉及住户360户。"))
    assert not reviewing.is_verified(item, wordings.text_in_force(item))
    editing.verify(house.editor, item.public_id, result="unconfirmed", note="街道说法不一")
    assert not reviewing.is_verified(item, wordings.text_in_force(item))
    item = editing.edit(house.editor, item.public_id, wording=items.wording(situation="涉及不少住户。"))
    assert reviewing.is_verified(item, wordings.text_in_force(item))
