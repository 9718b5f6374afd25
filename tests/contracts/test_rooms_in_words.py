# SPDX-License-Identifier: Apache-2.0
"""Every event of every room becomes a sentence in both languages, whatever its facts hold; states are told apart."""

import dataclasses
import importlib
import importlib.util
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Choices
from django.utils import translation

from reference_pages.events import everything
from yizhan.config.rooms import ROOMS
from yizhan.kernel import sentences
from yizhan.kernel.events import Event

#: Facts that a face adds to those of the event: who acted, and at which station.
_ADDED = {"person": "某甲", "station": "某区"}

#: What texts hold that are no free words; everything else may be any text.
_WRITTEN = {
    "_on": "2026-03-02",
    "_at": "2026-03-02T10:00:00+00:00",
    "_until": "2026-04-02",
    "due": "2026-03-02T10:00:00+00:00",
    "first": "2026-01-01",
    "last": "2026-03-02",
    "duration": "5 working days",
    "taken_back": "items.item.registered",
}

#: Choices that stand in facts under another name.
_TOLD_AS = {"DeclineReason": "code", "Element": "missing"}

EVENTS = {name: event for name, event in everything().items() if event.__module__.startswith("yizhan.domains.")}


def variants(name: str) -> Iterator[dict[str, Any]]:
    """Facts as the journal holds them: once with everything, once with what may be missing left out."""
    for is_full in (True, False):
        yield {
            **_ADDED,
            **{
                field.name: _fact(str(field.type), field.name, choices_of(EVENTS[name]), is_full=is_full)
                for field in dataclasses.fields(EVENTS[name])
                if field.name not in {"subject", "matter"}
            },
        }


def choices_of(event: type[Event]) -> dict[str, type[Choices]]:
    """The choices of the event's room, by the name of the fact that holds one: `kind` of a measure is a MeasureKind."""
    found: dict[str, type[Choices]] = {}
    _, subject, _ = event.name.split(".")
    for name, value in _states_of(event.name.split(".")[0]).items():
        if _is_choices(value):
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
            found[_TOLD_AS.get(name, words.removeprefix(f"{subject}_"))] = value
            found.setdefault(words.rpartition("_")[2], value)
    return found


def _states_of(room: str) -> dict[str, Any]:
    name = f"yizhan.domains.{room}.states"
    return vars(importlib.import_module(name)) if importlib.util.find_spec(name) else {}


def _is_choices(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Choices)


def _fact(kind: str, name: str, choices: dict[str, type[Choices]], *, is_full: bool) -> Any:
    if not is_full and "None" in kind:
        return None
    if "bool" in kind:
        return is_full
    if "int" in kind and "str" not in kind:
        return 2
    choice = choices.get(name) or choices.get(name.rpartition("_")[2])
    if kind.startswith(("tuple", "list", "Sequence")):
        return (choice.values if choice else ["某局", "某镇"]) if is_full else []
    if choice:
        return choice.values[0 if is_full else -1]
    return next((words for ending, words in _WRITTEN.items() if name.endswith(ending)), "某" if is_full else "")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_event_becomes_a_sentence(room: str, language: str) -> None:
    silent = []
    with translation.override(language):
        for name in (name for name in EVENTS if name.startswith(f"{room}.")):
            says = [sentences.noted, *([sentences.told] if getattr(EVENTS[name], "told", False) else [])]
            words = [say(name, facts) for facts in variants(name) for say in says]
            silent += [(name, said) for said in words if not said.strip() or "%(" in said]
    assert silent == []


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_states_have_labels_of_their_own(room: str, language: str) -> None:
    with translation.override(language):
        alike = [
            name
            for name, choices in _states_of(room).items()
            if _is_choices(choices) and len({str(label) for label in choices.labels}) < len(choices)
        ]
    assert alike == []
