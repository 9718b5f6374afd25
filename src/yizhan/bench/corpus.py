# SPDX-License-Identifier: Apache-2.0
"""Invented reports for load and size: seeded, so that two runs measure the same."""

import random
from collections.abc import Iterator

SEED = 20261123

_PLACES = (
    "青石街道",
    "柳湾镇",
    "云溪河畔",
    "北门社区",
    "松岭村",
    "望江新城",
    "石桥镇",
    "南塘街道",
    "白果乡",
    "临江码头",
)
_MATTERS = (
    "老旧小区加装电梯后的维护费用无人承担",
    "学校周边早晚高峰交通拥堵",
    "农产品冷链运输能力不足",
    "社区托育机构数量偏少",
    "河道沿线垃圾清理不及时",
    "电动自行车充电设施缺口较大",
    "乡村医生队伍年龄结构老化",
    "小微企业融资手续仍然繁琐",
    "老年人使用智能设备存在困难",
    "共享单车停放秩序混乱",
)
_DETAILS = (
    "居民多次向物业反映，至今没有明确答复",
    "据不完全统计，涉及住户{number}户",
    "现场走访发现，问题集中在每日{number}点前后",
    "有关部门曾组织整治，但效果没有保持下来",
    "群众普遍担心影响日常出行和安全",
    "今年以来已接到同类反映{number}件",
    "部分路段照明设施损坏，夜间通行不便",
    "经营者表示成本上升了{number}个百分点",
    "村里多为老人和儿童，自我防护能力较弱",
    "建议尽快摸清底数，分类处理",
    "建议由街道牵头，明确责任单位和完成时限",
    "建议把经验做法总结推广到全区",
)


def reports(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Titles and texts of about 150 characters."""
    chance = random.Random(seed)  # noqa: S311 -- texts, not secrets
    for number in range(count):
        place, matter = chance.choice(_PLACES), chance.choice(_MATTERS)
        details = "；".join(chance.sample(_DETAILS, 6)).format(number=chance.randint(2, 980))
        yield f"{place}{matter}（{number}）", f"近日，{place}群众反映{matter}。{details}。"


def phrases(count: int, seed: int = SEED) -> list[str]:
    """Pieces of two to six characters that occur in the reports."""
    chance = random.Random(seed + 1)  # noqa: S311 -- texts, not secrets
    texts = [text for _, text in reports(200, seed)]
    return [phrase_of(chance.choice(texts), chance) for _time in range(count)]


def phrase_of(text: str, chance: random.Random) -> str:
    """A piece of two to six characters without punctuation out of a text."""
    while True:
        length = chance.randint(2, 6)
        start = chance.randrange(len(text) - length)
        piece = text[start : start + length]
        if piece.isalpha():
            return piece
