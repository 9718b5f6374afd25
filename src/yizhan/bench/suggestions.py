# SPDX-License-Identifier: Apache-2.0
"""What a request pays for suggestions, beside cutting the same text into words, which nobody can do without."""

import os
import platform
import random
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from yizhan.bench.percentiles import in_ms
from yizhan.engines.text.fitted import FittedLabels
from yizhan.engines.text.learning import learn_aside
from yizhan.engines.text.prepared import Prepared
from yizhan.engines.text.segmentation import words

SEED = 20261128

#: So many questions are asked about each text, as beside an item.
QUESTIONS = 5

#: Of so many the reasons are wanted, where confidence reaches the least that stations show by default.
_EXPLAINED, _LEAST = 2, 0.75


def run(texts: Sequence[str], labels: Sequence[str], *, asked: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Learn from all texts but those asked about, load what was learned five times, and ask it in this process."""
    order = list(range(len(texts)))
    random.Random(SEED).shuffle(order)  # noqa: S311 -- which texts are asked about, not a secret
    held, seen = order[:asked], order[asked:]
    tell(f"learning from {len(seen)} texts in a child …")
    began = time.perf_counter()
    learned = learn_aside([texts[place] for place in seen], [labels[place] for place in seen])
    took, child = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    content = learned.fitted.to_bytes()
    words("水")
    before = _resident()
    loading, questions = _timed(lambda: [FittedLabels.from_bytes(content) for _ in range(QUESTIONS)])
    tell(f"asking about {len(held)} texts …")
    said = [texts[place] for place in held]
    right = sum(learned.fitted.best(Prepared.of(texts[place]))[0] == labels[place] for place in held)
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 1),
        "seed": SEED,
        "learned_from": learned.examples,
        "labels": len(learned.fitted.labels),
        "characters": round(sum(map(len, said)) / len(said)),
        "learning": {
            "seconds": round(took, 1),
            "processor_seconds": round(child.ru_utime + child.ru_stime, 1),
            "memory_mib": child.ru_maxrss // 1024,
        },
        "arrays_mib": round(learned.fitted.size / 2**20, 2),
        "loading_ms": round(loading * 1000 / QUESTIONS, 2),
        "memory_mib": round((_resident() - before) / 2**20, 1),
        "right": round(right / len(held), 3),
        "words": in_ms([_timed(lambda: words(text))[0] for text in said]),  # noqa: B023 -- called at once
        "asked": in_ms([_timed(lambda: _ask(questions, text))[0] for text in said]),  # noqa: B023 -- called at once
        "explained": in_ms([_timed(lambda: _explain(questions, text))[0] for text in said]),  # noqa: B023
    }


def _ask(questions: Sequence[FittedLabels], text: str) -> None:
    prepared = Prepared.of(text)
    for fitted in questions:
        fitted.best(prepared)


def _explain(questions: Sequence[FittedLabels], text: str) -> None:
    """All questions, and the reasons of two of them where they are sure enough: what a margin shows at most moments."""
    prepared = Prepared.of(text)
    for place, fitted in enumerate(questions):
        label, confidence = fitted.best(prepared)
        if place < _EXPLAINED and confidence >= _LEAST:
            fitted.speaking(prepared, label)


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.thread_time()
    made = act()
    return time.thread_time() - began, made


def _resident() -> int:
    """Bytes of memory that the process holds now."""
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
