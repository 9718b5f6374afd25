# SPDX-License-Identifier: Apache-2.0
"""The rules of the post's station: what is in force, and where it comes from."""

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router

from yizhan.api.application import actor_of
from yizhan.domains.rulebook import access, queries
from yizhan.domains.rulebook.permissions import Permission
from yizhan.domains.rulebook.queries import InForce
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS, Definition
from yizhan.domains.rulebook.rules.provisions import definition_of
from yizhan.kernel import clock

router = Router(tags=["rulebook"])


@router.get("/rules", response=list[dict[str, Any]])
def rules(request: HttpRequest, on: datetime.date | None = None) -> list[dict[str, Any]]:
    """Every rule with the value in force for everything on a day, by default today."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    general = queries.general(actor.station or 0, on or clock.today())
    return [_plain(definition, general[key]) for key, definition in DEFINITIONS.items()]


@router.get("/rules/{key}", response=dict[str, Any])
def rule(
    request: HttpRequest,
    key: str,
    on: datetime.date | None = None,
    kind: str | None = None,
    category: str | None = None,
) -> dict[str, Any]:
    """One rule: the value that counts for a matter of that kind and category, and all that apply to it."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    definition = definition_of(key)
    found = queries.candidates(actor.station or 0, definition, on, kind=kind, category=category)
    counts = queries.counting(definition, found)
    return {**_plain(definition, counts), "candidates": [_plain(definition, one) for one in found]}


def _plain(definition: Definition[Any], one: InForce[Any]) -> dict[str, Any]:
    instrument = one.instrument
    return {
        "key": definition.key,
        "title": str(definition.title),
        "value": definition.kind.plain(one.value),
        "version": one.version,
        "is_default": one.is_default,
        "valid_from": one.valid_from,
        "strength": str(one.strength),
        "strand": one.strand,
        "scope": one.scope.plain(),
        "instrument": {
            "title": str(instrument.title),
            "number": instrument.number,
            "issued_on": instrument.issued_on,
            "article": instrument.article,
        },
    }
