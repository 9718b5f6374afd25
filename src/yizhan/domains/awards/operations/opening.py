# SPDX-License-Identifier: Apache-2.0
"""Opening a round: who may be nominated is reckoned and kept (RULE-069 to RULE-071); and calling a round off."""

import datetime
import uuid
from dataclasses import dataclass

from yizhan.domains.awards import events
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Candidate, Round
from yizhan.domains.awards.operations.wording import reason_of
from yizhan.domains.awards.permissions import Permission
from yizhan.domains.awards.queries import considered, reading
from yizhan.domains.awards.rules import LINE_LIMIT, NAME_LIMIT
from yizhan.domains.awards.states import STEPS, Kind, State
from yizhan.domains.clocks.operations import running
from yizhan.domains.periodicals.operations.lines import checked
from yizhan.domains.reporting.queries.periods import Period
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move

#: What a round is about at the most: longer ones are a mistyped year.
_LONGEST = datetime.timedelta(days=366)
_MOST_PLACES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What a round is about: kind, name, first and last day, the text it rests on, how many are chosen, the prize."""

    kind: str
    name: str
    first: datetime.date
    last: datetime.date
    instrument: str
    places: int
    prize: str = ""


@operation
def open_round(actor: Actor, public_id: uuid.UUID, *, announcement: Announcement) -> Round:
    """Open a round for a period that is over (RULE-071); whoever opens it makes the id and does not decide it.

    Everybody and everything considered is kept with the figures of this moment, and what is lacking.
    Writes: round, candidates, journal. Announces: awards.round.opened.
    """
    access.require(actor, Permission.OPEN)
    if Round.objects.filter(public_id=public_id).exists():
        raise Conflict("awards.round.id_taken")
    period = _period(announcement)
    station = actor.station or 0
    found = Round(
        public_id=public_id,
        station_id=station,
        state=State.NOMINATING,
        kind=announcement.kind,
        name=checked(announcement.name, field="name", limit=NAME_LIMIT, is_required=True),
        first=period.first,
        last=period.last,
        instrument=checked(announcement.instrument, field="instrument", limit=LINE_LIMIT, is_required=True),
        prize=checked(announcement.prize, field="prize", limit=LINE_LIMIT),
        places=announcement.places,
        asked=considered.asked(announcement.kind, station, period),
        opened_by_id=actor.acting_post,
        at=clock.now(),
    )
    insert(found)
    rows = considered.considered(found.kind, station, period)
    for row in rows:
        row.round = found
    Candidate.objects.bulk_create(rows, batch_size=500)
    event = events.RoundOpened(
        subject=public_id,
        matter=public_id,
        title=found.name,
        kind=found.kind,
        first=found.first,
        last=found.last,
        places=found.places,
        eligible=sum(row.is_eligible for row in rows),
    )
    audit.record(actor, event, station=station, after=State.NOMINATING)
    return found


@operation
def cancel(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Round:
    """Call a round off that has awarded nothing: a correction, with its reason.

    Writes: state, deadline, journal. Announces: awards.round.cancelled, clocks.deadline.cancelled.
    """
    found = access.take(actor, public_id, "cancel", seen=seen)
    why = reason_of(reason)
    running.cancel(actor, public_id, reading.PUBLICITY, reason=why)
    event = events.RoundCancelled(subject=public_id, matter=public_id, title=found.name, reason=why)
    return move(found, STEPS, "cancel", actor=actor, event=event)


def _period(announcement: Announcement) -> Period:
    if announcement.kind not in Kind.values:
        raise Invalid("awards.kind.unknown", field="kind")
    if not 1 <= announcement.places <= _MOST_PLACES:
        raise Invalid("awards.places", field="places", most=_MOST_PLACES)
    if announcement.last < announcement.first:
        raise Invalid("awards.period.backwards", field="last")
    if announcement.last - announcement.first > _LONGEST:
        raise Invalid("awards.period.too_long", field="first")
    if announcement.last > clock.today():
        raise Invalid("awards.period.not_over", field="last")
    return Period(announcement.first, announcement.last)
