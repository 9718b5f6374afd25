# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.engines.text.normalisation import fold, fold_with_places, simplified_forms, storable


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３％", "abc123%"),
        ("機關單位與臺灣後勤", "机关单位与台湾后勤"),
        ("機\u200b密\ufeff", "机密"),
        ("一\u3000二\n\n三 ", "一 二 三"),
        ("㎡ ① ﬁ", "m2 1 fi"),
        ("", ""),
        ("\x00\x07", ""),
        ("孤\ud800立", "孤\ufffd立"),
        ("輋𣒍村", "輋𣒍村"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
def test_fold_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_simplified_forms_lead_nowhere_further() -> None:
    forms = simplified_forms()
    assert len(forms) > 3500
    assert not [target for target in forms.values() if ord(target) in forms]


@pytest.mark.parametrize("ambiguous", "著乾藉瞭")
def test_characters_that_are_also_simplified_stay(ambiguous: str) -> None:
    assert fold(ambiguous) == ambiguous


def test_places_lead_back_to_what_was_written() -> None:
    text = "第 ①　段：\n機 密"
    folded = fold_with_places(text)
    assert folded.text == "第1段:机密"
    start, end = folded.source_span(4, 6)
    assert text[start:end] == "機 密"


@settings(deadline=None)
@given(st.text())
def test_storable_keeps_every_place(text: str) -> None:
    assert len(storable(text)) == len(text)
    storable(text).encode()
