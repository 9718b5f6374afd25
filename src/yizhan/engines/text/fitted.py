# SPDX-License-Identifier: Apache-2.0
"""What a `Classifier` has learned, as plain arrays: suggests the same labels without scikit-learn and without learning.

Kept as the bytes of an `.npz` file without pickled objects, so that reading one runs no code.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from yizhan.engines.text.label_suggestions import WORDS, Passage, Speaking, strongest
from yizhan.engines.text.prepared import Prepared
from yizhan.engines.text.traits import WEIGHTS, Found

#: Changes when the same arrays would mean something else.
FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedLabels:
    """For each kind of trait its codes in ascending order and their rarity; for each label what every trait counts.

    `leans` and `weights` have one row a trait and one column a label, the kinds one after the other: what a text asks
    for lies together in memory. A file has them the other way round.
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
        leaning = self.leans.take(places, axis=0) * row[:, np.newaxis]
        lengths = np.sqrt(np.einsum("ij,ij->j", leaning, leaning))
        added = np.einsum("ij,ij->j", leaning, self.weights.take(places, axis=0))
        scores = added / np.where(lengths > 0, lengths, 1.0) + self.offsets
        powers = self.calibration @ scores + self.calibration_offsets
        powers = np.exp(powers - powers.max())
        return np.asarray(powers / powers.sum())

    def best(self, prepared: Prepared) -> tuple[str, float]:
        """The most probable label with its probability."""
        probabilities = self.probabilities(prepared)
        column = int(probabilities.argmax())
        return self.labels[column], float(probabilities[column])

    def speaking(self, prepared: Prepared, label: str) -> Speaking:
        """What in a text speaks for a label: the score of the whole text, given back to the places it came from.

        Every trait shares out what it adds among the places where it stands; so the sentences together have the score.
        A long sentence has more of everything: sentences are compared by their part over the root of their length.
        """
        added = self._added(prepared.traits, self.labels.index(label))
        return Speaking(_passages(prepared, added), _words(prepared, added["words"]))

    def to_bytes(self) -> bytes:
        """The arrays as a file."""
        arrays: dict[str, Any] = {
            **{f"codes_{kind}": codes for kind, codes in self.codes.items()},
            **{f"rarity_{kind}": rarity for kind, rarity in self.rarity.items()},
            "leans": self.leans.T,
            "weights": self.weights.T,
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
            **{name: np.ascontiguousarray(file[name].T) for name in ("leans", "weights")},
            **{name: file[name] for name in ("offsets", "calibration", "calibration_offsets")},
        )

    def _row(self, traits: Mapping[str, Found]) -> tuple[np.ndarray, np.ndarray]:
        """Which columns a text has, and its value in each: every kind of unit length times its weight."""
        places, values, start = [], [], 0
        for kind in WEIGHTS:
            _is_known, at, value = self._values(kind, traits[kind])
            places.append(at + start)
            values.append(value)
            start += len(self.codes[kind])
        return np.concatenate(places), np.concatenate(values)

    def _values(self, kind: str, found: Found) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Which traits of one kind are known, their columns within the kind, and their values."""
        known = self.codes[kind]
        at = np.searchsorted(known, found.codes)
        is_known = at < len(known)
        is_known[is_known] = known[at[is_known]] == found.codes[is_known]
        at = at[is_known]
        value = (1 + np.log(found.counts[is_known])) * self.rarity[kind][at]
        length = float(np.sqrt((value**2).sum()))
        return is_known, at, value * (WEIGHTS[kind] / length if length else 0.0)

    def _added(self, traits: Mapping[str, Found], column: int) -> dict[str, np.ndarray]:
        """What each trait of a text adds to the score of a label (no length scaling), by kind; 0 for unknown ones."""
        found, start = {}, 0
        for kind in WEIGHTS:
            is_known, at, values = self._values(kind, traits[kind])
            added = np.zeros(len(traits[kind].codes))
            added[is_known] = values * self.leans[at + start, column] * self.weights[at + start, column]
            found[kind] = added
            start += len(self.codes[kind])
        return found

    @property
    def size(self) -> int:
        """Bytes in memory."""
        arrays = (*self.codes.values(), *self.rarity.values(), self.leans, self.weights)
        return sum(array.nbytes for array in arrays)


def _passages(prepared: Prepared, added: Mapping[str, np.ndarray]) -> tuple[Passage, ...]:
    sentences = prepared.sentences
    if not sentences:
        return ()
    parts = np.zeros(len(sentences))
    for kind, standing in prepared.standing.items():
        each = added[kind] / prepared.traits[kind].counts
        parts += np.bincount(standing.sentences, weights=each[standing.traits], minlength=len(sentences))
    return strongest(sentences, (parts / np.sqrt(prepared.lengths)).tolist())


def _words(prepared: Prepared, added: np.ndarray) -> tuple[str, ...]:
    """The words that add most and stand in the text as they are spelled; single characters say too little."""
    each = added[prepared.standing["words"].traits].tolist()
    best: dict[str, float] = {}
    for (word, _start), counts in zip(prepared.spoken, each, strict=True):
        if counts > 0 and len(word) > 1:
            best[word] = counts
    order = sorted(best, key=lambda word: -best[word])
    return tuple(word for word in order[:WORDS] if word in prepared.text)
