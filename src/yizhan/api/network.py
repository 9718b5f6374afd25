# SPDX-License-Identifier: Apache-2.0
"""Who one is, and which stations and bodies there are."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from yizhan.api.application import actor_of, post_of
from yizhan.domains.network import access

router = Router(tags=["network"])


@router.get("/me", response=dict[str, Any])
def me(request: HttpRequest) -> dict[str, Any]:
    """The post that the key stands for."""
    post = post_of(request)
    return {
        "post": post.public_id,
        "role": post.role,
        "person": post.person.name,
        "organization": post.organization.name,
        "station": post.station.code,
    }


@router.get("/stations", response=list[dict[str, Any]])
def stations(request: HttpRequest) -> list[dict[str, Any]]:
    """The stations the post may see."""
    visible = access.visible_stations(actor_of(request))
    return [{"code": one.code, "name": one.name, "level": one.level, "line": one.line} for one in visible]


@router.get("/organizations", response=list[dict[str, Any]])
def organizations(request: HttpRequest) -> list[dict[str, Any]]:
    """The bodies the post may see."""
    visible = access.visible_organizations(actor_of(request)).filter(ended_on__isnull=True)
    return [{"id": one.public_id, "name": one.name, "kind": one.kind, "level": one.level} for one in visible]
