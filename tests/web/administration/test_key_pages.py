# SPDX-License-Identifier: Apache-2.0
"""Interface keys: made for a post, shown once, ended."""

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories.network import House
from tests.web.items.visits import act, found, said
from yizhan.domains.network.models import Post, Token
from yizhan.domains.network.queries import actor_of_token
from yizhan.kernel.ids import new_id


@pytest.fixture
def post(house: House) -> Post:
    """The post that a program is to act as."""
    return Post.objects.select_related("person").get(pk=house.editor.post)


def made(client: Client, post: Post, *, key: str = "") -> str:
    """A new key, as its page shows it."""
    url = f"/accounts/posts/{post.public_id}/keys/new/"
    page = client.post(url, {"label": "市级平台", "act": key or act()})
    assert "no-store" in page["Cache-Control"]
    [secret] = found(page, '//input[contains(@class, "secret-text")]/@value') or [""]
    return secret


def post_behind(secret: str) -> int | None:
    """The post that whoever holds the key acts as."""
    actor = actor_of_token(secret)
    return actor.post if actor else None


def test_key_acts_as_the_post_and_is_shown_once(house: House, post: Post, security_administrator: Client) -> None:
    secret = made(security_administrator, post)
    assert post_behind(secret) == post.pk
    page = said(security_administrator.get(f"/accounts/{post.person.public_id}/"))
    assert "市级平台" in page
    assert secret not in page


def test_key_needs_a_purpose(house: House, post: Post, security_administrator: Client) -> None:
    url = f"/accounts/posts/{post.public_id}/keys/new/"
    assert security_administrator.get(url).status_code == 200
    page = security_administrator.post(url, {"label": " ", "act": act()})
    assert (page.status_code, Token.objects.count()) == (422, 0)


def test_second_press_makes_no_second_key(house: House, post: Post, security_administrator: Client) -> None:
    key = act()
    assert made(security_administrator, post, key=key)
    assert made(security_administrator, post, key=key) == ""
    assert Token.objects.count() == 1


def test_ended_key_opens_nothing(house: House, post: Post, security_administrator: Client, recorded: Recorded) -> None:
    secret = made(security_administrator, post)
    url = f"/accounts/posts/{post.public_id}/keys/{Token.objects.get().public_id}/revocation/"
    recorded.clear()
    assert security_administrator.post(url, {"act": act()}).status_code == 302
    assert recorded.names == ["network.token.revoked"]
    assert post_behind(secret) is None
    assert security_administrator.post(url, {"act": act()}).status_code == 409


def test_key_of_another_post_is_not_ended(house: House, post: Post, security_administrator: Client) -> None:
    secret = made(security_administrator, post)
    other = Post.objects.get(pk=house.reviewer.post)
    url = f"/accounts/posts/{other.public_id}/keys/{Token.objects.get().public_id}/revocation/"
    assert security_administrator.post(url, {"act": act()}).status_code == 404
    assert security_administrator.post(url.replace(str(other.public_id), str(new_id()))).status_code == 404
    assert post_behind(secret) == post.pk
