# SPDX-License-Identifier: Apache-2.0
"""Who may do what: every right, the verbs it stands for, the roles that hold it."""

import importlib
from collections.abc import Iterable
from typing import Any

from reference_pages.markdown import code, first_paragraph, page, prose, table
from yizhan.config.rooms import ROOMS
from yizhan.domains.network.states import Role


def text() -> str:
    """One matrix for each room."""
    return page(
        "Rights and roles",
        prose(
            "A right hangs on a role, a role on a post, and a post on a person for a time.",
            "A right says what a role may do at all.",
            "Whether this post may do it to this object is decided by the room's `access` module:",
            "whose station, whose item, whose assignment it is; for lists and single objects by the same rule.",
        ),
        *(_room(room) for room in ROOMS),
    )


def tables_of(module: Any, suffix: str) -> dict[str, dict[str, Any]]:
    """The tables of a module by name: `NEEDED`, `CASE_NEEDED`, …"""
    return {name: value for name, value in vars(module).items() if name.endswith(suffix) and isinstance(value, dict)}


def _room(room: str) -> str:
    module = importlib.import_module(f"yizhan.domains.{room}.permissions")
    verbs = list(_verbs(module))
    heads = ("right", "verbs", *(role.value.replace("_", " ") for role in Role))
    rows = [
        (
            code(right.value),
            ", ".join(sorted({verb for verb, needed in verbs if needed is right})) or "–",
            *("●" if role in module.GRANTS[right] else "" for role in Role),
        )
        for right in module.Permission
    ]
    return f"## {room}\n\n{first_paragraph(module.Permission.__doc__)}\n\n" + table(heads, rows)


def _verbs(module: Any) -> Iterable[tuple[str, Any]]:
    for needed in tables_of(module, "NEEDED").values():
        yield from needed.items()
