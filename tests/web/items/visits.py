# SPDX-License-Identifier: Apache-2.0
"""Visiting pages as somebody: a signed-in client per actor, and what a page says."""

import re
import uuid
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

from yizhan.domains.network.models import Account
from yizhan.domains.network.operations import posts
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.ids import new_id

#: What htmx sends when it wants the element with that id.
HTMX = {"HX-Request": "true"}


def visitor(actor: Actor, *, language: str = "zh-hans") -> Client:
    """A browser in which the actor has signed in, without JavaScript."""
    person = actor.person
    assert person is not None
    account = Account.objects.filter(person_id=person).first()
    account = account or posts.open_account(system(), person=person, sign_in_name=f"person-{person}")
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["person"], session["acting_post"] = person, actor.post
    session.save()
    client.cookies["yizhan_language"] = language
    return client


def part(client: Client, url: str, name: str, given: dict[str, Any] | None = None) -> HttpResponse:
    """What htmx gets when it asks for one element; with `given` it posts."""
    headers = {**HTMX, "HX-Target": name}
    return client.post(url, given, headers=headers) if given is not None else client.get(url, headers=headers)


def said(response: Any) -> str:
    """The page as text: markup taken out, white space put together."""
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(response.content.decode())).split())


def found(response: Any, path: str) -> list[str]:
    """What an XPath finds in the page: texts of elements, or values of attributes."""
    nodes = html.document_fromstring(response.content.decode()).xpath(path)
    return [" ".join((node if isinstance(node, str) else node.text_content()).split()) for node in nodes]


def act() -> str:
    """The id of one request, as a form carries it."""
    return str(new_id())


def address(name: str, public_id: uuid.UUID) -> str:
    """The page of an item's part."""
    return f"/items/{public_id}/{name}/" if name else f"/items/{public_id}/"
