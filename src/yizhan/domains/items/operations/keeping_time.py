# SPDX-License-Identifier: Apache-2.0
"""By when the office must decide on an item and its author answer a returned one: deadlines kept by the clocks.

They follow the item after each of its steps, as a reaction: handing in costs nothing more, and every way into a state
and out of it is covered, whichever step led there.
"""

import datetime
import uuid
from typing import cast

from yizhan.domains.clocks.operations import running
from yizhan.domains.clocks.queries import deadlines, reckoning
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.rules import ANSWER_TERM, REGISTRATION_TERM
from yizhan.domains.items.states import State
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.engines.calendars.durations import Duration
from yizhan.kernel.actors import Actor
from yizhan.kernel.locking import locked
from yizhan.kernel.models import Entry
from yizhan.kernel.operations import operation

#: The kinds of these deadlines, and the state in which each runs.
REGISTRATION = "items.registration"
ANSWER = "items.answer"
_RUNS_IN = {REGISTRATION: State.SUBMITTED, ANSWER: State.RETURNED}
_TERMS = {REGISTRATION: REGISTRATION_TERM, ANSWER: ANSWER_TERM}

#: States in which nobody waits for the office or the author any more, without their having done what was due.
_CALLED_OFF = frozenset({State.WITHDRAWN})


@operation
def follow(actor: Actor, public_id: uuid.UUID) -> Item | None:
    """Let the deadlines of an item stand as its state asks: opened, met, running again, called off.

    Twice changes nothing. Where the institution has laid down no term, nothing is due. Writes: deadlines, alarms,
    journal. Announces: clocks.deadline.opened, …met, …reopened, …cancelled.
    """
    access.require(actor, Permission.KEEP_TIME)
    pk = Item.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if pk is None:
        return None
    item = locked(Item, pk)
    last = Entry.objects.filter(matter=public_id, subject=public_id).exclude(after="").order_by("-id").first()
    since = last.at if last is not None else item.submitted_at
    for kind, state in _RUNS_IN.items():
        if item.state == state:
            _begin(actor, item, kind, since, is_again=last is not None and last.event == "items.item.step_taken_back")
        elif deadlines.open_one(public_id, kind) is not None:
            _end(actor, item, kind, since)
    return item


def _begin(actor: Actor, item: Item, kind: str, since: datetime.datetime, *, is_again: bool) -> None:
    """Open the deadline; after a step that was taken back the former one runs on as if it had never been met."""
    is_over = is_again and deadlines.open_one(item.public_id, kind) is None
    if is_over and running.reopen(actor, item.public_id, kind, reason=item.number) is not None:
        return
    terms = _terms(item, kind, since)
    if terms:
        running.open_deadline(
            actor,
            item.public_id,
            kind,
            station=item.station_id,
            title=item.title,
            terms=terms,
            matter=item.public_id,
            post=item.post_id if kind == ANSWER else None,
            starts_at=since,
        )


def _end(actor: Actor, item: Item, kind: str, since: datetime.datetime) -> None:
    """What was due has been done, or is not due any more."""
    if item.state in _CALLED_OFF:
        running.cancel(actor, item.public_id, kind, reason=str(State(item.state).label))
    else:
        running.meet(actor, item.public_id, kind, at=since)


def _terms(item: Item, kind: str, since: datetime.datetime) -> list[reckoning.RuleTerm]:
    """All terms that apply to the item; none where they were left open."""
    definition = _TERMS[kind]
    found = rulebook.candidates(
        item.station_id, definition, since.date(), organization=item.organization_id, kind=item.kind
    )
    # The two terms may be left open; what is open gives no term.
    return reckoning.terms(
        cast("Definition[Duration]", definition),
        [cast("rulebook.InForce[Duration]", one) for one in found if one.value is not None],
    )
