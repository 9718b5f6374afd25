# SPDX-License-Identifier: Apache-2.0
"""Rows of the register as the security administrator reads it."""

from collections.abc import Iterable, Mapping
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yizhan.domains.network.models import Account, Person, Post
from yizhan.web.administration import addresses
from yizhan.web.components import State
from yizhan.web.frame import label_of

_ROW = """\
<tr data-keys-row><th scope="row" class="cell-main"><a href="{url}" data-keys-open>{name}</a></th>\
<td>{posts}</td><td class="cell-short">{sign_in_name}</td><td class="cell-short">{state}</td></tr>"""


def people_rows(people: Iterable[Person], posts: Mapping[int, list[Post]]) -> SafeString:
    """People with today's posts and how they sign in."""
    shown: dict[State, str] = {}

    def state_of(person: Person) -> str:
        state = account_state(getattr(person, "account", None))
        if state not in shown:
            shown[state] = render_to_string("components/state.html", {"state": state}).strip()
        return shown[state]

    return SafeString(
        "".join(
            _ROW.format(
                url=escape(addresses.person(person.public_id)),
                name=escape(person.name),
                posts="<br>".join(escape(label_of(post)) for post in posts.get(person.pk, [])) or "–",
                sign_in_name=escape(person.account.sign_in_name) if hasattr(person, "account") else "",
                state=state_of(person),
            )
            for person in people
        )
    )


def account_state(account: Account | None) -> State:
    """How somebody signs in, in a word."""
    if account is None:
        return State(_("no account"), "closed")
    if not account.is_active:
        return State(_("closed"), "refused")
    if not account.has_usable_password():
        return State(_("no password yet"), "waiting")
    return State(_("may sign in"), "done")
