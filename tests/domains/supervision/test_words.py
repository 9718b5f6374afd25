# SPDX-License-Identifier: Apache-2.0
"""Sentences of supervision that depend on what the facts hold, and those of a whole case."""

import pytest
from django.utils import translation

from tests.factories import supervision
from tests.factories.network import House
from yizhan.domains.supervision import sentences
from yizhan.kernel import sentences as kernel
from yizhan.kernel.models import Entry


def test_every_event_of_a_whole_case_can_be_said(house: House) -> None:
    kernel.enter(sentences)
    supervision.concluded(house)
    supervision.reassigned(house)
    supervision.withdrawn(house)

    with translation.override("en"):
        for entry in Entry.objects.filter(event__startswith="supervision."):
            assert kernel.noted(entry.event, entry.facts)
            if entry.event in sentences.TOLD:
                assert "%(" not in kernel.told(entry.event, entry.facts)


def test_author_reads_which_units_and_until_when() -> None:
    facts = {"units": ["交通局", "公安局"], "due_on": "2026-03-20"}
    kernel.enter(sentences)

    with translation.override("en"):
        words = kernel.told("supervision.case.assigned", facts)

    assert words == "Given to 交通局、公安局, to be answered by 2026-03-20."


#: Events whose sentence depends on what the facts hold: facts, and what staff read.
SAID: list[tuple[str, dict[str, object], str]] = [
    ("case.opened", {"reason": ""}, "Followed from now on, because of an instruction."),
    ("case.opened", {"reason": "民生"}, "Followed from now on: 民生"),
    ("case.accepted", {"units": ["交通局"]}, "Taken on by 交通局."),
    ("case.implemented", {"outcome": "planned", "note": ""}, "Result established: planned."),
    ("case.implemented", {"outcome": "planned", "note": "明年"}, "Result established: planned. 明年"),
    ("case.concluded", {"outcome": "risk_removed", "reason": ""}, "Concluded: risk removed."),
    ("case.concluded", {"outcome": "not_feasible", "reason": "资金"}, "Concluded: not feasible. 资金"),
    ("measure.taken", {"kind": "meeting", "held_on": "2026-03-02", "text": "座谈"}, "meeting on 2026-03-02: 座谈"),
    (
        "assignment.assigned",
        {"unit": "交通局", "is_lead": True, "due_on": "2026-03-20", "task": "研究"},
        "交通局 leads, by 2026-03-20: 研究",
    ),
    (
        "assignment.assigned",
        {"unit": "公安局", "is_lead": False, "due_on": "2026-03-20", "task": "研究"},
        "公安局 takes part, by 2026-03-20: 研究",
    ),
    (
        "assignment.replied",
        {"unit": "交通局", "number": 2, "outcome": "carried_out"},
        "交通局 replied (2) and calls it carried out.",
    ),
    ("assignment.approved", {"unit": "交通局", "number": 1, "note": ""}, "Reply 1 of 交通局 approved."),
    ("assignment.approved", {"unit": "交通局", "number": 1, "note": "可"}, "Reply 1 of 交通局 approved. 可"),
    (
        "assignment.urged",
        {"unit": "交通局", "due_on": "2026-03-20", "words": ""},
        "交通局 reminded, due on 2026-03-20.",
    ),
    (
        "assignment.urged",
        {"unit": "交通局", "due_on": "2026-03-20", "words": "请速办"},
        "交通局 reminded, due on 2026-03-20: 请速办",
    ),
    ("feedback.answered", {"person": "某甲", "verdict": "solved", "words": ""}, "某甲 answers: solved."),
    (
        "feedback.answered",
        {"person": "某甲", "verdict": "not_solved", "words": "仍然停运"},
        "某甲 answers: not solved. 仍然停运",
    ),
    (
        "instruction.read",
        {"body": "县委", "read_on": "2026-03-02", "is_complete": False},
        "县委 read the instruction on 2026-03-02.",
    ),
    (
        "instruction.read",
        {"body": "县政协", "read_on": "2026-03-03", "is_complete": True},
        "县政协 read the instruction on 2026-03-03; the circulation is complete.",
    ),
]


@pytest.mark.parametrize(("event", "facts", "words"), SAID)
def test_event_in_words(event: str, facts: dict[str, object], words: str) -> None:
    with translation.override("en"):
        assert sentences.NOTED[f"supervision.{event}"](facts) == words
