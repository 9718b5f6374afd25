# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.personal import has_luhn_checksum, masked, personal_numbers


@pytest.mark.parametrize(
    ("text", "kind", "number", "confidence"),
    [
        ("身份证11010519491231002X。", "identity_card", "11010519491231002X", "certain"),
        ("身份证号110105194912310021", "identity_card", "110105194912310021", "likely"),
        (
            "ＩＤ：１１０１０５１９４９１２３１００２Ｘ",
            "identity_card",
            "１１０１０５１９４９１２３１００２Ｘ",
            "certain",
        ),
        ("手机13800138000找我", "mobile", "13800138000", "certain"),
        ("手机138-0013-8000", "mobile", "138-0013-8000", "certain"),
        ("+86 13800138000", "mobile", "+86 13800138000", "certain"),
        ("办公室0571-88888888-801", "landline", "0571-88888888-801", "certain"),
        ("(010)66668888", "landline", "(010)66668888", "certain"),
        ("电话：5223344", "landline", "5223344", "likely"),
        ("卡号6222 0212 3456 7890 128", "bank_card", "6222 0212 3456 7890 128", "certain"),
        ("卡号4111111111111111", "bank_card", "4111111111111111", "certain"),
    ],
)
def test_personal_number_is_found(text: str, kind: str, number: str, confidence: str) -> None:
    [found] = personal_numbers(text)
    assert (found.kind, found.text, found.confidence) == (kind, number, confidence)
    assert text[found.start : found.end] == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "编号110105194913310021",
        "990105194912310021",
        "投资12345678901元",
        "2019-11-13 11:20:21",
        "热线12345，400-800-1234",
        "卡号6222021234567890127",
        "0000000000000000",
        "2019〕12345678号",
        "1234567890123456789012345",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert personal_numbers(text) == []


def test_several_numbers_come_in_order_and_never_overlap() -> None:
    text = "张某11010519491231002X，手机13800138000，电话0571-88888888"
    assert [number.kind for number in personal_numbers(text)] == ["identity_card", "mobile", "landline"]


def test_masked_text_keeps_its_length_and_form() -> None:
    text = "张某11010519491231002X，手机138-0013-8000，卡号6222 0212 3456 7890 128。"
    assert masked(text) == "张某110*************2X，手机138-****-8000，卡号6222 **** **** ***0 128。"


def test_luhn_checksum() -> None:
    assert has_luhn_checksum("4111111111111111")
    assert not has_luhn_checksum("4111111111111112")
