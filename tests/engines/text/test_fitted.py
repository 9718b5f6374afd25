# SPDX-License-Identifier: Apache-2.0
"""Plain arrays suggest what the classifier suggests, whatever the text; confidence means what it says."""

import io
import subprocess
import sys

import numpy as np
import pytest

from tests.engines.text.test_classification import SEED, _examples
from yizhan.engines.text import learning
from yizhan.engines.text.classification import Classifier
from yizhan.engines.text.fitted import FittedLabels
from yizhan.engines.text.learning import NotLearned, learn, learn_aside
from yizhan.engines.text.prepared import Prepared
from yizhan.engines.text.reliability import Reliability, percent

TEXTS = [
    "您好。学校老师强制学生补课。谢谢！",
    "公交车司机态度差，班次少；停车难。油烟扰民",
    "",
    "水",
    "\x00\x07",
    "🚰𠮷<b>'\"%s%(words)s ＡＢＣ １２３ 學校",
    "\ud800",
    "噪音" * 5_000,
    "ſß İ ŉ ﬁ ½ ① ㍻",
]


@pytest.fixture(scope="module", params=["seven", "two", "single"])
def classifier(request: pytest.FixtureRequest) -> Classifier:
    """Three labels with a calibration, two labels (one function for both), single examples without calibration."""
    texts, labels = _examples(12)
    if request.param == "two":
        return Classifier(texts[:24], labels[:24], SEED, most_features=60)
    if request.param == "single":
        return Classifier(["公交车班次", "学校老师", "污水油烟"], ["交通", "教育", "环保"])
    return Classifier(texts, labels, SEED)


def test_arrays_suggest_what_the_classifier_suggests(classifier: Classifier) -> None:
    fitted = FittedLabels.from_bytes(classifier.fitted().to_bytes())
    probabilities = np.array([fitted.probabilities(Prepared.of(text)) for text in TEXTS])
    assert np.abs(probabilities - classifier.probabilities(TEXTS)).max() < 1e-6
    assert [fitted.best(Prepared.of(text))[0] for text in TEXTS] == [label for label, _ in classifier.predict(TEXTS)]


def test_sentences_together_have_the_score_of_the_text(classifier: Classifier) -> None:
    """Whatever the text is made of, each trait is given back to places where it stands, and nothing is lost."""
    fitted = classifier.fitted()
    for text in [*TEXTS, "甲。学校老师\n\n 12路\t公交３号车。。！①㍻；油烟 扰民", "…。…"]:
        prepared = Prepared.of(text)
        for column, label in enumerate(fitted.labels):
            added = fitted._added(prepared.traits, column)
            places, row = fitted._row(prepared.traits)
            whole = (fitted.leans[places, column] * fitted.weights[places, column] * row).sum()
            given_back = sum(
                (added[kind] / prepared.traits[kind].counts)[standing.traits].sum()
                for kind, standing in prepared.standing.items()
            )
            assert given_back == pytest.approx(whole, abs=1e-6)
            for passage in fitted.speaking(prepared, label).passages:
                assert text[passage.start : passage.end].strip() == passage.words != ""


def test_a_sentence_speaks_for_what_stands_in_it() -> None:
    fitted = learn(*_examples(12)).fitted
    text = "　您好！\n\n１２路公交車司機態度差，班次少。\n学校 老师强制补课；谢谢"
    said = {label: fitted.speaking(Prepared.of(text), label).passages[:1] for label in fitted.labels}
    assert [one.words for one in said["交通"]] == ["１２路公交車司機態度差，班次少。"]
    assert [one.words for one in said["教育"]] == ["学校 老师强制补课；"]
    lasting = Prepared.of(text)
    assert [lasting.text[one.start() : one.end()] for one in lasting.sentences][-1] == "谢谢"
    assert lasting.lengths.sum() == len(lasting.signs)


def test_words_that_speak_for_a_label_stand_in_the_text() -> None:
    fitted = learn(*_examples(12)).fitted
    words = fitted.speaking(Prepared.of("学校老师让学生补课，门口停车难。"), "教育").words
    assert words[0] in {"学校", "老师", "学生", "补课"}
    assert "停车" not in words
    assert [fitted.speaking(Prepared.of(text), "教育").words for text in ("", "。！", "甲")] == [()] * 3


def test_foreign_bytes_are_refused_and_no_pickle_is_read() -> None:
    for content in (b"", b"PK", _pickled()):
        with pytest.raises(ValueError):  # noqa: PT011 -- whatever is wrong with them
            FittedLabels.from_bytes(content)


def test_asking_needs_no_scikit_learn() -> None:
    code = "import sys, yizhan.engines.text.fitted as f; f.Prepared.of('学校老师'); print('sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_child_learns_the_same_and_says_why_it_did_not(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, labels = _examples(12)
    aside, here = learn_aside(texts, labels), learn(texts, labels)
    assert (aside.examples, aside.reliability, aside.fitted.labels) == (36, here.reliability, here.fitted.labels)
    asked = Prepared.of(TEXTS[0])
    assert np.abs(aside.fitted.probabilities(asked) - here.fitted.probabilities(asked)).max() < 1e-6
    monkeypatch.setattr(learning, "SECONDS", 0.001)
    with pytest.raises(NotLearned, match="seconds"):
        learn_aside(texts, labels)


def test_reliability_counts_what_would_have_been_shown() -> None:
    found = Reliability.of([(0.999, True), (0.95, True), (0.9, False), (0.62, True), (0.61, False), (0.4, False)])
    assert found.steps == ((40, 1, 0), (61, 1, 0), (62, 1, 1), (90, 1, 0), (95, 1, 1), (99, 1, 1))
    assert (found.texts, found.accuracy) == (6, 0.5)
    assert (found.share(90), found.precision(90)) == (0.5, 2 / 3)
    assert found.precision(100) is None
    assert found.error == pytest.approx((0.855 + 0.405 + 0.24) / 6)
    assert Reliability.read([[40, 1, 0]]).steps == ((40, 1, 0),)
    assert (Reliability(()).accuracy, Reliability(()).error, percent(1.0)) == (0.0, 0.0, 99)


def test_confidence_means_what_it_says() -> None:
    """Of texts that were not learned from, about as many are right as the confidence promises."""
    texts, labels = _examples(40)
    seen, unseen = slice(0, None, 2), slice(1, None, 2)
    learned = learn(texts[seen], labels[seen])
    told = [learned.fitted.best(Prepared.of(text)) for text in texts[unseen]]
    promised = sum(confidence for _label, confidence in told) / len(told)
    right = sum(label == truth for (label, _), truth in zip(told, labels[unseen], strict=True)) / len(told)
    assert abs(promised - right) < 0.05
    assert learned.reliability.error < 0.1


def _pickled() -> bytes:
    file = io.BytesIO()
    np.savez(file, form=np.array([{"a": 1}], dtype=object))
    return file.getvalue()
