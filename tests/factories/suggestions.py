# SPDX-License-Identifier: Apache-2.0
"""A station whose decisions have been learned from. The texts are invented; learning them once serves the whole run."""

import functools
import random
from collections import Counter
from collections.abc import Mapping, Sequence

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import Kind
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.suggestions import rules
from yizhan.domains.suggestions.models import Learning
from yizhan.domains.suggestions.operations import learning
from yizhan.domains.suggestions.queries import examples
from yizhan.domains.suggestions.queries.learning import Outcome
from yizhan.domains.suggestions.states import Question
from yizhan.engines.text.learning import Learned, learn
from yizhan.kernel import clock
from yizhan.kernel.actors import system

#: What items of three matters speak of.
SUBJECTS: Sequence[Sequence[str]] = (
    ("公交车", "班次", "道路", "红绿灯", "停车", "客运", "地铁", "司机"),
    ("学校", "老师", "学生", "招生", "补课", "幼儿园", "教材", "学区"),
    ("污水", "油烟", "噪音", "垃圾", "扬尘", "臭味", "河道", "排放"),
)

#: What a station decides about each of them.
KINDS = (Kind.SUGGESTION, Kind.DYNAMICS, Kind.PROBLEM)
CATEGORIES = ("交通运输", "教育文体", "环境保护")

#: A text of the third matter, and one of none.
CLEAR = {
    "title": "油烟噪音扰民",
    "situation": "沿街油烟排放，垃圾成堆，臭味很大。联系电话13800138000。",
    "analysis": "",
}
UNCLEAR = {"title": "关于有关事宜", "situation": "请予以研究。", "analysis": "", "suggestion": ""}


@functools.cache
def learned(labels: tuple[str, ...]) -> Learned:
    """Forty texts of each matter, learned under these labels."""
    source, texts, given = random.Random(5), [], []
    for label, subjects in zip(labels, SUBJECTS, strict=True):
        for _ in range(40):
            said = [f"{source.choice(subjects)}的{source.choice(subjects)}问题" for _ in range(3)]
            texts.append("反映情况。" + "，".join(said) + "，请处理。")
            given.append(label)
    return learn(texts, given)


def categories(house: House, names: Sequence[str] = (*CATEGORIES, "基层治理")) -> None:
    """The house has these categories."""
    lay_down(house, rules.CATEGORIES.key, value=list(names))


def lay_down(house: House, key: str, *, value: object) -> None:
    """The house has this rule from today on."""
    laying_down.set_rule(
        system(house.station.pk), house.station.pk, key=key, value=value, valid_from=clock.today(), instrument="办法"
    )


def taught(house: House, **labels: Sequence[str]) -> Learning:
    """The house has learned, by question, these labels for the three matters; by default kinds and categories."""
    categories(house)
    wanted: Mapping[str, Sequence[str]] = labels or {Question.KIND: KINDS, Question.CATEGORY: CATEGORIES}
    learning.ask(system(house.station.pk))
    begun = learning.begin(system(house.station.pk))
    assert begun is not None
    outcomes = {question: _outcome(house, question, wanted.get(question, ())) for question in Question.values}
    return learning.finish(system(), begun.pk, held=begun.claim, outcomes=outcomes)


def clear(house: House, **options: str) -> Item:
    """A registered item that speaks of the third matter."""
    return items.registered(house, **{**CLEAR, **options})


def _outcome(house: House, question: str, labels: Sequence[str]) -> Outcome:
    if not labels:
        return Outcome(0, {}, {}, None)
    found = learned(tuple(str(label) for label in labels))
    counts = Counter({str(label): 40 for label in labels})
    return Outcome(found.examples, counts, examples.names(house.station.pk, question), found)
