# SPDX-License-Identifier: Apache-2.0
import random
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from yizhan.cli.evaluations.corpora import labelled
from yizhan.engines.text.classification import Classifier
from yizhan.engines.text.prepared import Prepared
from yizhan.engines.text.shingles import bare

ANNEXES = Path(__file__).resolve().parents[3] / "../shared/data/taidi2020c"
SEED = 5
_SUBJECTS = {
    "交通": ("公交车", "班次", "道路", "红绿灯", "停车", "客运", "地铁", "司机"),
    "教育": ("学校", "老师", "学生", "招生", "补课", "幼儿园", "教材", "学区"),
    "环保": ("污水", "油烟", "噪音", "垃圾", "扬尘", "臭味", "河道", "排放"),
}


def _examples(count: int) -> tuple[list[str], list[str]]:
    source = random.Random(SEED)
    texts, labels = [], []
    for label, subjects in _SUBJECTS.items():
        for _ in range(count):
            said = [f"{source.choice(subjects)}的{source.choice(subjects)}问题" for _ in range(3)]
            texts.append("反映情况。" + "，".join(said) + "，请处理。")
            labels.append(label)
    return texts, labels


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier(*_examples(30), seed=SEED)


@pytest.mark.parametrize(
    ("text", "label"),
    [("公交车司机态度差，班次少", "交通"), ("学校老师强制补课", "教育"), ("油烟噪音扰民，垃圾成堆", "环保")],
)
def test_label_of_an_unseen_text(classifier: Classifier, text: str, label: str) -> None:
    [(suggested, confidence)] = classifier.predict([text])
    assert suggested == label
    assert 0.5 < confidence <= 1.0


def test_probabilities_are_a_distribution(classifier: Classifier) -> None:
    probabilities = classifier.probabilities(["公交车", "", "👍", "学校门口停车"])
    assert np.allclose(probabilities.sum(axis=1), 1.0)
    assert probabilities.shape == (4, 3)


def test_unclear_text_is_less_sure_than_a_clear_one(classifier: Classifier) -> None:
    (_, clear), (_, unclear) = classifier.predict(["学校老师学生补课", "学校门口停车，油烟扰民"])
    assert clear > unclear


def test_passages_speak_for_the_label(classifier: Classifier) -> None:
    text = "您好。学校老师强制学生补课。谢谢！"
    [(label, _)] = classifier.predict([text])
    assert label == "教育"
    first = classifier.fitted().speaking(Prepared.of(text), label).passages[0]
    assert (first.words, text[first.start : first.end], first.weight) == ("学校老师强制学生补课。",) * 2 + (1.0,)


def test_threshold_reaches_the_precision_asked_for(classifier: Classifier) -> None:
    threshold = classifier.threshold(0.9)
    assert threshold is not None
    texts, labels = _examples(30)
    routed = [
        (label, truth)
        for (label, sure), truth in zip(classifier.predict(texts), labels, strict=True)
        if sure >= threshold
    ]
    assert sum(label == truth for label, truth in routed) / len(routed) >= 0.9


def test_same_seed_gives_the_same_answers() -> None:
    texts, labels = _examples(10)
    first, second = (Classifier(texts, labels, seed=SEED).probabilities(["公交车和学校"]) for _ in range(2))
    assert (first == second).all()


def test_single_examples_give_labels_without_a_threshold() -> None:
    classifier = Classifier(["公交车班次", "学校老师", "污水油烟"], ["交通", "教育", "环保"])
    assert classifier.predict(["学校老师"])[0][0] == "教育"
    assert classifier.threshold() is None


def test_one_label_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="two labels"):
        Classifier(["甲", "乙"], ["同", "同"])


@pytest.mark.slow
def test_labels_of_the_open_annex_reach_the_bar_in_cross_validation() -> None:
    files = ("annex2-labelled-A.csv.xz", "annex2-official-sample-labelled.csv.xz")
    rows = {bare(one.text): one for name in files for one in labelled(ANNEXES / name)[0]}
    texts, truth = [one.text for one in rows.values()], np.array([one.label for one in rows.values()])
    suggested = np.empty(len(texts), dtype=object)
    is_routed = np.zeros(len(texts), dtype=bool)
    for seen, unseen in StratifiedKFold(5, shuffle=True, random_state=0).split(texts, truth):
        classifier = Classifier([texts[place] for place in seen], [truth[place] for place in seen])
        threshold = classifier.threshold(0.95)
        assert threshold is not None
        for place, (label, confidence) in zip(
            unseen, classifier.predict([texts[place] for place in unseen]), strict=True
        ):
            suggested[place], is_routed[place] = label, confidence >= threshold
    assert f1_score(truth, suggested, average="macro") >= 0.91
    assert is_routed.mean() >= 0.75
    assert (suggested == truth)[is_routed].mean() >= 0.95
