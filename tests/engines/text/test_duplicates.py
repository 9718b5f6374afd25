# SPDX-License-Identifier: Apache-2.0
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from yizhan.cli.evaluations.corpora import documents
from yizhan.engines.text.duplicates import Pair, duplicate_pairs
from yizhan.engines.text.shingles import jaccard, shingles
from yizhan.engines.text.signatures import CORPUS, STORE, Bands, band_keys

ANNEXES = Path(__file__).resolve().parents[3] / "../shared/data/taidi2020c"
SEED = 20240517


def _corpus(seed: int) -> list[str]:
    """Texts of random characters and copies of some of them with a few characters changed."""
    source = random.Random(seed)
    alphabet = [chr(0x4E00 + number) for number in range(800)]
    texts = ["".join(source.choices(alphabet, k=source.randint(30, 200))) for _ in range(150)]
    for text in texts[:60]:
        characters = list(text)
        for place in source.sample(range(len(characters)), source.randint(0, len(characters) // 15)):
            characters[place] = source.choice(alphabet)
        texts.append("".join(characters))
    return texts


def test_pairs_agree_with_comparing_everything() -> None:
    texts = _corpus(SEED)
    sets = [shingles(text) for text in texts]
    expected = [
        Pair(first, second, jaccard(sets[first], sets[second]))
        for first, second in combinations(range(len(texts)), 2)
        if jaccard(sets[first], sets[second]) >= 0.5
    ]
    assert len(expected) > 40, SEED
    assert duplicate_pairs(texts) == expected, SEED


def test_texts_that_differ_in_spaces_and_signs_are_the_same() -> None:
    assert duplicate_pairs(["小区楼下噪音扰民。", "\n 小区楼下，噪音扰民!", "别的事情"]) == [Pair(0, 1, 1.0)]


def test_empty_texts_are_no_duplicates() -> None:
    assert duplicate_pairs(["", "", " ，"]) == []
    assert duplicate_pairs([]) == []


def test_keys_are_the_same_for_the_same_text_in_any_company() -> None:
    alone = band_keys([shingles("小区楼下噪音扰民")])
    among = band_keys([shingles("别的事情别的事情"), shingles("小区楼下噪音扰民")])
    assert alone.shape == (1, STORE.count)
    assert alone.dtype == np.int64
    assert (alone[0] == among[1]).all()
    assert not (among[0] == among[1]).any()


def test_no_texts_have_no_keys() -> None:
    assert band_keys([]).shape == (0, STORE.count)


def test_version_names_the_bands() -> None:
    assert STORE.version != CORPUS.version
    assert STORE.version.endswith("/32x4")


@pytest.mark.parametrize(
    ("bands", "likeness", "missed"), [(Bands(1, 1), 0.5, 0.5), (Bands(2, 1), 0.5, 0.25), (Bands(1, 2), 0.5, 0.75)]
)
def test_missed_at(bands: Bands, likeness: float, missed: float) -> None:
    assert bands.missed_at(likeness) == missed


@pytest.mark.slow
def test_all_pairs_of_two_annexes_are_found() -> None:
    found, _ = documents([ANNEXES / "annex3-messages.xlsx", ANNEXES / "annex4-replies.xlsx"])
    pairs = duplicate_pairs([document.body for document in found])
    # Counted by comparing every two texts that share a shingle; one more is equal only but for width and case.
    assert len(pairs) == 553
    assert sum(pair.likeness == 1.0 for pair in pairs) == 209
