# SPDX-License-Identifier: Apache-2.0
"""Reckoning the fees of a period (H05), anew as long as nobody has checked them, and giving a list up."""

import datetime
import uuid

from yizhan.domains.network.models import Station
from yizhan.domains.periodicals.operations.lines import checked
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rewards import events
from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import FeeLine, FeeList
from yizhan.domains.rewards.permissions import Permission
from yizhan.domains.rewards.queries import lines, reading
from yizhan.domains.rewards.queries.lines import Reckoned
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.rewards.rules import NOTE_LIMIT
from yizhan.domains.rewards.states import STEPS, State
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.locking import locked
from yizhan.kernel.numbering import next_number
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move

#: What a list is about at the most: longer ones are a mistyped year.
_LONGEST = datetime.timedelta(days=366)


@operation
def draft(actor: Actor, public_id: uuid.UUID, *, first: datetime.date, last: datetime.date) -> FeeList:
    """Reckon what the items of a period have earned (RULE-065 to RULE-068). Whoever drafts makes the id.

    One list of a station is open at a time, so that nothing is reckoned twice. Where nothing is owed there is no list.
    Writes: list, lines, journal. Announces: rewards.list.drafted.
    """
    access.require(actor, Permission.DRAFT)
    station = locked(Station, actor.station or 0)
    _check_new(station, public_id)
    found = lines.reckoned(station.pk, _period(first, last))
    if not found:
        raise Invalid("rewards.list.nothing", field="last")
    year = last.year
    fee_list = FeeList(
        public_id=public_id,
        station=station,
        state=State.DRAFTED,
        year=year,
        number=next_number(f"rewards:{station.pk}:{year}"),
        first=first,
        last=last,
        total=sum(line.amount for line in found),
        drafted_by_id=actor.acting_post,
        at=clock.now(),
    )
    insert(fee_list)
    _write(fee_list, found)
    event = events.ListDrafted(
        subject=public_id,
        label=str(fee_list),
        first=first,
        last=last,
        payees=len(lines.totals(found)),
        total=yuan(fee_list.total),
    )
    audit.record(actor, event, station=station.pk, after=State.DRAFTED)
    return fee_list


@operation
def reckon_again(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> FeeList:
    """Reckon a list anew that nobody has checked, after shares, adoptions or rules were put right.

    Writes: lines, list, journal. Announces: rewards.list.reckoned_again.
    """
    fee_list = access.take(actor, public_id, "reckon_again", seen=seen)
    found = lines.reckoned(fee_list.station_id, lines.period_of(fee_list), besides=fee_list.pk)
    total = sum(line.amount for line in found)
    event = events.ListReckonedAgain(
        subject=public_id,
        label=str(fee_list),
        payees=len(lines.totals(found)),
        total=yuan(total),
        total_before=yuan(fee_list.total),
    )
    FeeLine.objects.filter(fee_list=fee_list).delete()
    _write(fee_list, found)
    return amend(fee_list, actor=actor, event=event, total=total, drafted_by_id=actor.acting_post)


@operation
def discard(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> FeeList:
    """Give a list up that nobody has approved: a correction, with its reason. The next one may pay what it held.

    Writes: state, journal. Announces: rewards.list.discarded.
    """
    fee_list = access.take(actor, public_id, "discard", seen=seen)
    why = checked(reason, field="reason", limit=NOTE_LIMIT, is_required=True)
    event = events.ListDiscarded(subject=public_id, label=str(fee_list), reason=why)
    return move(fee_list, STEPS, "discard", actor=actor, event=event)


def _check_new(station: Station, public_id: uuid.UUID) -> None:
    if FeeList.objects.filter(public_id=public_id).exists():
        raise Conflict("rewards.list.id_taken")
    standing = reading.open_list(station.pk)
    if standing is not None:
        raise Conflict("rewards.list.open_already", label=str(standing))


def _period(first: datetime.date, last: datetime.date) -> Period:
    if last < first:
        raise Invalid("rewards.list.period_backwards", field="last")
    if last - first > _LONGEST:
        raise Invalid("rewards.list.period_too_long", field="first")
    if last > clock.today():
        raise Invalid("rewards.list.period_not_over", field="last")
    return Period(first, last)


def _write(fee_list: FeeList, found: list[Reckoned]) -> None:
    FeeLine.objects.bulk_create([lines.row(fee_list, line) for line in found], batch_size=500)
