# SPDX-License-Identifier: Apache-2.0
"""Contributors in a form: found in the register or named only, with shares in whole per cents."""

import pytest
from django.http import QueryDict
from django.test import Client

from tests.factories.network import House
from tests.web.items.test_submission import form_of, sent
from tests.web.items.visits import found, part, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import credit
from yizhan.domains.network.models import Person
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.items import contributors
from yizhan.web.items.contributors import Line


def key_of(actor: Actor) -> str:
    return f"person:{Person.objects.get(pk=actor.person).public_id}"


def named(actor: Actor) -> str:
    return Person.objects.get(pk=actor.person).name


def given(*lines: tuple[str, str], **more: str) -> dict[str, object]:
    shares = {f"share-{key}": share for key, share in lines}
    return sent(contributor=[key for key, _share in lines], **shares, **more)


def shares_of(key: object) -> list[tuple[str, int]]:
    item = Item.objects.get(public_id=key)
    return [(one.name, one.share) for one in credit.contributions(item)]


@pytest.fixture
def member(house: House) -> Client:
    """A member at the form."""
    return visitor(house.member)


@pytest.mark.parametrize(
    ("count", "shares"),
    [(0, []), (1, ["100"]), (2, ["50", "50"]), (3, ["34", "33", "33"]), (7, ["15", "15", *["14"] * 5])],
)
def test_even_shares_make_a_hundred(count: int, shares: list[str]) -> None:
    assert contributors.even(count) == shares


def test_added_person_shares_evenly_as_long_as_nobody_chose_otherwise() -> None:
    lines = [Line(key="name:甲", name="甲", share="100")]
    pressed = QueryDict("add=name:乙")
    assert [line.share for line in contributors.changed(lines, pressed)] == ["50", "50"]
    uneven = [Line(key="name:甲", name="甲", share="70"), Line(key="name:丙", name="丙", share="30")]
    assert [line.share for line in contributors.changed(uneven, pressed)] == ["70", "30", ""]


def test_person_is_added_once_and_taken_out_again() -> None:
    lines = [Line(key="name:甲", name="甲", share="60"), Line(key="name:乙", name="乙", share="40")]
    assert contributors.changed(lines, QueryDict("add=name:甲")) == lines
    assert contributors.changed(lines, QueryDict("remove=name:乙")) == lines[:1]


def test_form_carries_no_more_lines_than_it_may() -> None:
    query = "&".join(f"contributor=name:{number}" for number in range(30))
    assert len(contributors.lines_given(QueryDict(query))) == contributors.MOST


@pytest.mark.parametrize("key", ["", "person:", "name: ", "role:editor", "甲"])
def test_line_without_a_known_kind_of_key_is_left_out(key: str) -> None:
    given_keys = QueryDict(mutable=True)
    given_keys.setlist("contributor", [key])
    assert contributors.lines_given(given_keys) == []


def test_author_alone_has_the_whole_share(house: House, member: Client) -> None:
    key = new_id()
    member.post(form_of(key), sent())
    assert shares_of(key) == [(named(house.member), 10_000)]


def test_people_units_and_names_share_an_item(house: House, member: Client) -> None:
    key, unit = new_id(), f"unit:{house.township.public_id}"
    answer = member.post(form_of(key), given((key_of(house.member), "50"), (unit, "30"), ("name:陆青", "20")))
    assert answer.status_code == 302
    assert shares_of(key) == [(named(house.member), 5000), (house.township.name, 3000), ("陆青", 2000)]


@pytest.mark.parametrize("shares", [("50", "40"), ("100", "0"), ("50", ""), ("-1", "101"), ("半", "50")])
def test_shares_that_do_not_make_a_whole_are_refused(house: House, member: Client, shares: tuple[str, str]) -> None:
    key = new_id()
    answer = member.post(form_of(key), given((key_of(house.member), shares[0]), ("name:陆青", shares[1])))
    assert answer.status_code == 422
    assert "份额合计为" in said(answer)
    assert not Item.objects.filter(public_id=key).exists()


def test_key_that_the_register_does_not_know_is_refused(member: Client) -> None:
    answer = member.post(form_of(new_id()), given((f"person:{new_id()}", "100")))
    assert answer.status_code == 422
    assert "不在名册中" in said(answer)


def test_search_without_javascript_offers_people_units_and_the_bare_name(house: House, member: Client) -> None:
    name = named(house.officer)
    page = member.post(form_of(new_id()), sent(wanted=name, find="1", title="还在写")).content.decode()
    assert f'name="add" value="{key_of(house.officer)}"' in page
    assert f'name="add" value="name:{name}"' in page
    assert 'value="还在写"' in page


def test_search_finds_nobody_of_another_station(house: House, elsewhere: House, member: Client) -> None:
    name = named(elsewhere.officer)
    page = member.post(form_of(new_id()), sent(wanted=name)).content.decode()
    assert key_of(elsewhere.officer) not in page


def test_search_with_htmx_brings_the_hits_only(house: House, member: Client) -> None:
    answer = part(member, form_of(new_id()), "hits", sent(wanted=house.township.name))
    page = answer.content.decode().strip()
    assert page.startswith('<div id="hits"')
    assert f'value="unit:{house.township.public_id}"' in page
    assert {"HX-Request", "HX-Target"} <= set(answer.headers["Vary"].replace(" ", "").split(","))


def test_button_adds_a_line_and_keeps_what_was_typed(house: House, member: Client) -> None:
    pressed = sent(
        add=key_of(house.officer), title="还在写", **{f"found-{key_of(house.officer)}": named(house.officer)}
    )
    page = member.post(form_of(new_id()), pressed).content.decode()
    assert f'name="contributor" value="{key_of(house.member)}"' in page
    assert f'name="contributor" value="{key_of(house.officer)}"' in page
    assert page.count('value="50"') == 2
    assert 'value="还在写"' in page


def test_button_with_htmx_brings_the_contributors_only(member: Client) -> None:
    answer = part(member, form_of(new_id()), "contributors", sent(add="name:陆青"))
    page = answer.content.decode().strip()
    assert page.startswith('<fieldset class="field" id="contributors">')
    assert "id_title" not in page


def test_draft_keeps_the_contributors(house: House, member: Client) -> None:
    key = new_id()
    member.post(f"/items/drafts/{key}/", given(("name:陆青", "40"), (key_of(house.member), "60")))
    page = member.get(form_of(key)).content.decode()
    assert 'name="share-name:陆青" value="40"' in page


def test_whoever_was_added_is_not_offered_again(house: House, member: Client) -> None:
    key = key_of(house.officer)
    pressed = sent(add=key, wanted=named(house.officer), **{f"found-{key}": named(house.officer)})
    page = member.post(form_of(new_id()), pressed)
    assert found(page, '//input[@name="wanted"]/@value') == [""]
    again = given((key, "100"), wanted=named(house.officer), find="1")
    offered = found(member.post(form_of(new_id()), again), '//button[@name="add"]/@value')
    assert offered == [f"name:{named(house.officer)}"]
