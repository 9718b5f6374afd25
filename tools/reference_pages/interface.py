# SPDX-License-Identifier: Apache-2.0
"""The REST interface: its description for programs, and one line per route for people."""

import json
from typing import Any

from reference_pages.markdown import code, page, prose, table
from yizhan.api.urls import api

_PREFIX = "/api/v1/"


def description() -> str:
    """The OpenAPI document, as a snapshot to compare with."""
    return json.dumps(_schema(), ensure_ascii=False, indent=1) + "\n"


def text() -> str:
    """One table for each room of the interface."""
    rooms: dict[str, list[tuple[str, str, str]]] = {}
    for address, methods in _schema()["paths"].items():
        for method, route in methods.items():
            room = (route.get("tags") or ["others"])[0]
            rooms.setdefault(room, []).append((method.upper(), code(address), _line(route)))
    return page(
        "The REST interface",
        prose(
            "The same operations and queries as the pages, for programs.",
            "A key belongs to a post (`Authorization: Bearer yz_…`) and may do what the post may.",
            "Every POST carries an `Idempotency-Key`, a UUID made by the client:",
            "with it a request may be repeated after a lost answer.",
            "A refusal says 404 (unknown, or not yours to know), 403 (not allowed), 409 (too late) or 422 (not valid).",
            "Its body has `code`, `field`, `message` and `remedy`.",
            "The full description is [openapi.json](openapi.json).",
        ),
        *(f"## {room}\n\n" + table(("", "address", "what it does"), rows) for room, rows in rooms.items()),
    )


def _schema() -> dict[str, Any]:
    return json.loads(json.dumps(api.get_openapi_schema(path_prefix=_PREFIX), default=str))  # type: ignore[no-any-return]


def _line(route: dict[str, Any]) -> str:
    return " ".join(str(route.get("description") or route.get("summary") or "").strip().split("\n\n")[0].split())
