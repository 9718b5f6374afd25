# SPDX-License-Identifier: Apache-2.0
"""Every substring of two or more characters is found, nothing else is, on both databases."""

import random

import pytest

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing
from yizhan.domains.items.queries import finding, wordings
from yizhan.engines.text.normalisation import comparable

SEED = 20261123


@pytest.fixture
def texts(house: House) -> list[Item]:
    return [
        items.registered(
            house, title="城区停车难问题", situation="老城区夜间停车难，居民反映强烈；Wi-Fi 覆盖率仅 8.5%。"
        ),
        items.registered(house, title="農產品進城遇阻", situation="鲜活农产品运输车辆进城受限，损耗达３０％。"),
        items.registered(house, title="公交线路调整建议", situation="201路公交车\n早高峰间隔过长。"),
    ]


def found(house: House, words: str) -> list[int]:
    return list(finding.search(access.visible(house.editor), words).values_list("pk", flat=True))


def test_every_short_substring_is_found(house: House, texts: list[Item]) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    for item in texts:
        plain = "".join(wordings.text_in_force(item).situation.split())
        for _ in range(60):
            length = chance.randint(2, 6)
            start = chance.randrange(len(plain) - length)
            wanted = plain[start : start + length]
            assert item.pk in found(house, wanted), wanted


@pytest.mark.parametrize(
    ("words", "index"),
    [
        ("停车", 0),
        ("8.5%", 0),
        ("wi-fi", 0),
        ("农产品", 1),
        ("農產品", 1),
        ("30%", 1),
        ("公交车早高峰", 2),
        ("201", 2),
        ("难 反映", 0),
    ],
)
def test_width_case_and_script_do_not_matter(house: House, texts: list[Item], words: str, index: int) -> None:
    assert found(house, words) == [texts[index].pk]


@pytest.mark.parametrize("words", ["停车场", "难停", "2010", "产农", '"停车', "停*", "AND", "-"])
def test_what_is_not_there_is_not_found(house: House, texts: list[Item], words: str) -> None:
    expected = [
        item.pk
        for item in texts
        if comparable(words) in comparable(wordings.document(item, wordings.text_in_force(item)))
    ]
    assert sorted(found(house, words)) == sorted(expected)


def test_one_character_is_found_too(house: House, texts: list[Item]) -> None:
    assert found(house, "蚝") == []
    assert found(house, "阻") == [texts[1].pk]


def test_an_edited_text_is_found_by_its_new_words_only(house: House, texts: list[Item]) -> None:
    editing.edit(house.editor, texts[0].public_id, wording=items.wording(title="充电桩不足", situation="充电桩不足。"))
    assert found(house, "停车") == []
    assert found(house, "充电桩") == [texts[0].pk]


def test_another_station_finds_nothing(house: House, elsewhere: House, texts: list[Item]) -> None:
    assert list(finding.search(access.visible(elsewhere.editor), "停车")) == []
