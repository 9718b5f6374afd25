# SPDX-License-Identifier: Apache-2.0
"""Posts, accounts and keys: the security administrator's room."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.network import access, queries
from yizhan.domains.network.models import Person, Post, Token
from yizhan.domains.network.permissions import Permission
from yizhan.kernel import clock
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.administration.rows.people import account_state, people_rows
from yizhan.web.components import Column, Tab
from yizhan.web.frame import label_of

#: Rows of one page.
SIZE = 50

#: What the register can be narrowed to.
_NARROWED = {"": queries.people, "account": queries.without_account, "post": queries.without_post}


@signed_in
def accounts(request: HttpRequest) -> HttpResponse:
    """The register: who holds which posts, who may sign in."""
    access.require(actor_of(request), Permission.ACCOUNT_OPEN)
    wanted, without = request.GET.get("q", "").strip()[:60], request.GET.get("without", "")
    people, next_key = _page(_narrowed(wanted, without), request.GET.get("beyond", ""))
    posts = queries.posts_held_by([person.pk for person in people])
    context = {
        "wanted": wanted,
        "rows": people_rows(people, posts),
        "is_empty": not people,
        "tabs": _tabs(wanted, without),
        "columns": [
            Column(pgettext("person", "Name"), kind="main"),
            Column(_("Posts")),
            Column(_("Sign-in name"), kind="short"),
            Column(_("Account"), kind="short"),
        ],
        "next_url": _address(wanted, without, next_key) if next_key else "",
        "first_url": _address(wanted, without) if "beyond" in request.GET else "",
        "mergers_url": reverse("mergers"),
    }
    return render(request, "administration/accounts.html", context)


@signed_in
def account(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One person: posts, account, keys, and what can be done about them."""
    person = access.find_person(actor_of(request), public_id, Permission.ACCOUNT_OPEN)
    posts = list(queries.posts_ever_held(person.pk))
    today = clock.today()
    owner = queries.entry_with_account(person)
    owned = getattr(owner, "account", None)
    context: dict[str, Any] = {
        "person": person,
        "account": owned,
        "state": account_state(owned),
        "places": [Tab(_("Accounts and posts"), reverse("accounts"))],
        "posts": [_post(post) for post in posts if post.ends_on is None or post.ends_on >= today],
        "former": [_post(post) for post in posts if post.ends_on is not None and post.ends_on < today],
        "duplicates": list(person.duplicates.order_by("id")),
        "keys": [_key(token) for token in queries.tokens_of([post.pk for post in posts])],
        **{
            f"{name}_url": reverse(f"account-{name}", args=[(owner if name in _OF_ACCOUNT else person).public_id])
            for name in _ACTS
        },
    }
    return render(request, "administration/account.html", context)


#: The acts that start from a person, and those of them that start from the entry which has the account.
_ACTS = ("appoint", "open", "link", "close")
_OF_ACCOUNT = frozenset({"link", "close"})


def _narrowed(wanted: str, without: str) -> QuerySet[Person]:
    register = queries.people(wanted)
    if without == "account":
        return queries.without_account(register)
    return queries.without_post(register) if without == "post" else register


def _page(register: QuerySet[Person], beyond: str) -> tuple[list[Person], str]:
    if beyond.isascii() and beyond.isdigit():
        register = register.filter(pk__lt=int(beyond[:18]))
    people = list(register[: SIZE + 1])
    return people[:SIZE], str(people[SIZE - 1].pk) if len(people) > SIZE else ""


def _tabs(wanted: str, without: str) -> list[Tab]:
    words = {"": _("everybody"), "account": _("cannot sign in"), "post": _("without a post")}
    return [Tab(word, _address(wanted, key), is_current=key == without) for key, word in words.items()]


def _address(wanted: str, without: str, beyond: str = "") -> str:
    said = {name: value for name, value in (("q", wanted), ("without", without), ("beyond", beyond)) if value}
    return f"{reverse('accounts')}?{urlencode(said)}" if said else reverse("accounts")


def _post(post: Post) -> dict[str, Any]:
    return {
        "row": post,
        "label": label_of(post),
        "role": post.get_role_display(),
        "kind": post.get_officer_kind_display(),
        "end_url": reverse("account-post-end", args=[post.public_id]),
        "key_url": reverse("account-key-new", args=[post.public_id]),
    }


def _key(token: Token) -> dict[str, Any]:
    return {
        "row": token,
        "post": label_of(token.post),
        "revoke_url": reverse("account-key-revoke", args=[token.post.public_id, token.public_id]),
    }
