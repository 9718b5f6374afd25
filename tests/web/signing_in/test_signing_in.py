# SPDX-License-Identifier: Apache-2.0
"""Signing in: passwords, lock-out, one-time links, several posts, and where one lands afterwards."""

import datetime

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.factories import network
from tests.factories.network import House
from tests.web.items.visits import said
from yizhan.domains.network.models import Account, Installation
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.states import Role
from yizhan.kernel import clock
from yizhan.kernel.actors import system

PASSWORD = "liuhuai-yixian-79"


@pytest.fixture
def account(house: House) -> Account:
    """An editor who may sign in."""
    post = network.post(house.office, Role.EDITOR, holder=network.person("文舟"))
    opened = posts.open_account(system(), person=post.person_id, sign_in_name="wen.zhou")
    return posts.set_password(posts.make_sign_in_link(system(), opened.pk).text, PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> object:
    return client.post("/sign-in/", {"sign_in_name": "wen.zhou", "password": password, **more})


def test_name_and_password_lead_to_the_workbench(account: Account) -> None:
    client = Client()
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, "/")
    assert "文舟" in said(client.get("/"))


def test_one_lands_where_one_wanted_to_go_but_never_outside(account: Account) -> None:
    assert Client().get("/items/?state=signed").url == "/sign-in/?next=/items/%3Fstate%3Dsigned"
    assert sign_in(Client(), next="/items/?state=signed").url == "/items/?state=signed"
    for outside in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        assert sign_in(Client(), next=outside).url == "/"


def test_a_wrong_password_says_neither_which_was_wrong_nor_lets_in(account: Account) -> None:
    client = Client()
    wrong, unknown = (
        sign_in(client, "cuowu-mima-1"),
        client.post("/sign-in/", {"sign_in_name": "nobody", "password": "x"}),
    )
    assert wrong.status_code == unknown.status_code == 422
    assert "姓名" not in said(wrong)
    assert client.get("/").status_code == 302


def test_five_wrong_passwords_lock_the_name_on_this_machine(account: Account) -> None:
    client = Client()
    answers = [sign_in(client, f"cuowu-mima-{number}").status_code for number in range(5)]
    assert answers[:4] == [422, 422, 422, 422]
    assert answers[4] == 429
    locked = sign_in(client)
    assert locked.status_code == 429
    assert "15" in said(locked)


def test_a_link_sets_a_password_once_and_signs_in(house: House) -> None:
    post = network.post(house.office, Role.EDITOR)
    opened = posts.open_account(system(), person=post.person_id, sign_in_name="new.hand")
    secret = posts.make_sign_in_link(system(), opened.pk).text
    client, url = Client(), f"/sign-in/link/{secret}/"
    assert client.get(url).status_code == 200
    assert client.post(url, {"password": PASSWORD, "again": "another-one"}).status_code == 422
    assert client.post(url, {"password": "12345678", "again": "12345678"}).status_code == 422
    assert client.post(url, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert client.get("/").status_code == 200
    assert Client().get(url).status_code == 404


def test_a_new_password_ends_sessions_that_run(account: Account) -> None:
    client = Client()
    sign_in(client)
    posts.set_password(posts.make_sign_in_link(system(), account.pk).text, "qing-shan-yi-jiu-81")
    assert client.get("/").status_code == 302


def test_who_holds_several_posts_acts_as_one_of_them(house: House, account: Account) -> None:
    second = network.post(house.department, Role.HANDLER, holder=account.person)
    client = Client()
    sign_in(client)
    assert "/items/" in client.get("/").content.decode()
    client.post("/acting-post/", {"post": str(second.public_id)})
    page = client.get("/").content.decode()
    assert "/assignments/" in page
    stranger = network.post(house.office, Role.SIGNER)
    client.post("/acting-post/", {"post": str(stranger.public_id)})
    assert "/assignments/" in client.get("/").content.decode()


def test_an_ended_post_lets_nobody_in(house: House, account: Account) -> None:
    [post] = account.person.posts.all()
    posts.end_post(system(), post.pk, on=clock.today() - datetime.timedelta(days=1), reason="届满")
    assert sign_in(Client()).status_code == 422


def test_signing_out_ends_the_session(account: Account) -> None:
    client = Client()
    sign_in(client)
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/").status_code == 302


def test_sample_roles_are_entered_from_this_machine_only(account: Account) -> None:
    tree.found_installation(system(), is_sample=True)
    Account.objects.filter(pk=account.pk).update(is_sample=True)
    assert "wen.zhou" in Client().get("/sign-in/").content.decode()
    elsewhere = Client(REMOTE_ADDR="10.0.0.7")
    assert "wen.zhou" not in elsewhere.get("/sign-in/").content.decode()
    assert elsewhere.post("/sign-in/sample/", {"account": "wen.zhou"}).url == "/sign-in/"
    assert elsewhere.get("/").status_code == 302
    here = Client()
    assert here.post("/sign-in/sample/", {"account": "wen.zhou"}).url == "/"
    Installation.objects.update(is_sample=False)
    assert Client().post("/sign-in/sample/", {"account": "wen.zhou"}).url == "/sign-in/"


def test_pages_carry_a_strict_policy(account: Account, settings: LazySettings) -> None:
    answer = Client().get("/sign-in/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY


def test_a_form_from_elsewhere_is_refused_in_words(account: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post("/sign-in/", {"sign_in_name": "wen.zhou", "password": PASSWORD})
    assert refused.status_code == 403
    assert "没有保存" in said(refused)
