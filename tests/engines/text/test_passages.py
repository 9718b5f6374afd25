# SPDX-License-Identifier: Apache-2.0
from yizhan.engines.text.passages import shared_passages


def test_passage_is_found_with_its_places_in_both() -> None:
    first = "我反映的是：小区楼下烧烤店深夜经营，噪音扰民。请处理。"
    second = "您好，小区楼下烧烤店深夜\n经营,噪音扰民!此外还有油烟"
    [passage] = shared_passages(first, second)
    assert passage.words == "小区楼下烧烤店深夜经营，噪音扰民"
    assert second[passage.second_start : passage.second_end] == "小区楼下烧烤店深夜\n经营,噪音扰民"


def test_moved_passages_are_found_in_the_order_of_the_first_text() -> None:
    one, other = "甲村的自来水管道年久失修", "乙镇中心小学校门口拥堵"
    passages = shared_passages(f"{one}。{other}。", f"{other}，{one}")
    assert [passage.words for passage in passages] == [one, other]


def test_stock_phrases_and_empty_texts_share_nothing() -> None:
    assert shared_passages("尊敬的领导您好", "尊敬的领导您好") == []
    assert shared_passages("", "甲乙丙丁") == []


def test_endless_repetition_is_one_passage() -> None:
    assert shared_passages("—" * 5000, "—" * 4000)[0].words == "—" * 4000
