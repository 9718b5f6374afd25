# SPDX-License-Identifier: Apache-2.0
"""Extracts: pieces of the text as written, with exactly what was looked for marked."""

from hypothesis import given
from hypothesis import strategies as st

from yizhan.engines.text.extracts import WIDTH, extract, occurrences
from yizhan.engines.text.normalisation import comparable

SIGNS = st.sampled_from("停车難难Ａa8 \n<>&\"'*😀𠮷\u200b\u0301é")
TEXTS = st.text(SIGNS, max_size=400)


@given(TEXTS, st.lists(st.text(SIGNS, max_size=7), max_size=3))
def test_an_extract_is_a_piece_of_the_text_and_marks_what_was_asked_for(text: str, words: list[str]) -> None:
    stretches = extract(text, words)
    plain = "".join(stretch.text for stretch in stretches).strip("…")
    assert plain in text
    assert len(plain) <= 3 * WIDTH
    wanted = {comparable(word) for word in words} - {""}
    for stretch in stretches:
        if stretch.is_hit:
            assert any(word[0] in comparable(stretch.text) for word in wanted)
    if not wanted:
        assert stretches == ()


def test_a_hit_is_marked_as_it_was_written() -> None:
    found = extract("前文" * 100 + "農產品損耗達３０％," + "后文" * 300, ["农产品", "30%"])
    assert [stretch.text for stretch in found if stretch.is_hit] == ["農產品", "３０％"]
    assert found[0].text.startswith("…")
    assert found[-1].text.endswith("…")


def test_overlapping_hits_become_one() -> None:
    assert [stretch.text for stretch in extract("停车难问题", ["停车", "车难"]) if stretch.is_hit] == ["停车难"]


def test_a_far_hit_of_a_long_text_is_found() -> None:
    found = extract("。" * 50_000 + "排水渠" + "。" * 50_000, ["排水渠"])
    assert [stretch.text for stretch in found if stretch.is_hit] == ["排水渠"]
    assert sum(len(stretch.text) for stretch in found) <= 2 * WIDTH


def test_occurrences_are_counted_as_full_text_sees_them() -> None:
    assert occurrences("停 车,停\n车,停車", "停车") == 3
    assert occurrences("停车", "") == 0
