# SPDX-License-Identifier: Apache-2.0
"""What a `Classifier` has learned, as plain arrays: suggests the same labels without scikit-learn and without learning.

Kept as the bytes of an `.npz` file without pickled objects, so that reading one runs no code.
"""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from yizhan.engines.text.label_suggestions import SENTENCE, WORDS, Suggestion, strongest
from yizhan.engines.text.traits import WEIGHTS, Found, spelled, traits_of, word_codes, words_of

#: Changes when the same arrays would mean something else.
FORM = 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text that is asked about, looked at once for all questions: whole, and sentence by sentence."""

    text: str
    traits: Mapping[str, Found]
    sentences: tuple[re.Match[str], ...]

    @classmethod
    def of(cls, text: str) -> "Prepared":
        """Look at a text."""
        return cls(text, traits_of(spelled(text)), tuple(SENTENCE.finditer(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedLabels:
    """For each kind of trait its codes in ascending order and their rarity; for each label what every trait counts.

    `leans` and `weights` have one row a label and one column a trait, the kinds one after the other.
    """

    labels: tuple[str, ...]
    codes: Mapping[str, np.ndarray]
    rarity: Mapping[str, np.ndarray]
    leans: np.ndarray
    weights: np.ndarray
    offsets: np.ndarray
    calibration: np.ndarray
    calibration_offsets: np.ndarray

    def probabilities(self, prepared: Prepared) -> np.ndarray:
        """The probability of each label, in the order of `labels`."""
        places, row = self._row(prepared.traits)
        leaning = self.leans[:, places] * row
        lengths = np.sqrt((leaning**2).sum(axis=1))
        scores = (leaning * self.weights[:, places]).sum(axis=1) / np.where(lengths > 0, lengths, 1.0) + self.offsets
        powers = self.calibration @ scores + self.calibration_offsets
        powers = np.exp(powers - powers.max())
        return np.asarray(powers / powers.sum())

    def best(self, prepared: Prepared) -> tuple[str, float]:
        """The most probable label with its probability."""
        probabilities = self.probabilities(prepared)
        column = int(probabilities.argmax())
        return self.labels[column], float(probabilities[column])

    def suggest(self, prepared: Prepared, count: int = 1) -> list[Suggestion]:
        """The most probable labels, best first, each with the sentences that speak for it."""
        probabilities = self.probabilities(prepared)
        order = np.argsort(-probabilities)[:count]
        added = [self._added(traits_of(spelled(sentence.group()))) for sentence in prepared.sentences]
        return [
            Suggestion(
                self.labels[column],
                float(probabilities[column]),
                strongest(prepared.sentences, [float(one[column]) for one in added]),
            )
            for column in order
        ]

    def speaking_words(self, prepared: Prepared, label: str) -> tuple[str, ...]:
        """The words of the text that speak most for a label, as they are written in it, the strongest first."""
        column, known = self.labels.index(label), self.codes["words"]
        spoken = [word for word in dict.fromkeys(words_of(spelled(prepared.text))) if len(word) > 1]
        if not spoken or not len(known):
            return ()
        codes = word_codes(spoken)
        places = np.minimum(np.searchsorted(known, codes), len(known) - 1)
        added = self.leans[column, places] * self.weights[column, places] * self.rarity["words"][places]
        added = np.where(known[places] == codes, added, 0.0)
        best = [place for place in np.argsort(-added)[:WORDS] if added[place] > 0]
        return tuple(spoken[place] for place in best if spoken[place] in prepared.text)

    def to_bytes(self) -> bytes:
        """The arrays as a file."""
        arrays: dict[str, Any] = {
            **{f"codes_{kind}": codes for kind, codes in self.codes.items()},
            **{f"rarity_{kind}": rarity for kind, rarity in self.rarity.items()},
            "leans": self.leans,
            "weights": self.weights,
            "offsets": self.offsets,
            "calibration": self.calibration,
            "calibration_offsets": self.calibration_offsets,
            "labels": np.frombuffer(json.dumps(self.labels).encode(), dtype=np.uint8),
            "form": np.array(FORM),
        }
        file = io.BytesIO()
        np.savez(file, **arrays)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> "FittedLabels":
        """The same back. Raises `ValueError` for what is no such file, or one of another form."""
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as file:
                return cls._read(file)
        except (EOFError, KeyError, TypeError, zipfile.BadZipFile) as fault:
            raise ValueError("no arrays that this version can read") from fault

    @classmethod
    def _read(cls, file: Mapping[str, np.ndarray]) -> "FittedLabels":
        if int(file["form"]) != FORM:
            raise ValueError("these labels were learned by another version")
        return cls(
            labels=tuple(json.loads(file["labels"].tobytes())),
            codes={kind: file[f"codes_{kind}"] for kind in WEIGHTS},
            rarity={kind: file[f"rarity_{kind}"] for kind in WEIGHTS},
            **{name: file[name] for name in ("leans", "weights", "offsets", "calibration", "calibration_offsets")},
        )

    def _row(self, traits: Mapping[str, Found]) -> tuple[np.ndarray, np.ndarray]:
        """Which columns a text has, and its value in each: every kind of unit length times its weight."""
        places, values, start = [], [], 0
        for kind, weight in WEIGHTS.items():
            known, found = self.codes[kind], traits[kind]
            at = np.searchsorted(known, found.codes)
            is_known = at < len(known)
            is_known[is_known] = known[at[is_known]] == found.codes[is_known]
            at = at[is_known]
            value = (1 + np.log(found.counts[is_known])) * self.rarity[kind][at]
            length = float(np.sqrt((value**2).sum()))
            places.append(at + start)
            values.append(value * (weight / length if length else 0.0))
            start += len(known)
        return np.concatenate(places), np.concatenate(values)

    def _added(self, traits: Mapping[str, Found]) -> np.ndarray:
        """What a part of a text adds to the score of each label (no length scaling)."""
        places, row = self._row(traits)
        return np.asarray((self.leans[:, places] * self.weights[:, places]) @ row)

    @property
    def size(self) -> int:
        """Bytes in memory."""
        arrays = (*self.codes.values(), *self.rarity.values(), self.leans, self.weights)
        return sum(array.nbytes for array in arrays)
