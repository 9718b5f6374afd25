# SPDX-License-Identifier: Apache-2.0
"""Everything that can happen or be refused has its sentence, and no sentence is without what it is about."""

import importlib
import re
from functools import cache

import pytest
from django.utils.functional import Promise

from house_rules import refusals, sources
from house_rules.refusals import Uttered
from reference_pages import events
from reference_pages.events import everything, fields_of
from yizhan.config.rooms import ROOMS
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS
from yizhan.kernel import sentences

_EVENT = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")
_PLACE = re.compile(r"%\((\w+)\)s")

#: Facts that a face adds to those of the event: who acted, and at which station.
_ADDED = {"person", "station"}


@cache
def uttered() -> tuple[Uttered, ...]:
    return tuple(one for module in sources.modules(sources.SOURCE) for one in refusals.uttered(module))


def mentioned(*, besides: str) -> dict[str, str]:
    """Texts that look like codes or names, with a module that has them; `besides` are the modules left out."""
    return {
        text: module.place
        for module in sources.modules(sources.SOURCE)
        if not module.place.endswith(besides)
        for text in refusals.mentioned(module)
    }


def places(wording: object) -> set[str]:
    """What a sentence wants to be filled in; a function of the facts asks for itself."""
    return set(_PLACE.findall(str(wording))) if isinstance(wording, str | Promise) else set()


def test_every_refusal_has_its_sentence() -> None:
    known = sentences.known_refusals()
    silent = [
        f"{one.place}:{one.line} {one.code}"
        for one in uttered()
        if not any(code.startswith(one.code[:-1]) if one.code.endswith("*") else code == one.code for code in known)
    ]
    assert silent == []


def test_every_sentence_of_a_refusal_is_used() -> None:
    beginnings = tuple(one.code[:-1] for one in uttered() if one.code.endswith("*"))
    used = mentioned(besides="sentences.py")
    spare = [code for code in sentences.known_refusals() if code not in used and not code.startswith(beginnings)]
    assert sorted(spare) == []


def test_every_refusal_gives_its_sentence_what_it_needs() -> None:
    lacking = [
        f"{one.place}:{one.line} {one.code}: {sorted(wanted - one.facts)}"
        for one in uttered()
        if one.facts is not None and one.code in sentences.known_refusals()
        for wanted in [places(sentences._refusals[one.code][0]) | places(sentences._refusals[one.code][1])]
        if wanted - one.facts
    ]
    assert lacking == []


def test_every_event_can_be_read_by_staff() -> None:
    assert sorted(set(everything()) - set(sentences._noted)) == []


def test_events_that_authors_are_told_are_those_with_words_for_them() -> None:
    marked = {name for name, event in everything().items() if getattr(event, "told", False)}
    assert marked == set(sentences._told)


def test_no_sentence_is_about_an_event_that_does_not_exist() -> None:
    assert sorted((set(sentences._noted) | set(sentences._told)) - set(everything())) == []


@pytest.mark.parametrize("table", ["_told", "_noted"])
def test_every_event_gives_its_sentence_what_it_needs(table: str) -> None:
    lacking = {
        name: sorted(places(wording) - set(fields_of(everything()[name])) - _ADDED)
        for name, wording in getattr(sentences, table).items()
        if name in everything()
    }
    assert {name: gaps for name, gaps in lacking.items() if gaps} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_names_of_events_say_room_subject_and_what_happened(room: str) -> None:
    own = [event for event in everything().values() if event.__module__.startswith(f"yizhan.domains.{room}.")]
    assert [event.name for event in own if not _EVENT.fullmatch(event.name)] == []
    assert {event.name.split(".")[0] for event in own} <= {room}


def test_names_of_events_are_not_longer_than_the_journal_can_hold() -> None:
    assert max(len(name) for name in everything()) <= 80


def test_the_stored_catalogue_of_events_only_grows() -> None:
    assert events.problems(sources.ROOT / "docs/reference/events.md") == []


def test_every_name_that_begins_with_a_room_means_something() -> None:
    """Events, rights, refusals and rules are named in letters all over the house; a slip would go unnoticed."""
    rooms = [importlib.import_module(f"yizhan.domains.{room}.permissions") for room in ROOMS]
    rights = {right.value for room in rooms for right in room.Permission}
    meaningful = {*everything(), *rights, *sentences.known_refusals(), *DEFINITIONS}
    unknown = [
        f"{place}: {text}"
        for text, place in mentioned(besides="/none").items()
        if _EVENT.fullmatch(text) and text.split(".")[0] in ROOMS and text not in meaningful
    ]
    assert unknown == []
