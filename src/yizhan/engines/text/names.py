# SPDX-License-Identifier: Apache-2.0
"""Places and bodies that a text names, found by how they end (镇, 小区, 学院, 公司) and the words before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from yizhan.engines.text.segmentation import tagged_words

NameKind = Literal["place", "body"]

#: Longer endings first: a 小区 is no 区.
_PLACE_ENDING = re.compile(
    "(?:自治区|自治州|开发区|经开区|高新区|社区|小区|街道|大道|广场|公园|花园|家园|新城|新村|庄园|水库|码头|大桥|隧道|车站|景区|市场"
    "|工业园|[省市区县旗州盟镇乡村组路街巷桥苑河江湖山港湾岛站])$"
)
_BODY_ENDING = re.compile(
    "(?:人民政府|委员会|办公室|办事处|派出所|幼儿园|卫生院|合作社|事务所|有限公司|公司|集团|学校|小学|中学|大学|学院|医院|银行"
    "|中心|法院|检察院|支队|大队|协会|商会|工会|政协|党委|政府|机关|研究所|研究院|[局委厅部办院所厂校队会])$"
)

#: Parts of speech that may stand inside a name: nouns and names, numbers, masked codes, distinguishing words.
_INSIDE = frozenset("njbsxmeg")
_LETTERS = re.compile("[\u3400-\u9fffa-zA-Z0-9]+")

#: Words that end like a name, or are taken for nouns, and are no part of one.
_EVERYDAY = re.compile(
    "[全我本该各](?:[省市县区镇乡村]|乡镇|街道)|[修走让铺堵绕]路|城市|城区|地区|市区|农村|乡村|乡镇|村镇|道路|公路|马路|铁路|高速公路|门路|思路|出路|线路|社会|机会"
    "|大会|会议|都会|不会|才会|就会|也会|开会|全部|内部|干部|各部|厕所|场所|单位|部门|结果|建议|反映|投诉|咨询|问题|情况|附近|周边"
    "|社区|小区|街道|车站|公园|市场|广场|大道|学校|医院|公司|政府|机关|中心|集团|银行|法院|学院|大学|小学|中学|幼儿园|协会|村组"
    "|[镇乡县市区省路组山河站会部所院办局队厂校委村街桥江湖港]"
)
_LONGEST = 20

#: 石桥县青山镇柳树村: levels that follow one another are cut by their endings, whatever the segmenter makes of them.
_CHAIN = re.compile(
    "(?:(?:^|(?<=[\\s，。、；：,;:（(在于从到由往向至对把和与及]))[\u4e00-\u9fff]{2,4}?|[\u4e00-\u9fff]{2})[市区县旗州]"
    "(?:[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?:[\u4e00-\u9fff]{1,4}?(?:村|社区))?"
)
_LEVEL = re.compile(".+?(?:[市区县旗州]|镇|乡|街道|村|社区)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: `text[start:end]` reads `words`."""

    kind: NameKind
    words: str
    start: int
    end: int


def names(text: str, dictionary: Iterable[str] = ()) -> list[Name]:
    """Places and bodies in the order of the text. Words of the dictionary that end like a name are found whole."""
    known = frozenset(dictionary)
    found: list[Name] = []
    place = 0
    for chain in _CHAIN.finditer(text):
        found += _named_by_words(text, place, chain.start(), known)
        found += [
            Name("place", level.group(), chain.start() + level.start(), chain.start() + level.end())
            for level in _LEVEL.finditer(chain.group())
        ]
        place = chain.end()
    return found + _named_by_words(text, place, len(text), known)


def _named_by_words(text: str, place: int, end: int, dictionary: frozenset[str]) -> list[Name]:
    """Names in `text[place:end]`: runs of name-like words, cut after each ending."""
    found: list[Name] = []
    run: list[str] = []
    start = place
    for word, tag in [*tagged_words(text[place:end], dictionary), ("\n", "x")]:
        if _may_stand_inside(word, tag) or (run and _kind(word)):
            start = start if run else place
            run.append(word)
        else:
            found += _names_in(run, start)
            run = []
        place += len(word)
    return found


def _may_stand_inside(word: str, tag: str) -> bool:
    return tag[:1] in _INSIDE and bool(_LETTERS.fullmatch(word)) and not _EVERYDAY.fullmatch(word)


def _names_in(run: list[str], start: int) -> list[Name]:
    """Cuts a run of name-like words after each ending; an ending that follows a name at once belongs to it."""
    found: list[Name] = []
    begin = place = start
    pending = ""
    for word in run:
        pending += word
        place += len(word)
        kind = _kind(pending[-_LONGEST:])
        if kind and found and found[-1].end == begin and _is_bare_ending(pending):
            found[-1] = Name(kind, found[-1].words + pending, found[-1].start, place)
        elif kind and 2 <= len(pending) <= _LONGEST and not _EVERYDAY.fullmatch(pending):
            found.append(Name(kind, pending, begin, place))
        else:
            continue
        pending, begin = "", place
    return found


def _is_bare_ending(words: str) -> bool:
    return any(ending.fullmatch(words) for ending in (_BODY_ENDING, _PLACE_ENDING))


def _kind(words: str) -> NameKind | None:
    if _BODY_ENDING.search(words):
        return "body"
    return "place" if _PLACE_ENDING.search(words) else None
