# SPDX-License-Identifier: Apache-2.0
"""A submission written as a document: who says it, the situation, its causes, the suggestions, found by its headings.

Offices ask for these parts in these words: 反映人, 情况问题, 原因分析, 意见建议.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

#: Column names of a table made from documents; `columns.guess` knows them.
TITLE, CONTRIBUTOR, ORGANIZATION = "标题", "反映人", "单位"
SITUATION, ANALYSIS, SUGGESTION = "情况", "原因", "建议"

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("标题", "题目"), TITLE),
        **dict.fromkeys(("反映人", "反映者", "作者", "撰稿人", "信息员", "提交人", "姓名"), CONTRIBUTOR),
        **dict.fromkeys(("反映单位", "报送单位", "单位", "工作单位", "供稿单位"), ORGANIZATION),
        **dict.fromkeys(
            (
                "情况",
                "情况问题",
                "基本情况",
                "情况反映",
                "反映情况",
                "现状",
                "问题",
                "存在问题",
                "存在的问题",
                "主要问题",
            ),
            SITUATION,
        ),
        **dict.fromkeys(("情况和问题", "情况与问题", "问题现状", "问题和现状", "现状和问题", "现状与问题"), SITUATION),
        **dict.fromkeys(("原因", "原因分析", "问题原因", "成因", "成因分析", "分析", "问题分析"), ANALYSIS),
        **dict.fromkeys(
            (
                "建议",
                "意见建议",
                "对策建议",
                "意见和建议",
                "建议意见",
                "工作建议",
                "几点建议",
                "对策",
                "对策和建议",
                "建议措施",
            ),
            SUGGESTION,
        ),
    }
)
_ORDINAL = r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]、?|\d{1,2}[、.．])"
_INLINE = re.compile(
    rf"\s*{_ORDINAL}?\s*[【\[]?\s*(?P<label>[\u4e00-\u9fff]{{2,6}})\s*(?:[】\]]\s*[：:]?|[：:])\s*(?P<rest>.*)"
)
_ALONE = re.compile(rf"\s*(?P<ordinal>{_ORDINAL})?\s*(?P<label>[\u4e00-\u9fff]{{2,6}})\s*")
_LONGEST_TITLE = 60


def parts_of(paragraphs: Sequence[str], name: str) -> dict[str, str]:
    """The parts that are present. The title is the first paragraph, or `name` when that is no title.

    What stands before the first heading counts as the situation; a document without headings is one situation.
    """
    parts: dict[str, list[str]] = {}
    current = SITUATION
    for paragraph in paragraphs:
        label, rest = _heading(paragraph)
        if label is None and TITLE not in parts and not parts and _is_title(paragraph):
            parts[TITLE] = [paragraph.strip()]
            continue
        current = _section(label, current)
        text = paragraph if label is None else rest
        if text.strip():
            parts.setdefault(label or current, []).append(text)
    joined = {part: "\n".join(texts) for part, texts in parts.items()}
    return {TITLE: name, **joined}


def _section(label: str | None, current: str) -> str:
    """Only sections go on over the following paragraphs; a name or a unit ends with its own line."""
    return label if label in {SITUATION, ANALYSIS, SUGGESTION} else current


def _heading(paragraph: str) -> tuple[str | None, str]:
    inline = _INLINE.fullmatch(paragraph)
    if inline is not None and inline["label"] in _LABELS:
        return _LABELS[inline["label"]], inline["rest"]
    alone = _ALONE.fullmatch(paragraph)
    if alone is not None and alone["label"] in _LABELS and (alone["ordinal"] or len(alone["label"]) > 2):
        return _LABELS[alone["label"]], ""
    return None, ""


def _is_title(paragraph: str) -> bool:
    text = paragraph.strip()
    return len(text) <= _LONGEST_TITLE and not text.endswith(("。", "；", "，", ";", ","))
