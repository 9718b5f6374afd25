# SPDX-License-Identifier: Apache-2.0
"""Which column is which field: the guess to be judged, and a mapping that is all of it."""

from pathlib import Path

import pytest

from yizhan.domains.items.operations import tables
from yizhan.engines.media.columns import Field, Ground
from yizhan.engines.media.tables import read_rows
from yizhan.kernel.errors import Invalid


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A table with two columns that are known by name, and two that say nothing."""
    path = tmp_path / "letters.csv"
    path.write_text("留言主题,留言详情,点赞数,备用\n路灯不亮,三号路的路灯坏了一周。,3,甲\n", encoding="utf-8")
    return path


def test_proposal_names_columns_grounds_and_first_rows(letters: Path) -> None:
    proposal = tables.proposal(read_rows(letters))
    assert proposal.columns == ("留言主题", "留言详情", "点赞数", "备用")
    assert [(match.column, match.field, match.ground) for match in proposal.matches] == [
        ("留言主题", Field.TITLE, Ground.NAME),
        ("留言详情", Field.SITUATION, Ground.NAME),
        ("点赞数", Field.LIKES, Ground.NAME),
    ]
    assert [row.cells["备用"] for row in proposal.first] == ["甲"]


def test_wish_corrects_the_guess(letters: Path) -> None:
    taken, _rows = tables.mapping(read_rows(letters), {"source": "备用"})
    assert taken == {
        Field.TITLE: "留言主题",
        Field.SITUATION: "留言详情",
        Field.LIKES: "点赞数",
        Field.SOURCE: "备用",
    }


def test_whole_wish_leaves_out_what_it_does_not_name(letters: Path) -> None:
    taken, rows = tables.mapping(read_rows(letters), {"situation": "留言详情"}, is_whole=True)
    assert taken == {Field.SITUATION: "留言详情"}
    arrivals, rejected = tables.arrivals(rows, taken)
    assert [(row.wording.situation, row.likes) for row in arrivals] == [("三号路的路灯坏了一周。", 0)]
    assert rejected == []


@pytest.mark.parametrize("wished", [{}, {"likes": "点赞数"}])
def test_whole_wish_without_text_is_refused(letters: Path, wished: dict[str, str]) -> None:
    with pytest.raises(Invalid, match=r"items\.intake\.no_text"):
        tables.mapping(read_rows(letters), wished, is_whole=True)
