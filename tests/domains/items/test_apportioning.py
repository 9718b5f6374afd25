# SPDX-License-Identifier: Apache-2.0
"""Shares add up, whatever is put together and taken out; nobody with a claim is left without a share."""

from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.domains.items.operations import apportioning
from yizhan.domains.items.operations.apportioning import Portion, apportioned, blended, even_shares, joined, parted
from yizhan.domains.items.operations.writing import WHOLE, Contributor


@st.composite
def contributors(draw: st.DrawFn) -> tuple[Contributor, ...]:
    people = draw(st.lists(st.integers(1, 6), min_size=1, max_size=4, unique=True))
    shares = apportioned(draw(st.lists(st.integers(1, 100), min_size=len(people), max_size=len(people))))
    return tuple(Contributor(person=person, share=share) for person, share in zip(people, shares, strict=True))


@st.composite
def portions(draw: st.DrawFn) -> list[Portion]:
    people = draw(st.lists(contributors(), min_size=2, max_size=5))
    shares = apportioned(draw(st.lists(st.integers(1, 1000), min_size=len(people), max_size=len(people))))
    return [
        Portion(item=number, share=share, contributors=named)
        for number, (share, named) in enumerate(zip(shares, people, strict=True))
    ]


@settings(deadline=None, derandomize=True)
@given(claims=st.lists(st.integers(0, 10**8), min_size=1, max_size=40))
def test_the_whole_is_given_out_and_every_claim_gets_something(claims: list[int]) -> None:
    given_out = apportioned(claims)
    assert sum(given_out) == WHOLE
    for share, claim in zip(given_out, claims, strict=True):
        assert share > 0 or (claim == 0 and any(claims))
    if min(claims) * WHOLE > sum(claims):
        exact = [claim * WHOLE / sum(claims) for claim in claims]
        assert all(abs(share - wanted) < 1 for share, wanted in zip(given_out, exact, strict=True))


def test_a_third_each_goes_by_the_largest_remainder() -> None:
    assert apportioned([1, 1, 1]) == [3334, 3333, 3333]
    assert apportioned([9000, 1000]) == [9000, 1000]
    assert apportioned([10**8, 1]) == [9999, 1]
    assert apportioned([0, 0]) == [5000, 5000]


@settings(deadline=None, derandomize=True)
@given(parts=portions())
def test_everybody_in_a_part_has_a_share_in_the_whole(parts: list[Portion]) -> None:
    whole = blended(parts)
    assert sum(one.share for one in whole) == WHOLE
    assert {one.person for one in whole} == {one.person for part in parts for one in part.contributors}
    assert len({apportioning.identity(one) for one in whole}) == len(whole)


@settings(deadline=None, derandomize=True)
@given(parts=portions(), place=st.integers(0, 4))
def test_what_is_taken_out_takes_its_share_and_nobody_elses(parts: list[Portion], place: int) -> None:
    leaving = parts[place % len(parts)]
    staying = [part for part in parts if part is not leaving]
    left = parted(blended(parts), [leaving], staying)
    assert sum(one.share for one in left) == WHOLE
    assert {one.person for one in left} == {one.person for part in staying for one in part.contributors}


@settings(deadline=None, derandomize=True)
@given(parts=portions(), added=contributors(), share=st.integers(1, WHOLE - 10))
def test_what_is_added_gets_what_it_was_given(parts: list[Portion], added: tuple[Contributor, ...], share: int) -> None:
    strangers = tuple(Contributor(person=(one.person or 0) + 100, share=one.share) for one in added)
    whole = joined(blended(parts), [Portion(item=9, share=share, contributors=strangers)])
    assert sum(one.share for one in whole) == WHOLE
    brought = sum(one.share for one in whole if (one.person or 0) > 100)
    assert abs(brought - share) <= len(whole)


def test_one_fact_through_two_channels_has_one_share() -> None:
    twice, other = (Contributor(person=1, share=WHOLE),), (Contributor(person=2, share=WHOLE),)
    parts = [Portion(item=number, share=0, contributors=of) for number, of in enumerate((twice, other, twice))]
    assert even_shares(parts) == [2500, 5000, 2500]
    assert apportioning.repeats(parts) == [False, False, True]


def test_items_that_name_nobody_are_told_apart() -> None:
    parts = [Portion(item=number, share=0) for number in range(3)]
    assert even_shares(parts) == [3334, 3333, 3333]
    assert apportioning.repeats(parts) == [False, False, False]
    assert blended(parts) == []
