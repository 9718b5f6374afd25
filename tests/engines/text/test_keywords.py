# SPDX-License-Identifier: Apache-2.0
from yizhan.engines.text.frequencies import WordFrequencies
from yizhan.engines.text.keywords import keywords

TEXT = "青山镇柳树村公路塌方，村民出行困难。"


def test_names_come_first() -> None:
    assert keywords(TEXT, count=3)[:2] == ["柳树村", "青山镇"]


def test_common_words_of_the_station_come_last() -> None:
    known = WordFrequencies.of(["公路破损", "公路拥堵", "公路施工"])
    assert keywords(TEXT, known).index("塌方") < keywords(TEXT, known).index("公路")


def test_text_without_words_has_no_keywords() -> None:
    assert keywords("") == []
    assert keywords("！？") == []
