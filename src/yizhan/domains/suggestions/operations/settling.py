# SPDX-License-Identifier: Apache-2.0
"""What was suggested meets what a person decided, whichever way the decision came about."""

import uuid

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.suggestions import access, events
from yizhan.domains.suggestions.models import Suggestion
from yizhan.domains.suggestions.permissions import Permission
from yizhan.domains.suggestions.queries import standing
from yizhan.domains.suggestions.states import STEPS, State
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def settle(
    actor: Actor, public_id: uuid.UUID, question: str, *, post: int | None = None, is_final: bool = True
) -> None:
    """Compare what was suggested about an item with what was decided since, by the post that decided.

    Unless `is_final`, only agreement counts: an item may be worked on without anybody thinking of its kind. May run
    twice. Writes: suggestions, journal. Announces: suggestions.suggestion.taken, suggestions.suggestion.overruled.
    """
    access.require(actor, Permission.SETTLE)
    item = locked(Item, items.find(actor, public_id).pk)
    settle_now(actor, item, question, post=post, is_final=is_final)


def settle_now(actor: Actor, item: Item, question: str, *, post: int | None = None, is_final: bool = True) -> None:
    """The same for a locked item, in the caller's operation."""
    label, chosen = standing.decided(item, question)
    if not label:
        return
    for row in Suggestion.objects.filter(item=item, question=question, state=State.SHOWN):
        if row.label == label:
            keep_taken(actor, item, row, post=post)
        elif is_final:
            keep_overruled(actor, item, row, chosen=chosen, post=post)


def keep_taken(actor: Actor, item: Item, row: Suggestion, *, post: int | None = None) -> Suggestion:
    """A person decided as was suggested."""
    event = events.SuggestionTaken(
        subject=row.public_id, matter=item.public_id, question=row.question, chosen=row.name, percent=row.percent
    )
    decided = {"chosen": row.name, "post_id": post or actor.post, "decided_at": clock.now()}
    return move(row, STEPS, "take", actor=actor, event=event, **decided)


def keep_overruled(actor: Actor, item: Item, row: Suggestion, *, chosen: str, post: int | None = None) -> Suggestion:
    """A person decided otherwise."""
    event = events.SuggestionOverruled(
        subject=row.public_id,
        matter=item.public_id,
        question=row.question,
        suggested=row.name,
        chosen=chosen,
        percent=row.percent,
    )
    decided = {"chosen": chosen, "post_id": post or actor.post, "decided_at": clock.now()}
    return move(row, STEPS, "overrule", actor=actor, event=event, **decided)
