# SPDX-License-Identifier: Apache-2.0
"""What full text finds of instructions, tasks, replies and feedback. Their words never change, so rows only enter."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db.models import Model

from yizhan.domains.supervision.models import Assignment, Feedback, Instruction, Reply
from yizhan.engines.text.bigrams import index_tokens
from yizhan.engines.text.normalisation import comparable
from yizhan.kernel.fulltext_index import FulltextIndex

Row = TypeVar("Row", bound=Model)


def instruction_words(instruction: Instruction) -> str:
    """Who gave it, and what it says."""
    return f"{instruction.leader_title}{instruction.leader_name}\n{instruction.text}"


def assignment_words(assignment: Assignment) -> str:
    """What is asked."""
    return assignment.task


def reply_words(reply: Reply) -> str:
    """What the unit says in all parts."""
    return f"{reply.opinion}\n{reply.progress}\n{reply.effect}"


def feedback_words(feedback: Feedback) -> str:
    """What the contributors were told in all parts."""
    return f"{feedback.instruction}\n{feedback.opinion}\n{feedback.progress}\n{feedback.effect}"


def _index(model: type[Row], name: str, words: Callable[[Row], str]) -> FulltextIndex:
    rows = model._default_manager

    def words_of(keys: Sequence[int]) -> dict[int, str]:
        return {row.pk: words(row) for row in rows.filter(pk__in=list(keys)).order_by()}

    table = f"supervision_{name}_fulltext"
    return FulltextIndex(f"supervision.{name}", table, rows.all, words_of, tokens_of=index_tokens, fold=comparable)


INSTRUCTIONS = _index(Instruction, "instruction", instruction_words)
ASSIGNMENTS = _index(Assignment, "assignment", assignment_words)
REPLIES = _index(Reply, "reply", reply_words)
FEEDBACK = _index(Feedback, "feedback", feedback_words)
