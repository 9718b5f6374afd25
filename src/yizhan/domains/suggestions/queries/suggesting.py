# SPDX-License-Identifier: Apache-2.0
"""What is suggested for a text, and what speaks for it. Only arithmetic on what was learned; nothing is kept."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.suggestions import rules
from yizhan.domains.suggestions.models import Snapshot
from yizhan.domains.suggestions.queries import examples, shelf
from yizhan.domains.suggestions.states import Question
from yizhan.engines.text.label_suggestions import Passage
from yizhan.engines.text.personal import masked
from yizhan.engines.text.prepared import Prepared
from yizhan.engines.text.reliability import percent


@dataclass(frozen=True, slots=True)
class Suggested:
    """A label, how sure it is in per cent, and what in the text speaks for it; personal numbers are masked."""

    question: str
    label: str
    name: str
    percent: int
    passages: tuple[Passage, ...]
    words: tuple[str, ...]
    snapshot: int


def current(station: int) -> dict[str, Snapshot]:
    """What is in use at a station, by question."""
    return {one.question: one for one in Snapshot.objects.filter(station_id=station, is_current=True)}


def suggested(station: int, text: str, questions: Collection[str]) -> list[Suggested]:
    """What the station's decisions suggest for a text, in the order of the questions.

    Nothing below the station's least confidence, and nothing that cannot be chosen any more.
    """
    learned = current(station) if questions and text.strip() else {}
    if not learned:
        return []
    least = rulebook.value(station, rules.CONFIDENCE)
    prepared = Prepared.of(text)
    asked = [question for question in Question.values if question in learned and question in questions]
    found = [_one(learned[question], prepared, least) for question in asked]
    return [one for one in found if one is not None]


def _one(snapshot: Snapshot, prepared: Prepared, least: int) -> Suggested | None:
    fitted = shelf.fitted(snapshot)
    if fitted is None:
        return None
    label, confidence = fitted.best(prepared)
    if percent(confidence) < least:
        return None
    name = examples.names(snapshot.station_id, snapshot.question).get(label)
    if name is None:
        return None
    speaking = fitted.speaking(prepared, label)
    # Masking keeps every place, so a passage is where it was.
    shown = masked(prepared.text)
    return Suggested(
        question=snapshot.question,
        label=label,
        name=name,
        percent=percent(confidence),
        passages=tuple(replace(one, words=shown[one.start : one.end].strip()) for one in speaking.passages),
        words=speaking.words,
        snapshot=snapshot.pk,
    )
