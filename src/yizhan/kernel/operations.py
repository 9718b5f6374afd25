# SPDX-License-Identifier: Apache-2.0
"""What makes a function an operation: one transaction, safe repetition, and a trace of refused breaches."""

import functools
import hashlib
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import orjson
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet

from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Refusal
from yizhan.kernel.inserting import insert
from yizhan.kernel.models import Act
from yizhan.kernel.prepared import prepared

P = ParamSpec("P")
R = TypeVar("R", bound=models.Model | None)

_inside: ContextVar[bool] = ContextVar("inside_operation", default=False)


def operation(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
    """Run in one transaction; an operation called by another joins it.

    When the actor carries a request key, the first call notes what came of it and every repetition answers with that
    result without a second effect (REL-27). A key that comes back with other content is a `Conflict`. A refusal that
    carries a breach leaves one journal entry, written after everything else was rolled back (RULE-023).
    """

    @functools.wraps(function)
    def run(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _inside.get():
            return function(actor, *args, **kwargs)
        token = _inside.set(True)
        try:
            return _in_transaction(function, actor, args, kwargs)
        except Refusal as refusal:
            if refusal.breach is not None:
                with transaction.atomic():
                    audit.record(actor, refusal.breach)
            raise
        finally:
            _inside.reset(token)

    return cast("Callable[Concatenate[Actor, P], R]", run)


def _in_transaction(function: Callable[..., R], actor: Actor, args: tuple[Any, ...], kwargs: dict[str, Any]) -> R:
    """Two copies of one request at the same moment meet at a unique constraint; the loser finds the winner's result."""
    try:
        with transaction.atomic():
            return _once(function, actor, args, kwargs)
    except IntegrityError:
        if actor.key is None:
            raise
    with transaction.atomic():
        return _once(function, actor, args, kwargs)


def _once(function: Callable[..., R], actor: Actor, args: tuple[Any, ...], kwargs: dict[str, Any]) -> R:
    if actor.key is None:
        return function(actor, *args, **kwargs)
    name = f"{function.__module__.removeprefix('yizhan.domains.')}.{function.__name__}"
    act = Act(
        key=actor.key, post=actor.post or 0, operation=name, fingerprint=_fingerprint(args, kwargs), at=clock.now()
    )
    known = _known(act)
    if known is not None:
        return cast("R", _earlier_result(known, act))
    result = function(actor, *args, **kwargs)
    if result is not None:
        act.result_model, act.result_key = result._meta.label, result.pk
    insert(act)
    return result


def _known(act: Act) -> Act | None:
    for known in _acts(act.key, act.post):
        return known
    return None


@prepared
def _acts(key: uuid.UUID, post: int) -> QuerySet[Act]:
    return Act.objects.filter(key=key, post=post)


def _earlier_result(known: Act, act: Act) -> Any:
    if (known.operation, known.fingerprint) != (act.operation, act.fingerprint):
        raise Conflict("request.key_used", operation=known.operation)
    if not known.result_model:
        return None
    return apps.get_model(known.result_model)._base_manager.get(pk=known.result_key)


def _fingerprint(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    options = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS
    return hashlib.sha256(orjson.dumps([args, kwargs], default=repr, option=options)).hexdigest()
