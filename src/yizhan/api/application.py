# SPDX-License-Identifier: Apache-2.0
"""The REST interface: the same operations and queries as the pages, for programs.

A key belongs to a post (`Authorization: Bearer yz_…`); every POST carries an `Idempotency-Key` (a UUID made by the
client), so that a request may be repeated after a lost answer.
"""

import uuid
from collections.abc import Sequence
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer

from yizhan.domains.network import queries
from yizhan.domains.network.models import Post
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal

STATUS: dict[type[Refusal], int] = {NotFound: 404, Denied: 403, Conflict: 409, Invalid: 422}


class PlainJson(BaseRenderer):
    """JSON that leaves Chinese readable."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002 -- ninja's signature
        """The answer as bytes."""
        return orjson.dumps(data, default=str)


class PostKey(HttpBearer):
    """Finds out whom a key stands for."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:  # noqa: ARG002 -- ninja's signature
        """The actor, or None, which ninja turns into 401."""
        return queries.actor_of_token(token)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; on POST with the client's own id of the request. Ninja has put there whom `PostKey` found."""
    actor: Actor = vars(request)["auth"]
    return actor.requested(_key(request)) if request.method == "POST" else actor


def post_of(request: HttpRequest) -> Post:
    """The post behind the actor, where an answer needs its names."""
    held = Post.objects.select_related("person", "organization", "station")
    return held.get(pk=actor_of(request).acting_post)


def _key(request: HttpRequest) -> uuid.UUID:
    given = request.headers.get("Idempotency-Key", "")
    try:
        return uuid.UUID(given)
    except ValueError:
        raise HttpError(
            400,
            "每个 POST 请求都需要 Idempotency-Key 头,值为客户端生成的 UUID。"
            " / Each POST needs an Idempotency-Key header with a UUID made by the client.",
        ) from None


def build(rooms: Sequence[tuple[str, Router]]) -> NinjaAPI:
    """The interface with the routers of all rooms, each below its prefix."""
    api = NinjaAPI(
        title="Yizhan 驿站",
        version="1",
        description=__doc__ or "",
        renderer=PlainJson(),
        auth=PostKey(),
        docs_url=None,
        urls_namespace="interface",
    )
    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(ValidationError, misshapen)
    api.add_exception_handler(AuthenticationError, unknown_key)
    for prefix, router in rooms:
        api.add_router(prefix, router)
    return api


def refused(request: HttpRequest, refusal: Refusal | type[Refusal]) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """A refusal as JSON: code, field, what is wrong, what to do."""
    if isinstance(refusal, type):
        raise TypeError("a refusal comes with its facts")
    wrong, remedy = sentences.refused(refusal)
    body = {"code": refusal.code, "field": refusal.field, "message": wrong, "remedy": remedy}
    status = next(number for kind, number in STATUS.items() if isinstance(refusal, kind))
    return _json(body, status)


def misshapen(request: HttpRequest, fault: ValidationError | type[ValidationError]) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """A body of the wrong shape: which field, and why."""
    errors = fault.errors if isinstance(fault, ValidationError) else []
    fields = [{"field": ".".join(str(part) for part in error["loc"][1:]), "message": error["msg"]} for error in errors]
    return _json(
        {
            "code": "request.misshapen",
            "message": "请求的内容不符合接口说明。/ The request does not fit the description.",
            "fields": fields,
        },
        422,
    )


def unknown_key(request: HttpRequest, fault: Exception | type[Exception]) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """No key, or one that is not in force."""
    return _json(
        {"code": "request.unknown_key", "message": "缺少密钥,或密钥已失效。/ No key, or one that is not in force."}, 401
    )


def _json(body: dict[str, Any], status: int) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/json")
