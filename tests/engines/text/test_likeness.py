# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.frequencies import WordFrequencies
from yizhan.engines.text.likeness import Thresholds, compare

ROAD = "青山镇柳树村公路塌方出行难\n石桥县青山镇柳树村的公路2024年5月塌方，320户村民绕行两小时，请尽快修复。"
ROAD_AGAIN = "柳树村公路塌方谁来修\n青山镇柳树村公路塌方已经数月，320户群众出行困难，希望县里尽快修好。"
OTHER_ROAD = "白河镇枫林村公路塌方出行难\n石桥县白河镇枫林村的公路2023年7月塌方，120户村民绕行两小时，请尽快修复。"
BUS = "公交车班次太少\n下班高峰等车一个小时，希望增加班次。"
KNOWN = WordFrequencies.of([ROAD, ROAD_AGAIN, OTHER_ROAD, BUS, "自来水浑浊\n水质发黄。", "小区停车难\n车位不够。"] * 20)


def test_copied_text_is_the_same_text() -> None:
    likeness = compare(ROAD, ROAD.replace("，", ",  "), KNOWN)
    assert (likeness.verdict, likeness.text) == ("same text", 1.0)


def test_text_taken_into_a_longer_one_is_the_same_text() -> None:
    others = "自来水发黄已经半个月，物业说是管道老化。", "小区车位不够，业主停在消防通道。"
    digest = f"本周来信摘编\n{BUS}\n{others[0]}\n{ROAD}\n{others[1]}"
    likeness = compare(ROAD, digest, KNOWN)
    assert likeness.verdict == "same text"
    assert likeness.text < 0.5 < likeness.containment


def test_reworded_report_is_the_same_matter_with_its_reasons() -> None:
    likeness = compare(ROAD, ROAD_AGAIN, KNOWN)
    assert likeness.verdict == "same matter"
    assert likeness.names.shared == ("青山镇", "柳树村")
    assert likeness.figures.shared == ("320户",)
    assert likeness.contradictions == ()


def test_same_wording_about_another_village_is_another_matter() -> None:
    likeness = compare(ROAD, OTHER_ROAD, KNOWN, Thresholds(text=0.9))
    assert likeness.verdict == "different"
    assert likeness.matter > Thresholds().matter
    assert likeness.contradictions == ("names", "dates")
    assert likeness.names.only_second == ("白河镇", "枫林村")


def test_unrelated_items_are_different() -> None:
    assert compare(ROAD, BUS, KNOWN).verdict == "different"


@pytest.mark.parametrize(("first", "second"), [("", ""), ("", ROAD), ("水", "水利"), ("\x00\ud800", "👍🏽")])
def test_short_and_broken_texts_are_compared(first: str, second: str) -> None:
    assert compare(first, second, KNOWN).verdict == "different"
