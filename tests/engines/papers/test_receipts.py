# SPDX-License-Identifier: Apache-2.0
"""The receipt says what arrived, how to prove it, and what happens next."""

import dataclasses
import io
from datetime import date

import docx
import pytest
from docx.shared import Mm

from yizhan.engines.papers.layout import Receipt, Step
from yizhan.engines.papers.receipts import grouped, receipt_docx_of

RECEIPT = Receipt(
    office="清河区政协办公室",
    number="QH-2026-000187",
    facts=(("标题", "关于修复老街路灯的建议"), ("收到时间", "2026年3月5日 09:30")),
    digest_name="SHA-256",
    digest="0123456789abcdef" * 4,
    steps=(Step(what="办公室登记", until="3月6日前"), Step(what="编辑审看")),
    look_up="凭编号在“我的来信”查看进展。",
    date=date(2026, 3, 5),
)


def test_receipt_shows_facts_digest_and_next_steps() -> None:
    document = docx.Document(io.BytesIO(receipt_docx_of(RECEIPT)))
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["编号", "QH-2026-000187"],
        ["标题", "关于修复老街路灯的建议"],
        ["收到时间", "2026年3月5日 09:30"],
        ["SHA-256校验值", " ".join(["0123", "4567", "89ab", "cdef"] * 4)],
    ]
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [
        "回\u3000执",
        "接下来",
        "1. 办公室登记（3月6日前）",
        "2. 编辑审看",
        "凭编号在“我的来信”查看进展。",
        "清河区政协办公室",
        "2026年3月5日",
    ]
    assert round(document.sections[0].page_width / Mm(1)) == 210


def test_same_receipt_gives_the_same_bytes() -> None:
    assert receipt_docx_of(RECEIPT) == receipt_docx_of(dataclasses.replace(RECEIPT))


@pytest.mark.parametrize("text", ["\x00\ud800\u202e", "𡐓喆👍", "<&>", "长" * 5_000])
def test_hostile_text_never_breaks_the_receipt(text: str) -> None:
    receipt = dataclasses.replace(RECEIPT, number=text, facts=((text, text),), digest=text, look_up=text)
    assert len(docx.Document(io.BytesIO(receipt_docx_of(receipt))).tables) == 1


def test_digest_is_grouped_by_four() -> None:
    assert [grouped(""), grouped("abc"), grouped("abcdef")] == ["", "abc", "abcd ef"]
