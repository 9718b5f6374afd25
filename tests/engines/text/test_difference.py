# SPDX-License-Identifier: Apache-2.0
import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.engines.text.difference import Run, difference

_WORDS = st.lists(
    st.sampled_from(["全县", "增长", "8.5%", "8.9%", "1,200", "元", "道路", "，", "。", "\n", " ", "A3区", "𡓐", "👍"]),
    max_size=40,
).map("".join)


def _joined(runs: list[Run], *kinds: str) -> str:
    return "".join(run.text for run in runs if run.kind in kinds)


@settings(deadline=None)
@given(_WORDS | st.text(max_size=60), _WORDS | st.text(max_size=60))
def test_runs_give_both_versions_back(before: str, after: str) -> None:
    runs = difference(before, after)
    assert _joined(runs, "same", "removed") == before
    assert _joined(runs, "same", "added") == after
    assert all(run.text for run in runs)
    assert all(first.kind != second.kind for first, second in pairwise(runs))


def test_identical_texts_are_one_same_run() -> None:
    assert difference("全县道路", "全县道路") == [Run("same", "全县道路")]


def test_empty_texts() -> None:
    assert difference("", "") == []
    assert difference("旧", "") == [Run("removed", "旧")]
    assert difference("", "新") == [Run("added", "新")]


def test_numbers_are_never_split() -> None:
    assert difference("增长8.5%，投入1,234.5万元", "增长8.9%，投入1,334.5万元") == [
        Run("same", "增长"),
        Run("removed", "8.5%"),
        Run("added", "8.9%"),
        Run("same", "，投入"),
        Run("removed", "1,234.5"),
        Run("added", "1,334.5"),
        Run("same", "万元"),
    ]


def test_words_change_whole() -> None:
    assert difference("道路交通畅通", "水路交通畅通")[:2] == [Run("removed", "道路交通"), Run("added", "水路交通")]


def test_inserted_paragraph_is_one_run_that_ends_with_its_line() -> None:
    before = "第一段。\n第三段。\n"
    after = "第一段。\n第二段。\n第三段。\n"
    assert difference(before, after) == [
        Run("same", "第一段。\n"),
        Run("added", "第二段。\n"),
        Run("same", "第三段。\n"),
    ]


def test_paragraph_added_after_a_changed_one_ends_with_its_line() -> None:
    assert difference("涉及3个镇。\n末段。", "涉及5个镇。\n新的一段。\n末段。") == [
        Run("same", "涉及"),
        Run("removed", "3"),
        Run("added", "5"),
        Run("same", "个镇。\n"),
        Run("added", "新的一段。\n"),
        Run("same", "末段。"),
    ]


def test_long_texts_with_scattered_changes() -> None:
    source = random.Random(20240501)
    characters = [source.choice("道路交通安全管理，。县乡村") for _ in range(20_000)]
    before = "".join(characters)
    for place in source.sample(range(20_000), 300):
        characters[place] = "改"
    runs = difference(before, "".join(characters))
    assert _joined(runs, "same", "removed") == before
    assert len(_joined(runs, "same")) > 15_000


def test_very_long_texts_without_anything_in_common() -> None:
    runs = difference("甲 " * 30_000, "乙\t" * 30_000)
    assert [run.kind for run in runs] == ["removed", "added"]
