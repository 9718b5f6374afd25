# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.segmentation import tagged_words, words


def test_words_of_a_sentence() -> None:
    assert words("加强道路交通安全管理") == ["加强", "道路交通", "安全", "管理"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "水",
        "第一行\n\n\t第二行\r\n",
        "𡓐村委会👍🏽",
        "A3区 test-case v1.2",
        "\x00控制\x07字符",
        "孤\ud800立",
        "a" * 5000,
    ],
)
def test_words_joined_give_the_text(text: str) -> None:
    assert "".join(words(text)) == text


def test_words_of_the_dictionary_stay_whole() -> None:
    sentence = "青石墩垭口段出现裂缝"
    assert "青石墩垭口" not in words(sentence)
    assert "青石墩垭口" in words(sentence, ("青石墩垭口",))


def test_dictionary_of_one_station_does_not_leak_into_another() -> None:
    words("青石墩垭口", ("青石墩垭口",))
    assert "青石墩垭口" not in words("青石墩垭口")


def test_tagged_words_name_places() -> None:
    assert ("山亭区", "ns") in tagged_words("山亭区发生交通事故")
