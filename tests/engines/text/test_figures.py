# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest

from yizhan.engines.text.figures import figures
from yizhan.engines.text.numerals import value_of


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三百二十", 320),
        ("十", 10),
        ("十五", 15),
        ("两千零五", 2005),
        ("一百二十万", 1_200_000),
        ("三亿五千万", 350_000_000),
        ("一万亿", 1_000_000_000_000),
        ("二〇二三", 2023),
        ("3.6万", 36_000),
        ("1,234.5", Decimal("1234.5")),
        ("百万", 1_000_000),
        ("万", 10_000),
    ],
)
def test_value_of_a_numeral(numeral: str, value: Decimal | int) -> None:
    assert value_of(numeral) == value


@pytest.mark.parametrize("word", ["", "几", "道路", "1.2.3", "-"])
def test_value_of_what_is_no_numeral(word: str) -> None:
    assert value_of(word) is None


def test_figures_of_a_report() -> None:
    text = "2023年5月3日，增长8.5%，投入1,234.56万元，涉及320余户、3个乡镇，受灾一千二百人，下降百分之三十，约2万人次。"
    assert [(figure.value, figure.unit, figure.is_approximate) for figure in figures(text)] == [
        (Decimal("8.5"), "%", False),
        (Decimal(12345600), "元", False),
        (Decimal(320), "户", True),
        (Decimal(3), "个", False),
        (Decimal(1200), "人", False),
        (Decimal(30), "%", False),
        (Decimal(20000), "人次", True),
    ]


def test_place_of_a_figure() -> None:
    [figure] = figures("共３ 投入12万元")
    assert (figure.start, figure.words) == (5, "12万元")


@pytest.mark.parametrize(
    "text", ["", "第3名", "一个问题", "10:30", "2019-11-13", "政办发〔2020〕15号", "电话88888888", "2023年", "一些人"]
)
def test_dates_ordinals_and_everyday_words_are_no_figures(text: str) -> None:
    assert figures(text) == []
