# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.shingles import bare, containment, jaccard, shingles


def test_bare_text_holds_letters_and_digits_only() -> None:
    assert bare("\n\t请Ａ市，整改 8.5%（含税）！_") == "请a市整改85含税"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲乙丙丁戊己", {"甲乙丙丁戊", "乙丙丁戊己"}),
        ("甲乙丙", {"甲乙丙"}),
        ("，。", set()),
        ("", set()),
    ],
)
def test_shingles(text: str, expected: set[str]) -> None:
    assert shingles(text) == expected


def test_jaccard_and_containment() -> None:
    first, second = frozenset("abcd"), frozenset("cdef")
    assert jaccard(first, second) == 2 / 6
    assert containment(first, second) == 2 / 4
    assert containment(frozenset("cd"), first) == 1.0
    assert jaccard(frozenset(), first) == 0.0
    assert containment(frozenset(), first) == 0.0
