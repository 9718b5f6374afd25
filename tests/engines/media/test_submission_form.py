# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.media.submission_form import parts_of


def test_whole_form_is_cut_into_its_parts() -> None:
    paragraphs = [
        "关于规范老街停车的建议",
        "反映人：周小满",
        "工作单位：清河区老街社区",
        "一、情况问题",
        "老街两侧停满车辆。",
        "消防车进不去。",
        "二、原因分析",
        "（一）车位不足。",
        "三、意见建议",
        "1. 划定车位。",
    ]
    assert parts_of(paragraphs, "来信") == {
        "标题": "关于规范老街停车的建议",
        "反映人": "周小满",
        "单位": "清河区老街社区",
        "情况": "老街两侧停满车辆。\n消防车进不去。",
        "原因": "（一）车位不足。",
        "建议": "1. 划定车位。",
    }


@pytest.mark.parametrize(
    "heading", ["建议：", "建议:", "【建议】", "二、建议", "（二）对策建议", "意见和建议", "3. 工作建议"]
)
def test_heading_is_recognised_in_its_usual_forms(heading: str) -> None:
    assert parts_of(["标题一行", "情况如此。", heading, "尽快修复。"], "x")["建议"] == "尽快修复。"


@pytest.mark.parametrize(
    "text", ["建议尽快修复。", "建议", "问题在于无人管理。", "二、建议尽快修复路灯并定期巡查。", "原因：不明：待查" * 9]
)
def test_ordinary_sentence_is_no_heading(text: str) -> None:
    parts = parts_of(["标题一行", "开头。", text], "x")
    assert parts["标题"] == "标题一行"
    assert parts.get("建议") is None


def test_document_without_headings_is_one_situation() -> None:
    assert parts_of(["老街的路灯坏了。", "晚上很黑。"], "第3号来信") == {
        "标题": "第3号来信",
        "情况": "老街的路灯坏了。\n晚上很黑。",
    }


def test_name_ends_with_its_own_line() -> None:
    assert parts_of(["作者：周小满", "路灯坏了。"], "x") == {"标题": "x", "反映人": "周小满", "情况": "路灯坏了。"}
