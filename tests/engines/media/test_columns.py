# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.media.column_names import SYNONYMS
from yizhan.engines.media.columns import Field, Ground, guess
from yizhan.engines.media.document_folder import COLUMNS
from yizhan.engines.media.looks import look_of

ROWS = 20


def sample(**columns: list[object]) -> list[dict[str, object]]:
    """Rows of a table given by its columns; a single value is repeated."""
    filled = {name: values * (ROWS // len(values)) for name, values in columns.items()}
    return [{name: values[number] for name, values in filled.items()} for number in range(ROWS)]


def test_no_name_means_two_fields() -> None:
    names = [name for synonyms in SYNONYMS.values() for name in synonyms]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("留言编号", Field.EXTERNAL_NUMBER),
        ("留言用户", Field.CONTRIBUTOR),
        ("留言 主题", Field.TITLE),
        ("内容（必填）", Field.SITUATION),
        ("ＴＩＴＬＥ", Field.TITLE),
        ("created_at", Field.SUBMITTED_AT),
        ("institution", Field.ORGANIZATION),
        ("手机号码", Field.CONTACT),
        ("点赞数", Field.LIKES),
        ("反对数", Field.DISLIKES),
        ("原因分析", Field.ANALYSIS),
        ("意见建议", Field.SUGGESTION),
        ("信息来源", Field.SOURCE),
    ],
)
def test_known_name_decides(name: str, field: Field) -> None:
    [match] = guess([name], []).matches
    assert (match.column, match.field, match.ground) == (name, field, Ground.NAME)


@pytest.mark.parametrize(
    ("name", "field"),
    [("群众留言时间", Field.SUBMITTED_AT), ("第一答复单位", Field.ORGANIZATION), ("市民来信标题", Field.TITLE)],
)
def test_part_of_a_name_decides_by_its_end(name: str, field: Field) -> None:
    [match] = guess([name], []).matches
    assert (match.field, match.ground) == (field, Ground.PART_OF_NAME)


def test_values_decide_where_names_say_nothing() -> None:
    rows = sample(
        c1=list(range(1_000, 1_000 + ROWS)),
        c2=[f"关于第{n}条街路灯的问题" for n in range(ROWS)],
        c3=["老街的路灯坏了。" * 20],
        c4=["2026年3月5日 09:30"],
        c5=["13912345678"],
        c6=["城建", "交通"],
        c7=[None],
    )
    found = guess(list(rows[0]), rows)
    assert {match.column: match.field for match in found.matches} == {
        "c1": Field.EXTERNAL_NUMBER,
        "c2": Field.TITLE,
        "c3": Field.SITUATION,
        "c4": Field.SUBMITTED_AT,
        "c5": Field.CONTACT,
        "c6": Field.CATEGORY,
    }
    assert {match.ground for match in found.matches} == {Ground.VALUES}
    assert found.left_over == {"c7": "neither name nor values are known"}


def test_values_that_contradict_a_name_win() -> None:
    found = guess(["时间", "内容"], sample(时间=[f"第{n}" for n in range(ROWS)], 内容=["2026-03-05 09:30"]))
    assert found.column_of(Field.SITUATION) is None
    assert found.left_over["时间"] == "the name says submitted_at, but most of its values are no dates"


def test_second_column_for_a_field_is_left_over_with_the_reason() -> None:
    found = guess(["标题", "主题"], [])
    assert found.column_of(Field.TITLE) == "标题"
    assert found.left_over == {"主题": "“标题” is already title"}


def test_columns_of_a_folder_of_documents_are_understood() -> None:
    found = guess(COLUMNS, [])
    assert {match.column: match.field for match in found.matches} == {
        "标题": Field.TITLE,
        "反映人": Field.CONTRIBUTOR,
        "单位": Field.ORGANIZATION,
        "情况": Field.SITUATION,
        "原因": Field.ANALYSIS,
        "建议": Field.SUGGESTION,
    }


def test_look_of_a_column_without_values_is_nothing() -> None:
    look = look_of([None, "", "  "])
    assert (look.count, look.are_moments, look.are_numbers, look.are_contacts) == (0, False, False, False)
