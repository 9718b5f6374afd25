# SPDX-License-Identifier: Apache-2.0
"""Every refusal of a file has its sentence, in English and in Chinese, the place in the file included."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from yizhan.domains.files import sentences
from yizhan.engines.media.refusals import SENTENCES, Reason

CATALOGUE_FILE = Path(__file__).parents[3] / "src/yizhan/web/locale/zh_Hans/files.po"


def chinese() -> dict[str, str]:
    with CATALOGUE_FILE.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def test_every_template_of_the_media_engine_is_translated() -> None:
    catalogue = chinese()
    templates = [text for sentence in SENTENCES.values() for text in (sentence.problem, sentence.remedy)]

    assert [text for text in templates if not catalogue.get(text)] == []


@pytest.mark.parametrize("reason", sorted(Reason))
def test_every_reason_has_a_sentence_and_a_remedy(reason: Reason) -> None:
    wrong, remedy = sentences.REFUSALS[f"files.file.{reason.value}"]
    parameters = {"name": "报告.docx", "where": "word/document.xml", "text": "13月"}

    with translation.override("en"):
        assert wrong(parameters) == SENTENCES[reason].problem % {
            "limit": "",
            "kind": "",
            "expected": "",
            **parameters,
        }
        assert remedy(parameters)


def test_files_handed_in_are_named() -> None:
    with translation.override("en"):
        words = sentences.NOTED["files.attachment.handed_in"]({"file_names": ["甲.txt", "乙.png"]})

    assert words == "Files attached: 甲.txt、乙.png."


@pytest.mark.parametrize(
    "where",
    [
        "inner.xlsx: more than 256 MB unpacked",
        "it is longer than 200 characters",
        "word/media/a.bin: 900 times its packed size",
        "it contains a path",
        "word/vbaProject.bin",
        "",
    ],
)
def test_place_reads_in_english_as_the_engine_says_it(where: str) -> None:
    wrong, _ = sentences.REFUSALS["files.file.bomb"]

    with translation.override("en"):
        words = wrong({"name": "大.docx", "where": where})

    assert words == f"“大.docx” unpacks to far more than it should ({where})."


def test_every_place_and_unit_is_translated() -> None:
    catalogue = chinese()
    with translation.override("en"):
        places = [
            str(place) for place in (*sentences.PLACES, *sentences._UNITS, *(said for _, said in sentences._COUNTED))
        ]

    assert [place for place in places if not catalogue.get(place)] == []
