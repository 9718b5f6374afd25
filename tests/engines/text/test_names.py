# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.names import names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("山亭区发生交通事故造成6死4伤", ["山亭区"]),
        ("桑村镇玉子山出现山体滑坡迹象", ["桑村镇", "玉子山"]),
        ("城头镇回族青年广东群殴事件应引起重视", ["城头镇"]),
        ("姜家码头高速客轮超载及上下船秩序混乱应加强管理", ["姜家码头"]),
        ("石桥县青山镇柳树村村民反映饮水困难", ["石桥县", "青山镇", "柳树村"]),
        ("A2区丽水新城小区附近", ["A2区", "丽水新城小区"]),
        ("我县各乡镇的道路和学校", []),
        ("", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert [name.words for name in names(text) if name.kind == "place"] == places


def test_bodies() -> None:
    text = "建议公安局交警大队和城建集团有限公司处理，大家都会满意，结果不错"
    assert [name.words for name in names(text) if name.kind == "body"] == ["公安局", "交警大队", "城建集团有限公司"]


def test_places_of_names_lead_to_their_words() -> None:
    text = "\n 反映石桥县青山镇的水利站👍和𡓐村"
    for name in names(text):
        assert text[name.start : name.end] == name.words


def test_names_of_the_dictionary_are_found_whole() -> None:
    assert [name.words for name in names("青石墩垭口村停电", ("青石墩垭口村",))] == ["青石墩垭口村"]
