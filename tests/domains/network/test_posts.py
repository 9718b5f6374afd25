# SPDX-License-Identifier: Apache-2.0
"""Posts, accounts, links and keys: rights hang on posts and end with them."""

import datetime

import pytest

from tests.conftest import Recorded
from tests.factories import network
from tests.factories.network import LONG_AGO, House
from yizhan.domains.network import queries
from yizhan.domains.network.models import Account, SignInLink, Token
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.states import ADMINISTRATORS, ResponsibilityKind, Role
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound

GOOD = "liuhuai-yixian-79"


@pytest.mark.parametrize("first", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("second", sorted(ADMINISTRATORS))
def test_nobody_holds_two_of_the_three_administrators_posts(house: House, first: str, second: str) -> None:
    holder = network.person()
    network.post(house.office, first, holder=holder)
    if first == second:
        network.post(house.office, second, holder=holder)
    else:
        with pytest.raises(Conflict, match="administrators_apart"):
            network.post(house.office, second, holder=holder)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR, Role.LEADER])
def test_only_security_administrators_give_posts(house: House, recorded: Recorded, role: str) -> None:
    holder = network.person()
    recorded.clear()
    with pytest.raises(Denied):
        posts.appoint(
            getattr(house, role), person=holder.pk, organization=house.office.pk, role=Role.EDITOR, starts_on=LONG_AGO
        )
    assert recorded.names == []


@pytest.mark.rule("RULE-201")
def test_officers_carry_their_kind_and_units_without_one_are_listed(house: House) -> None:
    with pytest.raises(Invalid, match="officer_kind"):
        posts.appoint(
            system(), person=network.person().pk, organization=house.office.pk, role=Role.OFFICER, starts_on=LONG_AGO
        )
    names = set(queries.without_officer(house.station.pk).values_list("name", flat=True))
    assert names == {house.department.name, house.other_department.name}


@pytest.mark.rule("RULE-014")
def test_a_unit_has_one_first_responsible_person_at_a_time(house: House) -> None:
    first, second = network.person(), network.person()
    for person in (first, second):
        tree.name_responsible(
            system(),
            house.township.pk,
            person=person.pk,
            kind=ResponsibilityKind.FIRST,
            title="书记",
            since=clock.today() - datetime.timedelta(days=0 if person is second else 30),
        )
    with clock.at(clock.now() + datetime.timedelta(days=1)):
        named = queries.responsible([house.township.pk])
        assert [one.person for one in named] == [second]


@pytest.mark.rule("RULE-015")
def test_several_persons_may_be_directly_responsible_but_nobody_twice(house: House) -> None:
    people = [network.person(), network.person()]
    for person in people:
        tree.name_responsible(
            system(),
            house.township.pk,
            person=person.pk,
            kind=ResponsibilityKind.DIRECT,
            title="分管领导",
            since=LONG_AGO,
        )
    with pytest.raises(Conflict):
        tree.name_responsible(
            system(),
            house.township.pk,
            person=people[0].pk,
            kind=ResponsibilityKind.DIRECT,
            title="分管领导",
            since=LONG_AGO,
        )
    assert [one.person for one in queries.responsible([house.township.pk])] == people


def test_a_one_time_link_works_once_and_not_for_ever(house: House) -> None:
    account = posts.open_account(system(), person=network.person().pk, sign_in_name="liu.huai")
    secret = posts.make_sign_in_link(house.security_administrator, account.pk).text
    with pytest.raises(Invalid, match="weak"):
        posts.set_password(secret, "12345678")
    posts.set_password(secret, GOOD)
    assert Account.objects.get(pk=account.pk).check_password(GOOD)
    with pytest.raises(NotFound):
        posts.set_password(secret, GOOD)
    late = posts.make_sign_in_link(house.security_administrator, account.pk).text
    with clock.at(clock.now() + posts.LINK_LIFETIME), pytest.raises(NotFound):
        posts.set_password(late, GOOD)
    assert secret not in SignInLink.objects.values_list("digest", flat=True)


def test_a_new_link_ends_the_former(house: House) -> None:
    account = posts.open_account(system(), person=network.person().pk, sign_in_name="liu.huai")
    former = posts.make_sign_in_link(house.security_administrator, account.pk).text
    posts.make_sign_in_link(house.security_administrator, account.pk)
    with pytest.raises(NotFound):
        posts.set_password(former, GOOD)


def test_a_key_ends_with_its_post_its_account_and_at_will(house: House) -> None:
    post = network.post(house.office, Role.EDITOR)
    keys = [posts.make_token(system(), post.pk, label=f"第{number}把").text for number in range(2)]
    assert [queries.actor_of_token(key) is not None for key in keys] == [True, True]
    posts.revoke_token(system(), post.pk, Token.objects.get(label="第0把").pk)
    assert [queries.actor_of_token(key) is not None for key in keys] == [False, True]
    account = posts.open_account(system(), person=post.person_id, sign_in_name="key.owner")
    posts.close_account(system(), account.pk, reason="调离")
    assert queries.actor_of_token(keys[1]) is None


def test_an_ended_post_gives_no_rights_from_the_next_day_on(house: House) -> None:
    post = network.post(house.office, Role.EDITOR)
    posts.end_post(system(), post.pk, on=clock.today(), reason="届满")
    assert queries.posts_held(post.person_id).count() == 1
    with clock.at(clock.now() + datetime.timedelta(days=1)):
        assert queries.posts_held(post.person_id).count() == 0


@pytest.mark.parametrize("name", ["a", "x" * 41, "with space", "<script>", ""])
def test_a_sign_in_name_has_a_form(house: House, name: str) -> None:
    with pytest.raises(Invalid, match="name_form"):
        posts.open_account(system(), person=network.person().pk, sign_in_name=name)
