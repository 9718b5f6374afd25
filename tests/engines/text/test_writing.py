# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from yizhan.engines.text.writing import check_writing

TODAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("全镇共12人，其中男8人、女5人。", "sum.contradicts", "12人，其中男8人、女5人"),
        ("全县共50户，分别为青山村30户、柳树村25户。", "sum.contradicts", "50户，分别为青山村30户、柳树村25户"),
        ("于2023年2月30日发生", "date.wrong", "2023年2月30日"),
        ("将于2024年7月1日施行", "date.ahead", "2024年7月1日"),
        ("道路破损,无人管理", "punctuation.half_width", ","),
        ("道路破损，，无人管理", "punctuation.doubled", "，，"),
        ("等等...", "punctuation.dots", "..."),
        ("情况（见附件", "punctuation.unpaired", "（"),
        ("情况见附件）", "punctuation.unpaired", "）"),
        ("于2023年五月", "numerals.mixed", "2023年五月"),
        ("于19年5月", "numerals.short_year", "19年"),
        ("请打13800138000", "personal.number", "13800138000"),
        ("秘密★1年", "secrecy.mark", "秘密★1年"),
    ],
)
def test_finding_with_its_place(text: str, code: str, words: str) -> None:
    [finding] = check_writing(text, TODAY)
    assert (finding.code, text[finding.start : finding.end]) == (code, words)
    assert "%(" not in str(finding)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "全镇共12人，其中男8人、女4人。",
        "共投入100万元，其中省级60万元。",
        "全县约50户，分别为青山村30户、柳树村25户。",
        "全县共50户，其中青山村30户、柳树村15户。",
        "他说：“不行”（见附件《办法》）。",
        "a) 第一项；b) 第二项",
        "2024年6月30日，增长8.5%……",
        "Hello, world: it works.",
        "时间为10:30",
    ],
)
def test_right_text_has_no_finding(text: str) -> None:
    assert check_writing(text, TODAY) == []


def test_personal_data_is_named_masked() -> None:
    [finding] = check_writing("身份证11010519491231002X")
    assert finding.parameters["words"] == "110*************2X"
    assert "11010519491231002X" not in str(finding)


def test_shares_above_a_hundred_are_named() -> None:
    [finding] = check_writing("受访300人，其中赞成的占60%，反对的占55%。")
    assert finding.code == "sum.shares"
    assert str(finding) == "The shares add up to 115 %."


def test_findings_come_in_the_order_of_the_text() -> None:
    codes = [finding.code for finding in check_writing("2023年2月30日,发生事故，，联系13800138000")]
    assert codes == ["date.wrong", "punctuation.half_width", "punctuation.doubled", "personal.number"]
