# SPDX-License-Identifier: Apache-2.0
"""Every event, state and refusal of the room has its words, in English and in Chinese."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from tests.domains.periodicals import wording
from tests.domains.periodicals.wording import placeholders
from yizhan.domains.topics import events, sentences, states
from yizhan.kernel import sentences as spoken
from yizhan.kernel.events import CATALOGUE

ROOM = "topics"
CHINESE = wording.chinese(ROOM)
EVENTS = {name: event for name, event in CATALOGUE.items() if event.__module__ == events.__name__}
SAID = ((spoken.told, sentences.TOLD), (spoken.noted, sentences.NOTED))


def variants(name: str) -> Iterator[dict[str, Any]]:
    """Facts as the journal holds them: once with everything, once with what may be missing left out."""
    fields = set(EVENTS[name].__dataclass_fields__) - {"subject", "matter"}
    for facts in FACTS:
        yield {field: facts.get(field, "某") for field in fields}


FACTS = (
    {
        "kind": "commission", "phase": "before", "due_at": "2026-03-02T10:00:00+00:00", "valid_until": "2026-04-02",
        "issued_on": "2026-03-02", "concluded_on": "2026-05-02", "is_late": True, "unanswered": ["某局"],
    },
    {
        "kind": "point", "phase": "result", "due_at": None, "valid_until": "2026-04-02",
        "issued_on": "2026-03-02", "concluded_on": "2026-05-02", "is_late": False, "unanswered": [],
    },
)  # fmt: skip


def test_every_text_is_translated_and_nothing_else() -> None:
    assert wording.written_texts(ROOM) == set(CHINESE)
    assert [msgid for msgid, words in CHINESE.items() if not words] == []


def test_translations_fill_the_same_places() -> None:
    wrong = {msgid for msgid, words in CHINESE.items() if placeholders(words) != placeholders(msgid)}

    assert wrong == set()


def test_every_event_of_the_room_has_words() -> None:
    assert set(sentences.NOTED) == set(EVENTS)
    assert set(sentences.TOLD) == {name for name, event in EVENTS.items() if getattr(event, "told", False)}


def test_every_refusal_of_the_room_has_its_sentence() -> None:
    used = dict(wording.refusals(ROOM))
    own = {code for code in used if code.startswith(f"{ROOM}.")}

    assert own == set(sentences.REFUSALS)


def test_sentences_of_refusals_are_filled_by_every_refusal() -> None:
    for code, carried in wording.refusals(ROOM):
        for words in sentences.REFUSALS.get(code, ()):
            assert placeholders(words) <= carried, code


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", sorted(EVENTS))
def test_every_event_becomes_a_sentence(name: str, language: str) -> None:
    with translation.override(language):
        for facts in variants(name):
            for say in (say for say, table in SAID if name in table):
                words = say(name, facts)
                assert words.strip()
                assert "%(" not in words


def test_states_have_labels_of_their_own() -> None:
    for choices in (value for value in vars(states).values() if hasattr(value, "choices")):
        if choices.__module__ == states.__name__:
            with translation.override("en"):
                labels = [str(label) for _, label in choices.choices]
            assert len(set(labels)) == len(labels)
            assert set(labels) <= set(CHINESE)


def test_a_commission_becomes_a_sentence() -> None:
    facts = {"title": "防汛", "kind": "commission", "due_at": "2026-03-02T10:00:00+00:00", "valid_until": "2026-04-01"}
    with translation.override("en"):
        assert spoken.noted("topics.topic.commissioned", facts) == "Wanted by March 2, 2026: 防汛"
        assert spoken.noted("topics.topic.commissioned", {**facts, "kind": "point", "due_at": None}) == (
            "Reporting point until April 1, 2026: 防汛"
        )
