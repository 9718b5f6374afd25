# SPDX-License-Identifier: Apache-2.0
"""Find out who acts: one query for the session, one for account, post, organisation and station together."""

from collections.abc import Callable

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare

from yizhan.domains.network import queries
from yizhan.domains.network.models import Account, Post
from yizhan.kernel import clock
from yizhan.web.acting import POST_KEY, Acting

#: A session's end moves on with each act, but is written at most once a minute: a write is durable and costs.
_TOUCH_SECONDS = 60
_TOUCHED = "touched"


class ActingPostMiddleware:
    """Puts `request.acting` in place. An ended post, a closed account, a changed password end its rights."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look up who acts, then go on."""
        request.acting = self._acting(request)  # type: ignore[attr-defined]  # our own attribute, read by `acting`
        return self.answer(request)

    def _acting(self, request: HttpRequest) -> Acting:
        session = request.session
        person = session.get("person")
        if not session.get(SESSION_KEY) or person is None:
            return Acting()
        held = queries.posts_with_account(person, clock.today())
        account = _account(held, person, int(session[SESSION_KEY])) if held else None
        if (
            account is None
            or not account.is_active
            or not self._is_same_password(request, account.get_session_auth_hash())
        ):
            session.flush()
            return Acting()
        self._touch(request)
        return Acting(account, _chosen(held, session.get(POST_KEY)), held)

    def _is_same_password(self, request: HttpRequest, present: str) -> bool:
        return constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), present)

    def _touch(self, request: HttpRequest) -> None:
        moment = int(clock.now().timestamp())
        if moment - request.session.get(_TOUCHED, 0) >= _TOUCH_SECONDS:
            request.session[_TOUCHED] = moment


def _account(held: list[Post], person: int, key: int) -> Account | None:
    """The account of the session, while it still belongs to that person: who was merged signs in again."""
    entries = held[0].person.entries
    if not entries:
        return getattr(held[0].person, "account", None)
    account = queries.account(key)
    return account if entries[0] == person and account is not None and account.person_id in entries else None


def _chosen(held: list[Post], key: int | None) -> Post:
    return next((post for post in held if post.pk == key), held[0])
