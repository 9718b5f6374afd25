# SPDX-License-Identifier: Apache-2.0
"""Who is acting in a request. Views ask `actor_of(request)`; nothing below the faces ever sees a request."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from yizhan.domains.network import queries
from yizhan.domains.network.models import Account, Post
from yizhan.kernel.actors import Actor

#: Where the session keeps the post that a person acts as.
POST_KEY = "acting_post"


class Acting:
    """The signed-in account, the post it acts as, and all posts it might act as; nothing before sign-in."""

    def __init__(self, account: Account | None = None, post: Post | None = None, held: Sequence[Post] = ()) -> None:
        self.account = account
        self.post = post
        self.held = held


def acting(request: HttpRequest) -> Acting:
    """What the middleware found out about the request."""
    found: Acting = getattr(request, "acting", None) or Acting()
    return found


def post_of(request: HttpRequest) -> Post:
    """The acting post of a signed-in request; views behind `signed_in` may rely on it."""
    post = acting(request).post
    if post is None:
        raise RuntimeError("this view is for people who have signed in")
    return post


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a signed-in request. On POST it carries the form's own id, so that a double click acts once."""
    return queries.actor_of(post_of(request), key=_request_key(request))


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let only people with a post in; send others to the sign-in page and back here afterwards."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if acting(request).post is not None:
            return view(request, *args, **kwargs)
        answer = redirect_to_login(request.get_full_path())
        if request.headers.get("HX-Request"):
            return HttpResponse(status=286, headers={"HX-Redirect": answer.url})
        return answer

    guarded.__name__ = getattr(view, "__name__", type(view).__name__)
    guarded.__doc__ = view.__doc__
    return guarded


def _request_key(request: HttpRequest) -> uuid.UUID | None:
    given = request.POST.get("act", "") if request.method == "POST" else ""
    try:
        return uuid.UUID(given) if given else None
    except ValueError:
        return None
