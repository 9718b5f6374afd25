# SPDX-License-Identifier: Apache-2.0
"""What stands around every page: station, acting post, rooms with what waits in them."""

import functools
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from yizhan.domains.network import queries
from yizhan.domains.network.models import Post
from yizhan.web import pulse
from yizhan.web.acting import acting
from yizhan.web.preferences import Preferences, preferences_of
from yizhan.web.rooms import rooms_of
from yizhan.web.waiting import waiting_for

#: An address without parts never changes.
_address = functools.cache(reverse)


@dataclass(frozen=True, slots=True)
class Room:
    """One line of the rail; `count` is what waits there, not what exists."""

    key: str
    label: str
    url: str
    icon: str = ""
    count: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class PostChoice:
    """One of the person's posts."""

    key: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of a signed-in page."""

    station_name: str
    post: str
    person_name: str
    posts: list[PostChoice]
    rooms: list[Room]
    notice_count: str
    waiting: int
    language: str
    preferences: Preferences
    is_sample: bool
    pulse_url: str = ""
    switch_url: str = field(default_factory=lambda: _address("acting-post"))
    notices_url: str = field(default_factory=lambda: _address("notices"))
    search_url: str = field(default_factory=lambda: _address("search"))
    sign_out_url: str = field(default_factory=lambda: _address("sign-out"))
    language_url: str = field(default_factory=lambda: _address("language"))
    preferences_url: str = field(default_factory=lambda: _address("preferences"))
    help_url: str = field(default_factory=lambda: _address("help"))
    counts_url: str = field(default_factory=lambda: _address("counts"))
    arrived_url: str = field(default_factory=lambda: _address("notices-arrived"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BareFrame:
    """What a page before sign-in needs to know."""

    language: str
    preferences: Preferences
    language_url: str = field(default_factory=lambda: _address("language"))
    preferences_url: str = field(default_factory=lambda: _address("preferences"))


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: made only when a template really lays out a whole page."""
    bare = BareFrame(language=get_language() or "zh-hans", preferences=preferences_of(request))
    if acting(request).post is None:
        return {"frame": None, "bare": bare}
    return {"frame": functools.cache(lambda: _frame(request)), "bare": bare}


def label_of(post: Post) -> str:
    """A post in words: 编辑 · 云溪区政协办公室."""
    return f"{post.title or post.get_role_display()} · {post.organization.short_name or post.organization.name}"


def shown(count: int, most: int = 99) -> str:
    """A count of what waits; beyond `most` only that it is more."""
    return "" if not count else str(count) if count <= most else f"{most}+"


def _frame(request: HttpRequest) -> Frame:
    found = acting(request)
    post = found.post
    if post is None:
        raise RuntimeError("only a signed-in page has a frame")
    actor = queries.actor_of(post)
    waits = waiting_for(actor)
    rooms = [
        Room(
            room.key,
            str(room.label),
            room.url,
            room.icon,
            shown(waits.rooms.get(room.key, 0)),
            _is_current(request, room.url),
        )
        for room in rooms_of(post.role)
    ]
    return Frame(
        station_name=post.station.name,
        post=label_of(post),
        person_name=post.person.name,
        posts=[PostChoice(str(one.public_id), label_of(one), one.pk == post.pk) for one in found.held],
        rooms=rooms,
        notice_count=shown(waits.notices),
        waiting=sum(waits.rooms.values()),
        language=get_language() or "zh-hans",
        preferences=preferences_of(request),
        is_sample=waits.is_sample,
        pulse_url=pulse.address(post.person_id),
    )


def _is_current(request: HttpRequest, url: str) -> bool:
    return request.path == url if url == "/" else request.path.startswith(url)
