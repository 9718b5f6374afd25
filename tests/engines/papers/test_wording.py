# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.engines.papers.measures import width
from yizhan.engines.papers.wording import Level, Leveled, chinese_date, leveled, printable, title_lines


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("一、基本情况", Leveled(Level.FIRST, "一、基本情况", "")),
        ("十二、建议", Leveled(Level.FIRST, "十二、建议", "")),
        ("（一）范围。东段不亮。", Leveled(Level.SECOND, "（一）范围。", "东段不亮。")),
        ("(三)其他", Leveled(Level.SECOND, "(三)其他", "")),
        ("1. 尽快修复。", Leveled(Level.THIRD, "1. 尽快修复。", "")),
        ("（2）定期巡查", Leveled(Level.FOURTH, "（2）定期巡查", "")),
        ("1.5公里长", Leveled(Level.TEXT, "", "1.5公里长")),
        ("一是修路", Leveled(Level.TEXT, "", "一是修路")),
        ("一、" + "长" * 60, Leveled(Level.TEXT, "", "一、" + "长" * 60)),
    ],
)
def test_level_is_told_by_the_number(paragraph: str, expected: Leveled) -> None:
    assert leveled(paragraph) == expected


def test_date_has_no_leading_zeros() -> None:
    assert [chinese_date(date(2026, 1, 5)), chinese_date(date(2026, 12, 31))] == ["2026年1月5日", "2026年12月31日"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于修复老街路灯的建议", ["关于修复老街路灯的建议"]),
        ("关于进一步规范老街片区\n机动车停放的建议", ["关于进一步规范老街片区", "机动车停放的建议"]),
        (
            "关于加快老旧小区加装电梯和完善社区养老服务设施的建议",
            ["关于加快老旧小区加装电梯和", "完善社区养老服务设施的建议"],
        ),
        ("关于在清河区推广使用Application2026系统的建议", ["关于在清河区推广使用", "Application2026系统的建议"]),
        ("", []),
    ],
)
def test_title_is_cut_between_words(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


@given(st.text(alphabet="关于的建议，。（）《》ab12 ", max_size=120))
@settings(deadline=None)
def test_cut_title_keeps_every_sign_and_fits_the_line(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines).replace(" ", "") == printable(title).replace(" ", "")
    assert all(width(line) <= 20 for line in lines)
