# SPDX-License-Identifier: Apache-2.0
"""Every finding can be said in Chinese."""

import ast
from collections.abc import Iterator
from pathlib import Path

import yizhan.engines.scoring
from tests.engines.scoring.test_language import RULE
from tests.engines.scoring.written import HEAD
from yizhan.engines.scoring.findings import Finding, Refused
from yizhan.engines.scoring.language.reading import parse_scheme
from yizhan.engines.scoring.sentences import _CHINESE, chinese

_MAKERS = {"error", "note", "refusal", "_refuse", "_refusal"}


def codes_in_source() -> Iterator[str]:
    """First arguments of everything that makes a finding."""
    for path in Path(yizhan.engines.scoring.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in _MAKERS:
                yield node.args[0].value
            elif name == "PydanticCustomError":
                yield f"scheme.{node.args[0].value}"


def test_every_code_has_a_chinese_sentence_and_no_sentence_is_left_over() -> None:
    assert {code for code in codes_in_source() if "." in code} == set(_CHINESE) - {"more_of_the_same"}


def test_chinese_sentence_names_what_is_wrong() -> None:
    try:
        parse_scheme(HEAD + RULE.replace('channel = "要情"', 'channel = "要请"'), "S.toml")
    except Refused as refused:
        (finding,) = refused.findings
    assert chinese(finding) == "字段“channel”没有列出“要请”这个取值(是不是“要情”?)。"


def test_unknown_code_falls_back_to_english() -> None:
    assert chinese(Finding("scheme.something", "it is wrong")) == "写法不对:it is wrong"
