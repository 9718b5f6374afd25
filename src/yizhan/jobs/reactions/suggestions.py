# SPDX-License-Identifier: Apache-2.0
"""What people decide, on whichever page, is compared with what was suggested to them."""

from collections.abc import Mapping

from yizhan.domains.suggestions.models import Suggestion
from yizhan.domains.suggestions.operations import settling
from yizhan.domains.suggestions.states import Question, State
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction


def settle_kind(entry: Entry) -> None:
    """An edited item may have got the kind that was suggested; sent to review, its kind is decided."""
    _settle(entry, Question.KIND, is_final=entry.event != "items.item.edited")


def settle_department(entry: Entry) -> None:
    """A unit was given the matter."""
    _settle(entry, Question.DEPARTMENT)


def settle_place(entry: Entry) -> None:
    """An item was placed in an issue: its series is decided, and its column where it has one."""
    _settle(entry, Question.SERIES)
    _settle(entry, Question.COLUMN)


def _settle(entry: Entry, question: str, *, is_final: bool = True) -> None:
    if entry.matter is None:
        return
    if Suggestion.objects.filter(item__public_id=entry.matter, question=question, state=State.SHOWN).exists():
        settling.settle(system(entry.station), entry.matter, question, post=entry.post, is_final=is_final)


#: The table of this module: event name to reactions.
SUGGESTIONS: Mapping[str, tuple[Reaction, ...]] = {
    "items.item.edited": (settle_kind,),
    "items.item.sent_to_review": (settle_kind,),
    "supervision.case.assigned": (settle_department,),
    "periodicals.entry.placed": (settle_place,),
}
