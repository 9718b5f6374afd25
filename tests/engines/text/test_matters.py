# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.frequencies import WordFrequencies
from yizhan.engines.text.matters import Wording, item_likeness, matter_likeness, matter_likenesses

PAIRS = [
    ("怎么更换绑定的银行卡", "怎样换绑银行卡"),
    ("怎么更换绑定的银行卡", "公积金可以提前支取吗"),
    ("公积金能提前取出来吗", "公积金可以提前支取吗"),
    ("医保卡遗失如何补办", "医保卡丢了怎么补办"),
]


def test_paraphrases_are_nearer_than_other_matters() -> None:
    exchanged, unrelated, withdrawn, lost = matter_likenesses(PAIRS)
    assert min(exchanged, withdrawn, lost) > unrelated


def test_equal_texts_are_fully_alike() -> None:
    assert matter_likenesses([("道路破损", "道路破损")]) == [1.0]


@pytest.mark.parametrize(
    ("first", "second", "likeness"), [("", "", 0.0), ("", "道路", 0.0), ("！", "！", 0.0), ("道路", "", 0.0)]
)
def test_texts_without_words(first: str, second: str, likeness: float) -> None:
    assert matter_likenesses([(first, second)]) == [likeness]


def test_order_counts() -> None:
    known = WordFrequencies()
    straight, turned = (Wording.of(text, known) for text in ("甲厂投诉乙村", "乙村投诉甲厂"))
    assert matter_likeness(straight, straight) > matter_likeness(straight, turned) > 0.5


def test_rare_words_weigh_more_than_common_ones() -> None:
    known = WordFrequencies.of(["道路破损", "道路拥堵", "道路施工", "道路照明", "塌方"])
    assert known.rarity("道路") < known.rarity("塌方") < known.rarity("未见过")


def test_items_on_one_matter_are_nearer_than_items_in_one_place() -> None:
    stalled = "青石花园二期迟迟不交房\n青石花园二期合同约定去年交房，至今停工，业主无法入住。"
    again = "请问青石花园二期何时交房\n我们是青石花园二期业主，去年就该交房，现在还在停工。"
    noise = "青石花园门口夜市噪音扰民\n青石花园门口夜市每天凌晨两点才收摊，喇叭声不断。"
    known = WordFrequencies.of([stalled, again, noise, "公交线路太少\n下班高峰等车一个小时。"] * 3)
    assert item_likeness(stalled, again, known) > item_likeness(stalled, noise, known) > 0.0
