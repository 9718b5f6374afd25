# SPDX-License-Identifier: Apache-2.0
"""Changing a roster that binds: shift by shift, with a reason, and between colleagues only with consent."""

import datetime
import uuid
from typing import Any

from yizhan.domains.duty import access, events
from yizhan.domains.duty.models import Roster, Shift, Swap
from yizhan.domains.duty.operations import wording
from yizhan.domains.duty.operations.planning import person_in_post
from yizhan.domains.duty.queries import rosters
from yizhan.domains.duty.states import SWAP_STEPS, SwapState
from yizhan.domains.network.models import Post
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@operation
def change(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    post: uuid.UUID | None,
    reason: str,
    since: datetime.datetime | None = None,
) -> Roster:
    """Give a published shift to somebody else, or with None to nobody, whole or from a moment on.

    A shift that is running changes from now on where no moment is given: what was, stays. The former row is kept.
    Writes: shifts, journal. Announces: duty.shift.changed.
    """
    shift = access.take_shift(actor, public_id)
    roster = Roster.objects.get(pk=shift.roster_id)
    said = wording.checked(reason, field="reason", is_required=True)
    _not_over(shift)
    begins = _begins(shift, since)
    holder = person_in_post(actor, roster, post) if post is not None else None
    former = shift.person.name
    if holder is not None and holder.person_id == shift.person_id:
        raise Invalid("duty.shift.same_person", field="post")
    _replace(actor, shift, holder, begins, said)
    event = events.ShiftChanged(
        subject=roster.public_id,
        duty=shift.duty,
        starts_at=begins,
        former=former,
        who=holder.person.name if holder else "",
        reason=said,
    )
    return amend(roster, actor=actor, event=event)


@operation
def ask_swap(actor: Actor, public_id: uuid.UUID, *, to: uuid.UUID, reason: str, other: uuid.UUID | None = None) -> Swap:
    """Ask a colleague to take one's own published shift, perhaps for one of his or hers. Nothing changes yet.

    `to` is the colleague's post. Writes: swap, journal. Announces: duty.swap.asked.
    """
    shift = access.take_own_shift(actor, public_id)
    _not_over(shift)
    if shift.swaps.filter(state=SwapState.ASKED).exists():
        raise Conflict("duty.swap.asked_already")
    colleague = person_in_post(actor, shift.roster, to)
    if actor.is_person(colleague.person_id):
        raise Invalid("duty.shift.same_person", field="to")
    given = _in_return(actor, colleague, other) if other is not None else None
    swap = Swap(
        station_id=shift.station_id,
        shift=shift,
        other=given,
        to=colleague,
        reason=wording.checked(reason, field="reason", is_required=True),
        asked_by_id=actor.post,
        asked_at=clock.now(),
    )
    insert(swap)
    event = events.SwapAsked(subject=swap.public_id, reason=swap.reason, **_names(swap))
    audit.record(actor, event, station=swap.station_id, after=SwapState.ASKED)
    return swap


@operation
def agree(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Swap:
    """Agree to take a shift; both shifts change hands at once, or neither.

    Writes: shifts, state, journal. Announces: duty.swap.agreed.
    """
    swap = access.take_swap(actor, public_id, "agree", seen=seen)
    names = _names(swap)
    for shift in (swap.shift, swap.other):
        if shift is not None:
            _not_over(shift)
            if not shift.counts:
                raise Conflict("duty.shift.replaced")
    asker = swap.shift.post
    _replace(actor, swap.shift, swap.to, _begins(swap.shift, None), swap.reason)
    if swap.other is not None:
        _replace(actor, swap.other, asker, _begins(swap.other, None), swap.reason)
    event = events.SwapAgreed(subject=swap.public_id, **names)
    return move(swap, SWAP_STEPS, "agree", actor=actor, event=event, decided_at=clock.now())


@operation
def refuse(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Swap:
    """Not agree; the roster stays. Writes: state, journal. Announces: duty.swap.refused."""
    swap = access.take_swap(actor, public_id, "refuse", seen=seen)
    event = events.SwapRefused(subject=swap.public_id, **_names(swap))
    return move(swap, SWAP_STEPS, "refuse", actor=actor, event=event, decided_at=clock.now())


@operation
def withdraw_swap(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Swap:
    """No longer ask. Writes: state, journal. Announces: duty.swap.withdrawn."""
    swap = access.take_swap(actor, public_id, "withdraw", seen=seen)
    event = events.SwapWithdrawn(subject=swap.public_id, **_names(swap))
    return move(swap, SWAP_STEPS, "withdraw", actor=actor, event=event, decided_at=clock.now())


def _replace(actor: Actor, shift: Shift, holder: Post | None, begins: datetime.datetime, reason: str) -> None:
    """Let a shift count no more, and write what counts instead: its part until then, and the other person's."""
    shift.counts = False
    shift.save(update_fields=["counts"])
    if begins > shift.starts_at:
        insert(_row(actor, shift, shift.post, (shift.starts_at, begins), reason))
    if holder is not None:
        insert(_row(actor, shift, holder, (begins, shift.ends_at), reason))


def _row(
    actor: Actor, shift: Shift, post: Post, span: tuple[datetime.datetime, datetime.datetime], reason: str
) -> Shift:
    return Shift(
        roster_id=shift.roster_id,
        station_id=shift.station_id,
        duty=shift.duty,
        starts_at=span[0],
        ends_at=span[1],
        post_id=post.pk,
        person_id=post.person_id,
        replaces=shift,
        reason=reason,
        entered_by_id=actor.post,
        entered_at=clock.now(),
    )


def _begins(shift: Shift, since: datetime.datetime | None) -> datetime.datetime:
    """From when somebody else is on duty: the given moment, else now for a running shift, else its beginning."""
    if since is None:
        return max(shift.starts_at, clock.now())
    if since.tzinfo is None or not shift.starts_at <= since < shift.ends_at:
        raise Invalid("duty.shift.outside", field="since")
    return since


def _not_over(shift: Shift) -> None:
    if shift.ends_at <= clock.now():
        raise Conflict("duty.shift.over")


def _in_return(actor: Actor, colleague: Post, public_id: uuid.UUID) -> Shift:
    """The colleague's shift that one takes in return."""
    given = access.find_shift(actor, public_id)
    if given.person_id != colleague.person_id or not rosters.in_force(given.station_id).filter(pk=given.pk).exists():
        raise NotFound("duty.shift.unknown", field="other")
    _not_over(given)
    return given


def _names(swap: Swap) -> dict[str, Any]:
    return {
        "duty": swap.shift.duty,
        "starts_at": swap.shift.starts_at,
        "who": swap.shift.person.name,
        "whom": swap.to.person.name,
    }
