# SPDX-License-Identifier: Apache-2.0
"""Posts and accounts: the register, giving and ending posts, opening and closing accounts, one-time links."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import network as made
from tests.factories.network import House
from tests.web.administration.conftest import PEOPLE
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.network.models import Account, Person, Post, SignInLink
from yizhan.domains.network.operations import posts
from yizhan.domains.network.queries import link_of_secret
from yizhan.domains.network.states import Role
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id
from yizhan.web.administration.views import accounts

OTHERS = [role for role in PEOPLE if role != Role.SECURITY_ADMINISTRATOR]


@pytest.fixture
def person(house: House) -> Person:
    """Somebody who was entered and has nothing yet."""
    return made.person("欧阳清辞")


def page_of(person: Person) -> str:
    return f"/accounts/{person.public_id}/"


def names(page: Any) -> list[str]:
    return found(page, '//th[contains(@class, "cell-main")]/a/text()')


def appointment(house: House, role: str = Role.EDITOR, **changes: str) -> dict[str, str]:
    given = {"organization": str(house.office.pk), "role": role, "officer_kind": "", "title": "信息编辑"}
    return {**given, "starts_on": "2026-01-01", "act": act(), **changes}


def opened(person: Person) -> Account:
    return posts.open_account(system(), person=person.pk, sign_in_name="qingci")


@pytest.mark.parametrize("role", OTHERS)
def test_register_is_the_security_administrator_s(house: House, person: Person, role: str) -> None:
    client = visitor(getattr(house, role))
    assert client.get("/accounts/").status_code == 403
    assert client.get(page_of(person)).status_code == 403


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR])
def test_nobody_else_gives_posts_or_accounts(house: House, person: Person, recorded: Recorded, role: str) -> None:
    client = visitor(getattr(house, role))
    opened(person)
    recorded.clear()
    post = Post.objects.get(pk=house.handler.post)
    for url, given in (
        (f"{page_of(person)}posts/new/", appointment(house)),
        (f"{page_of(person)}opening/", {"sign_in_name": "x1"}),
        (f"{page_of(person)}closure/", {"reason": "调离"}),
        (f"{page_of(person)}link/", {}),
        (f"/accounts/posts/{post.public_id}/end/", {"on": "2026-11-01", "reason": "调离"}),
        (f"/accounts/posts/{post.public_id}/keys/new/", {"label": "平台"}),
    ):
        assert client.post(url, {**given, "act": act()}).status_code == 403, url
    assert recorded.names == []


def test_register_lists_posts_and_state_and_is_searched(
    house: House, person: Person, security_administrator: Client
) -> None:
    page = security_administrator.get("/accounts/")
    assert names(page)[0] == person.name
    assert "未开通" in found(page, f'//tr[th/a[text()="{person.name}"]]')[0]
    assert names(security_administrator.get("/accounts/?q=清辞")) == [person.name]
    assert "没有找到" in said(security_administrator.get("/accounts/?q=没有的人"))


def test_register_shows_who_lacks_a_post_or_an_account(
    house: House, person: Person, security_administrator: Client
) -> None:
    assert names(security_administrator.get("/accounts/?without=post")) == [person.name]
    lacking = names(security_administrator.get("/accounts/?without=account"))
    assert person.name in lacking
    assert Person.objects.get(pk=house.security_administrator.person).name not in lacking


def test_register_goes_on_by_key(house: House, security_administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "SIZE", 4)
    everybody = list(Person.objects.order_by("-pk").values_list("name", flat=True))
    page = security_administrator.get("/accounts/")
    assert names(page) == everybody[:4]
    [following] = [url for url in found(page, "//a/@href") if "beyond=" in url]
    assert names(security_administrator.get(following)) == everybody[4:8]


def test_post_is_given_and_stands_on_the_page(
    house: House, person: Person, security_administrator: Client, recorded: Recorded
) -> None:
    recorded.clear()
    answer = security_administrator.post(f"{page_of(person)}posts/new/", appointment(house), follow=True)
    assert recorded.names == ["network.post.appointed"]
    assert answer.redirect_chain == [(page_of(person), 302)]
    assert f"信息编辑 · {house.office.short_name}" in said(answer)
    post = Post.objects.get(person=person)
    assert (post.role, post.station) == (Role.EDITOR, house.station)


def test_double_click_gives_one_post(house: House, person: Person, security_administrator: Client) -> None:
    given = appointment(house)
    for _ in range(2):
        assert security_administrator.post(f"{page_of(person)}posts/new/", given).status_code == 302
    assert Post.objects.filter(person=person).count() == 1


def test_nobody_becomes_two_administrators(house: House, security_administrator: Client, recorded: Recorded) -> None:
    holder = Person.objects.get(pk=house.audit_administrator.person)
    recorded.clear()
    page = security_administrator.post(f"{page_of(holder)}posts/new/", appointment(house, Role.SYSTEM_ADMINISTRATOR))
    assert page.status_code == 409
    assert len(found(page, '//*[@class="field-error"]')) == 1
    assert recorded.names == []


@pytest.mark.parametrize(("role", "kind"), [(Role.OFFICER, ""), (Role.EDITOR, "part_time")])
def test_kind_belongs_to_officers(
    house: House, person: Person, security_administrator: Client, role: str, kind: str
) -> None:
    page = security_administrator.post(f"{page_of(person)}posts/new/", appointment(house, role, officer_kind=kind))
    assert (page.status_code, Post.objects.filter(person=person).count()) == (422, 0)


def test_installation_itself_is_no_role_to_give(house: House, person: Person, security_administrator: Client) -> None:
    page = security_administrator.post(f"{page_of(person)}posts/new/", appointment(house, Role.SYSTEM))
    assert (page.status_code, Post.objects.filter(person=person).count()) == (422, 0)


def test_post_ends_with_a_reason(house: House, security_administrator: Client, recorded: Recorded) -> None:
    post = Post.objects.get(pk=house.handler.post)
    url, today = f"/accounts/posts/{post.public_id}/end/", clock.today().isoformat()
    assert security_administrator.get(url).status_code == 200
    recorded.clear()
    assert security_administrator.post(url, {"on": today, "reason": "", "act": act()}).status_code == 422
    assert recorded.names == []
    security_administrator.post(url, {"on": today, "reason": "调离", "act": act()})
    assert recorded.names == ["network.post.ended"]
    assert security_administrator.post(url, {"on": today, "reason": "调离", "act": act()}).status_code == 409


def test_account_is_opened_under_the_person_s_name(
    house: House, person: Person, security_administrator: Client
) -> None:
    url = f"{page_of(person)}opening/"
    assert found(security_administrator.get(url), '//input[@name="sign_in_name"]/@value') == ["欧阳清辞"]
    security_administrator.post(url, {"sign_in_name": "欧阳清辞", "act": act()})
    account = Account.objects.get(person=person)
    assert (account.sign_in_name, account.has_usable_password()) == ("欧阳清辞", False)
    assert security_administrator.post(url, {"sign_in_name": "other", "act": act()}).status_code == 409


def test_link_is_shown_once_and_ends_the_earlier_one(
    house: House, person: Person, security_administrator: Client
) -> None:
    account = opened(person)
    secrets = []
    for _ in range(2):
        page = security_administrator.post(f"{page_of(person)}link/", {"act": act()})
        assert "no-store" in page["Cache-Control"]
        [link] = found(page, '//input[contains(@class, "secret-text")]/@value')
        secrets.append(link.removeprefix("http://testserver/sign-in/link/").removesuffix("/"))
    assert link_of_secret(secrets[0]) is None
    last = link_of_secret(secrets[1])
    assert last is not None
    assert last.account == account
    assert secrets[1] not in said(security_administrator.get(page_of(person)))
    assert SignInLink.objects.filter(used_at__isnull=True).count() == 1


def test_link_needs_an_account_and_a_press(house: House, person: Person, security_administrator: Client) -> None:
    assert security_administrator.post(f"{page_of(person)}link/").status_code == 404
    assert security_administrator.get(f"{page_of(person)}link/").status_code == 405


def test_closed_account_signs_nobody_in(house: House, person: Person, security_administrator: Client) -> None:
    account = opened(person)
    url = f"{page_of(person)}closure/"
    security_administrator.post(url, {"reason": "调离", "act": act()})
    account.refresh_from_db()
    assert not account.is_active
    page = said(security_administrator.get(page_of(person)))
    assert "已停用" in page
    assert "生成一次性链接" not in page
    assert security_administrator.post(url, {"reason": "调离", "act": act()}).status_code == 409


def test_unknown_person_is_not_found(house: House, security_administrator: Client) -> None:
    assert security_administrator.get(f"/accounts/{new_id()}/").status_code == 404
    assert security_administrator.get(f"/accounts/{new_id()}/posts/new/").status_code == 404


def test_queries_do_not_grow_with_people(
    house: House, security_administrator: Client, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    made.post(house.department, Role.HANDLER)
    one = queries_of(lambda: security_administrator.get("/accounts/"))
    for _ in range(2):
        made.post(house.department, Role.HANDLER)
    assert queries_of(lambda: security_administrator.get("/accounts/")) == one
