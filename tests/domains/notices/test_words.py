# SPDX-License-Identifier: Apache-2.0
"""The words of the notices room are complete in Chinese."""

from pathlib import Path

from babel.messages.pofile import read_po
from django.utils import translation

from yizhan.domains.notices import sentences
from yizhan.domains.notices.states import (
    Audience,
    Channel,
    Fullness,
    LetterState,
    Manner,
    NoticeState,
    Outcome,
    Purpose,
)

CHOICES = (Audience, Channel, Fullness, LetterState, Manner, NoticeState, Outcome, Purpose)
CATALOGUE_FILE = Path(__file__).parents[3] / "src/yizhan/web/locale/zh_Hans/notices.po"


def test_every_word_is_translated() -> None:
    with CATALOGUE_FILE.open("rb") as stream:
        chinese = {str(message.id): message.string for message in read_po(stream)}
    with translation.override("en"):
        words = [str(text) for pair in sentences.REFUSALS.values() for text in pair]
        words += [str(choice.label) for kind in CHOICES for choice in kind]

    assert [text for text in words if not chinese.get(text)] == []
