# SPDX-License-Identifier: Apache-2.0
"""Learns labels in a process of its own: its memory (5,000 texts some 400 MB) and its time are not those of the pages.

The child reads examples on its standard input and writes what it learned to a nameless temporary file. It knows no
database and no settings.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import yizhan
from yizhan.engines.text.fitted import FittedLabels
from yizhan.engines.text.reliability import Reliability

#: Features of each kind that are learned from: with these 0.2 of 100 labels more are wrong than with all (annex 2),
#: and what was learned takes 2 MB for seven labels whatever the number of examples.
FEATURES = 10_000

#: Learning takes longer the more labels there are; nobody waits for it.
SECONDS = 600

_SOURCE = Path(yizhan.__file__).resolve().parents[1]
_POLITE = 10


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, from how many different texts, and how it did on those held back."""

    fitted: FittedLabels
    examples: int
    reliability: Reliability


class NotLearned(Exception):  # noqa: N818 -- an outcome with its reason, named like the refusals
    """The child ended without having learned anything."""


def learn(texts: Sequence[str], labels: Sequence[str]) -> Learned:
    """Learn here and now. Raises `ValueError` for fewer than two labels."""
    from yizhan.engines.text.classification import Classifier  # noqa: PLC0415 -- scikit-learn is for the child alone

    classifier = Classifier(texts, labels, most_features=FEATURES)
    return Learned(classifier.fitted(), classifier.examples, Reliability.of(classifier.held_back()))


def learn_aside(texts: Sequence[str], labels: Sequence[str]) -> Learned:
    """The same in a child process of low priority. Raises `NotLearned` when it failed or took too long."""
    command = [sys.executable, "-B", "-P", "-s", "-X", "utf8", "-m", __name__]
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as output:
        source.write(json.dumps([list(texts), list(labels)]).encode())
        source.seek(0)
        _run(command, source, output)
        output.seek(0)
        head = json.loads(output.readline() or b"null")
        if head is None:
            raise NotLearned("nothing was learned")
        content = output.read()
    return Learned(FittedLabels.from_bytes(content), head["examples"], Reliability.read(head["held_back"]))


def _run(command: list[str], source: IO[bytes], output: IO[bytes]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, no shell
            command,
            stdin=source,
            stdout=output,
            stderr=subprocess.PIPE,
            env={"PYTHONPATH": str(_SOURCE), "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotLearned(f"more than {SECONDS} seconds") from late
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise NotLearned(last[0] if last else f"ended with {done.returncode}")


def _be_the_child() -> None:
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    learned = learn(*json.load(sys.stdin))
    head = {"examples": learned.examples, "held_back": learned.reliability.steps}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + learned.fitted.to_bytes())


if __name__ == "__main__":
    _be_the_child()
