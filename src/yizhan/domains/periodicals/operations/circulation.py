# SPDX-License-Identifier: Apache-2.0
"""Who receives an issue, and who has read it (F05, F06, RULE-037, RULE-216)."""

import datetime
import uuid
from collections.abc import Sequence

from yizhan.domains.periodicals import access, events
from yizhan.domains.periodicals.models import Circulation, Issue
from yizhan.domains.periodicals.operations import addressees
from yizhan.domains.periodicals.operations.addressees import Recipient
from yizhan.domains.periodicals.queries import issues as queries
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend


@operation
def set_circulation(
    actor: Actor, public_id: uuid.UUID, *, recipients: Sequence[Recipient], seen: int | None = None
) -> Issue:
    """Set who receives an issue, in place of the readers of its series.

    Writes: circulation, issue, journal. Announces: periodicals.circulation.set.
    """
    issue = access.take(actor, public_id, "set_circulation", seen=seen)
    listed = addressees.found(recipients)
    Circulation.objects.filter(issue=issue).delete()
    addressees.keep_circulation(issue, listed)
    event = events.CirculationSet(subject=issue.public_id, names=tuple(line.name for line in listed))
    return amend(issue, actor=actor, event=event)


@operation
def circulate_further(actor: Actor, public_id: uuid.UUID, *, recipients: Sequence[Recipient]) -> Issue:
    """Send a released issue to more readers, such as a leader's order to circulate it (F05).

    Writes: circulation, journal. Announces: periodicals.circulation.extended.
    """
    issue = access.take(actor, public_id, "circulate_further")
    new = addressees.found(recipients)
    if not new:
        raise Invalid("periodicals.circulation.nobody", field="recipients")
    present = queries.circulation(issue).count()
    addressees.check_once([*map(addressees.line_of, queries.circulation(issue)), *new])
    addressees.keep_circulation(issue, addressees.after(new, present))
    queries.waiting_inside(issue).update(delivered_at=clock.now())
    event = events.CirculatedFurther(
        subject=issue.public_id, matter=queries.only_matter(issue), names=tuple(line.name for line in new)
    )
    audit.record(actor, event, station=issue.station_id)
    return issue


@operation
def mark_read(actor: Actor, public_id: uuid.UUID) -> Issue:
    """Note that the acting post has read the issue, for itself and for its body. Reading twice changes nothing.

    Writes: circulation, journal. Announces: periodicals.circulation.read.
    """
    issue = access.take(actor, public_id, "mark_read")
    waiting = list(access.lines_of(actor).filter(issue=issue, read_at__isnull=True).order_by("rank", "id"))
    if waiting:
        _note_read(actor, issue, waiting, clock.now())
    return issue


@operation
def note_delivery(actor: Actor, public_id: uuid.UUID, *, line: uuid.UUID, at: datetime.datetime | None = None) -> Issue:
    """Note when the printed issue reached somebody outside the installation.

    Writes: circulation, journal. Announces: periodicals.circulation.delivered.
    """
    issue = access.take(actor, public_id, "note_delivery")
    row = _line(issue, line)
    if row.delivered_at is not None:
        raise Conflict("periodicals.circulation.delivered_already", name=row.name)
    moment = _past(issue, at)
    Circulation.objects.filter(pk=row.pk).update(delivered_at=moment)
    event = events.IssueDelivered(
        subject=issue.public_id, matter=queries.only_matter(issue), reader=row.name, at=moment.isoformat()
    )
    audit.record(actor, event, station=issue.station_id)
    return issue


@operation
def note_reading(actor: Actor, public_id: uuid.UUID, *, line: uuid.UUID, at: datetime.datetime | None = None) -> Issue:
    """Note that somebody has read the printed issue; who reads on paper never opens the page.

    Writes: circulation, journal. Announces: periodicals.circulation.read.
    """
    issue = access.take(actor, public_id, "note_reading")
    row = _line(issue, line)
    if row.read_at is not None:
        raise Conflict("periodicals.circulation.read_already", name=row.name)
    _note_read(actor, issue, [row], _past(issue, at))
    return issue


def _note_read(actor: Actor, issue: Issue, read: Sequence[Circulation], moment: datetime.datetime) -> None:
    for row in read:
        row.delivered_at, row.read_at, row.read_by_id = row.delivered_at or moment, moment, actor.post
    Circulation.objects.bulk_update(read, ["delivered_at", "read_at", "read_by"])
    event = events.IssueRead(
        subject=issue.public_id,
        matter=queries.only_matter(issue),
        reader="、".join(row.name for row in read),
        at=moment.isoformat(),
        is_complete=queries.is_complete(issue),
    )
    audit.record(actor, event, station=issue.station_id)


def _line(issue: Issue, public_id: uuid.UUID) -> Circulation:
    row = Circulation.objects.filter(issue=issue, public_id=public_id).first()
    if row is None:
        raise NotFound("periodicals.circulation.unknown", field="line")
    return row


def _past(issue: Issue, at: datetime.datetime | None) -> datetime.datetime:
    """A moment between release and now."""
    moment = at or clock.now()
    if moment > clock.now() or (issue.released_at is not None and moment < issue.released_at):
        raise Invalid("periodicals.circulation.moment", field="at")
    return moment
