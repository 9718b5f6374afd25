# SPDX-License-Identifier: Apache-2.0
"""Tables as offices and contests really published them are read as they are, and their columns are understood."""

from collections import Counter
from datetime import datetime
from itertools import islice
from pathlib import Path

import pytest

from yizhan.engines.media.columns import Field, Ground, guess
from yizhan.engines.media.moments import moment
from yizhan.engines.media.tables import read_rows

DATA = Path(__file__).resolve().parents[3] / "../shared/data"
MESSAGES = {
    Field.EXTERNAL_NUMBER: "留言编号",
    Field.CONTRIBUTOR: "留言用户",
    Field.TITLE: "留言主题",
    Field.SUBMITTED_AT: "留言时间",
    Field.SITUATION: "留言详情",
}
TABLES = {
    "taidi2020c/annex3-messages.xlsx": (4_326, 4_327, MESSAGES | {Field.DISLIKES: "反对数", Field.LIKES: "点赞数"}),
    "taidi2020c/annex3-official-sample.xlsx": (30, 31, MESSAGES | {Field.LIKES: "点赞数", Field.DISLIKES: "反对数"}),
    "taidi2020c/annex4-replies.xlsx": (
        2_816,
        2_817,
        MESSAGES | {Field.REPLY: "答复意见", Field.REPLIED_AT: "答复时间"},
    ),
    "taidi2020c/annex2-official-test-unlabelled.xlsx": (2_801, 2_802, MESSAGES | {Field.CATEGORY: "一级分类"}),
    "taidi2020c/annex2-official-sample-labelled.csv.xz": (495, 3_111, MESSAGES | {Field.CATEGORY: "一级分类"}),
    "taidi2020c/annex2-labelled-A.csv.xz": (1_842, 1_843, {Field.CATEGORY: "label", Field.SITUATION: "text"}),
    "letters/beijing-letters-open.jsonl.xz": (
        448,
        448,
        {
            Field.KIND: "type",
            Field.TITLE: "title",
            Field.SITUATION: "content",
            Field.ORGANIZATION: "institution",
            Field.REPLY: "reply",
        },
    ),
}


@pytest.mark.parametrize("path", TABLES)
def test_real_table_is_read_whole_and_understood(path: str) -> None:
    count, last, fields = TABLES[path]
    table = read_rows(DATA / path)
    rows = list(table.rows)
    assert [row.place for row in rows if row.refusal is not None] == []
    assert (len(rows), rows[-1].number) == (count, last)
    found = guess(table.columns, [row.cells for row in rows[:50]])
    assert {match.field: match.column for match in found.matches} == fields
    assert {match.ground for match in found.matches} == {Ground.NAME}
    assert found.left_over == {}


def test_every_date_of_the_messages_is_understood() -> None:
    values = [row.cells["留言时间"] for row in read_rows(DATA / "taidi2020c/annex3-messages.xlsx").rows]
    assert Counter("-" in str(value) for value in values) == {False: 4_197, True: 129}
    assert Counter(moment(value).year for value in values) == {2019: 4_242, 2020: 80, 2018: 3, 2017: 1}


def test_first_message_is_kept_as_given() -> None:
    [row] = islice(read_rows(DATA / "taidi2020c/annex3-messages.xlsx").rows, 1)
    assert (row.number, row.cells["留言编号"], row.cells["反对数"]) == (2, 188006, 0)
    assert row.cells["留言时间"] == "2019/2/28 11:25:05"
    assert str(row.cells["留言详情"]).startswith("\n\t\t\t\t\t\n\t\t\t\t\t座落在A市A3区")


def test_dates_of_the_sample_are_dates() -> None:
    [row] = islice(read_rows(DATA / "taidi2020c/annex3-official-sample.xlsx").rows, 1)
    assert row.cells["留言时间"] == datetime(2017, 6, 8, 17, 31, 20)  # noqa: DTZ001 -- a cell knows no zone
    assert moment(row.cells["留言时间"]).isoformat() == "2017-06-08T17:31:20+08:00"
