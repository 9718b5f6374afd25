# SPDX-License-Identifier: Apache-2.0
"""Suggestions are shown, taken by the ordinary operation, or set aside. Nothing is ever applied without a person."""

import datetime
import uuid
from collections.abc import Sequence

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing
from yizhan.domains.items.operations.registration import wording_of
from yizhan.domains.items.queries import wordings
from yizhan.domains.periodicals.operations import composing
from yizhan.domains.suggestions import access
from yizhan.domains.suggestions.models import Suggestion
from yizhan.domains.suggestions.operations import filing, settling
from yizhan.domains.suggestions.permissions import Permission
from yizhan.domains.suggestions.queries import standing
from yizhan.domains.suggestions.states import TAKEABLE, Question
from yizhan.domains.supervision.access import loading as supervised
from yizhan.domains.supervision.operations import assigning
from yizhan.domains.supervision.operations.assigning import Task
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.inserting import insert
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation


@operation
def note_shown(actor: Actor, public_id: uuid.UUID) -> None:
    """Note what is shown to somebody about an item, the first time only: the log against which quality is measured.

    Writes: suggestions. Announces nothing: that something was shown is no fact about the item.
    """
    item = items.find(actor, public_id)
    shown = access.suggested(actor, item)
    known = set(Suggestion.objects.filter(item=item).values_list("question", "label")) if shown else set()
    fresh = [one for one in shown if (one.question, one.label) not in known]
    if fresh:
        locked(Item, item.pk)
        known = set(Suggestion.objects.filter(item=item).values_list("question", "label"))
    for one in fresh:
        if (one.question, one.label) not in known:
            _kept(access.row_of(item, one))


@operation
def take(actor: Actor, public_id: uuid.UUID, question: str, *, label: str, seen: int | None = None) -> Suggestion:
    """Decide as is suggested: the ordinary operation, and the log in the same transaction.

    Writes: what the ordinary operation writes (`items.editing.edit`, `suggestions.filing.file_under`,
    `periodicals.composing.place`), suggestion, journal. Announces: suggestions.suggestion.taken.
    """
    item = access.take_item(actor, public_id, Permission.TAKE)
    row = access.take_suggestion(actor, item, question, label)
    if question not in TAKEABLE:
        raise Conflict("suggestions.suggestion.needs_more")
    _decide(actor, item, row, seen)
    return settling.keep_taken(actor, item, _kept(row))


@operation
def entrust(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    label: str,
    task: str,
    due_on: datetime.date,
    assisting: Sequence[int] = (),
    seen: int | None = None,
) -> Suggestion:
    """Give the suggested unit the lead in a case, others assisting: the ordinary assignment, and the log with it.

    What is to be done and by when a person has said. Writes: what `supervision.assigning.assign` writes, suggestion,
    journal. Announces: what it announces, suggestions.suggestion.taken.
    """
    case = supervised.find(actor, public_id)
    item = locked(Item, case.item_id)
    row = access.take_suggestion(actor, item, Question.DEPARTMENT, label)
    lead = standing.unit(case.station_id, label)
    units = [lead, *(unit for unit in dict.fromkeys(assisting) if unit != lead)]
    tasks = [Task(organization=unit, task=task, due_on=due_on, is_lead=unit == lead) for unit in units]
    assigning.assign(actor, public_id, tasks=tasks, seen=seen)
    return settling.keep_taken(actor, item, _kept(row))


@operation
def set_aside(actor: Actor, public_id: uuid.UUID, question: str, *, label: str) -> Suggestion:
    """Say that a suggestion does not fit; it is not shown for this item again, and how it stands is learned from.

    Writes: suggestion, journal. Announces: suggestions.suggestion.overruled.
    """
    item = access.take_item(actor, public_id, Permission.TAKE)
    row = access.take_suggestion(actor, item, question, label)
    _label, chosen = standing.decided(item, question)
    return settling.keep_overruled(actor, item, _kept(row), chosen=chosen)


def _decide(actor: Actor, item: Item, row: Suggestion, seen: int | None) -> None:
    if row.question == Question.KIND:
        wording = wording_of(wordings.text_in_force(item))
        editing.edit(actor, item.public_id, wording=wording, kind=row.label, seen=seen)
    elif row.question == Question.CATEGORY:
        filing.keep(actor, item, row.label)
    else:
        _place(actor, item, row)


def _place(actor: Actor, item: Item, row: Suggestion) -> None:
    issue = standing.open_issue(item, row.question, row.label)
    if issue is None:
        raise Conflict("suggestions.issue.choose", name=row.name)
    column = uuid.UUID(row.label) if row.question == Question.COLUMN else None
    composing.place(actor, issue.public_id, item=item.public_id, column=column)


def _kept(row: Suggestion) -> Suggestion:
    """The row itself; what was never noted as shown is shown at this moment."""
    if not row._state.adding:
        return row
    row.shown_at = clock.now()
    return insert(row)
