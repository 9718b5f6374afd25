# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.casualties import Casualties, casualties, harm_of


@pytest.mark.parametrize(
    ("text", "killed", "injured", "missing", "trapped"),
    [
        ("《山亭区发生交通事故造成6死4伤》", 6, 4, None, None),
        ("死亡6人，受伤4人", 6, 4, None, None),
        ("造成3名群众死亡、12人受伤，其中重伤2人，另有1人失联", 3, 12, 1, None),
        ("五人遇难、二十余人受伤，被困8人", 5, 20, None, 8),
        ("未造成人员伤亡", 0, 0, None, None),
        ("暂无人员伤亡，2人被困", 0, 0, None, 2),
        ("死亡人数为2人", 2, None, None, None),
        ("死亡率下降3%", None, None, None, None),
        ("", None, None, None, None),
    ],
)
def test_casualties(
    text: str, killed: int | None, injured: int | None, missing: int | None, trapped: int | None
) -> None:
    found = casualties(text)
    assert (found.killed, found.injured, found.missing, found.trapped) == (killed, injured, missing, trapped)


def test_words_say_where_the_numbers_come_from() -> None:
    assert casualties("造成6死4伤").words == ("6死", "4伤")
    assert casualties("道路破损") == Casualties()


def test_an_office_names_its_figures_in_its_own_words() -> None:
    words = ("死亡", "遇难", "受伤", "失联", "下落不明", "被困", "伤亡失联合计", "转移安置", "")
    assert [harm_of(word) for word in words] == [
        "killed",
        "killed",
        "injured",
        "missing",
        "missing",
        "trapped",
        "",
        "",
        "",
    ]
