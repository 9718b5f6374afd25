# SPDX-License-Identifier: Apache-2.0
"""The catalogue of events: what the journal may say. A stored event keeps its name and its fields for ever."""

import dataclasses
import importlib
import importlib.util
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reference_pages.markdown import code, first_paragraph, page, prose, table
from yizhan.config.rooms import ROOMS
from yizhan.kernel.events import CATALOGUE, Event

_COMMON = frozenset({"subject", "matter"})
_BAR = re.compile(r"(?<!\\)\|")
_FIELD = re.compile(r"`(?P<name>\w+): (?P<type>[^`]+)`")


def text() -> str:
    """One table for each room."""
    catalogue = everything()
    return page(
        "Events",
        prose(
            "What the journal may say.",
            "Every operation writes its events in its own transaction.",
            "Timelines, the author's journey, notices and figures are made from them.",
            "A name, once used, keeps its meaning; a field may be added, never renamed or taken away.",
        ),
        prose(
            "Every event has `subject`, the public id of the thing that changed.",
            "Where it belongs to the story of an item it also has `matter`, that item's public id.",
            "*Told* events appear in the author's journey.",
        ),
        *(_room(room, catalogue.values()) for room in ROOMS),
    )


def problems(stored: Path) -> list[str]:
    """Events or fields of the stored page that the code no longer has."""
    if not stored.exists():
        return []
    present = {name: fields_of(event) for name, event in everything().items()}
    gone = []
    for name, fields in stored_catalogue(stored.read_text(encoding="utf-8")).items():
        if name not in present:
            gone.append(f"the event {name} is gone, but journals hold it")
        else:
            missing = [field for field, kind in fields.items() if present[name].get(field) != kind]
            gone += [f"the event {name} has lost or changed its field {field}" for field in missing]
    return gone


def everything() -> dict[str, type[Event]]:
    """The events of all rooms by name, whichever rooms have been used so far."""
    for room in ROOMS:
        module = f"yizhan.domains.{room}.events"
        if importlib.util.find_spec(module):
            importlib.import_module(module)
    return {name: event for name, event in CATALOGUE.items() if event.__module__.startswith("yizhan.")}


def stored_catalogue(stored: str) -> dict[str, dict[str, str]]:
    """Event -> field -> type, as a generated page has them."""
    rows = [_BAR.split(line) for line in stored.splitlines() if line.startswith("| `")]
    return {
        row[1].strip(" `"): {field["name"]: field["type"] for field in _FIELD.finditer(row[3].replace("\\|", "|"))}
        for row in rows
    }


def fields_of(event: type[Event]) -> dict[str, str]:
    """Field -> type of an event's own fields."""
    return {one.name: _kind(one.type) for one in dataclasses.fields(event) if one.name not in _COMMON}


def _room(room: str, catalogue: Iterable[type[Event]]) -> str:
    events = [event for event in catalogue if event.__module__.startswith(f"yizhan.domains.{room}.")]
    if not events:
        return ""
    rows = [
        (
            code(event.name),
            first_paragraph(event.__doc__),
            ", ".join(code(f"{name}: {kind}") for name, kind in fields_of(event).items()) or "–",
            "yes" if getattr(event, "told", False) else "",
        )
        for event in events
    ]
    return f"## {room}\n\n" + table(("event", "what happened", "fields", "told"), rows)


def _kind(annotation: Any) -> str:
    return annotation.__name__ if isinstance(annotation, type) and str(annotation).startswith("<") else str(annotation)
