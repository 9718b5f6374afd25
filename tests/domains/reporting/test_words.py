# SPDX-License-Identifier: Apache-2.0
"""Every event, state and refusal of the room has its words, in English and in Chinese."""

import re
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from django.utils import translation

from yizhan.domains.reporting import events, sentences, states
from yizhan.kernel.events import CATALOGUE

ROOT = Path(__file__).parents[3]
CATALOGUE_FILE = ROOT / "src/yizhan/web/locale/zh_Hans/reporting.po"
ROOM = ROOT / "src/yizhan/domains/reporting"


def chinese() -> dict[str, str]:
    with CATALOGUE_FILE.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def written_texts() -> set[str]:
    """What the room's sources hand to gettext."""
    gettext: dict[str, None] = {"_": None, "_now": None}
    return {
        str(text)
        for path in ROOM.rglob("*.py")
        for _, text, *_ in extract_from_file("python", str(path), keywords=gettext)
    }


def test_every_text_is_translated_and_nothing_else() -> None:
    assert written_texts() == set(chinese())
    assert [msgid for msgid, words in chinese().items() if not words] == []


def test_translations_fill_the_same_places() -> None:
    wrong = {msgid for msgid, words in chinese().items() if placeholders(words) != placeholders(msgid)}

    assert wrong == set()


def test_every_event_of_the_room_has_words() -> None:
    own = {name: event for name, event in CATALOGUE.items() if event.__module__ == events.__name__}

    assert set(sentences.NOTED) == set(own)
    assert set(sentences.TOLD) == {name for name, event in own.items() if getattr(event, "told", False)}


def test_sentences_ask_only_for_facts_the_event_has() -> None:
    for table in (sentences.TOLD, sentences.NOTED):
        for name, wording in table.items():
            if not callable(wording):
                assert placeholders(str(wording)) <= set(CATALOGUE[name].__dataclass_fields__), name


def test_every_code_the_room_refuses_with_has_its_sentence() -> None:
    deciding = [ROOM / "access.py", *(ROOM / "operations").glob("*.py")]
    codes = {code for path in deciding for code in re.findall(r'"(reporting\.[a-z_.]+)"', path.read_text("utf-8"))}

    assert codes == set(sentences.REFUSALS)


def test_states_have_labels_of_their_own() -> None:
    for choices in (value for value in vars(states).values() if hasattr(value, "choices")):
        if choices.__module__ == states.__name__:
            with translation.override("en"):
                labels = [str(label) for _, label in choices.choices]
            assert len(set(labels)) == len(labels)
            assert set(labels) <= set(chinese())
