# SPDX-License-Identifier: Apache-2.0
"""Release: number, own parts, final points, and the link from what a notice corrects, in one transaction."""

import uuid

from yizhan.domains.appraisal.models import Frozen
from yizhan.domains.appraisal.operations import freezing
from yizhan.domains.appraisal.queries import schemes
from yizhan.domains.bulletins import access, events
from yizhan.domains.bulletins.models import Bulletin, Part
from yizhan.domains.bulletins.queries import figures as asked
from yizhan.domains.bulletins.queries import parts, reading
from yizhan.domains.bulletins.queries.figures import plain
from yizhan.domains.bulletins.states import FREEZING, STEPS
from yizhan.engines.papers.circulars import Figures
from yizhan.engines.scoring.periods import Period
from yizhan.kernel import clock, numbering
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.ids import new_id
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def release(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Bulletin:
    """Give a signed bulletin to units and members, each member only the own part, and make its points final.

    The period must be over, and the points must still be those that were signed; otherwise nothing is released.
    Writes: state, number, parts, frozen periods of points, the state of a bulletin that this one corrects, journal.
    Announces: bulletins.bulletin.released, appraisal.period.frozen for each scheme, bulletins.bulletin.corrected.
    """
    bulletin = access.take(actor, public_id, "release", seen=seen)
    figures = reading.figures_of(bulletin)
    if not reading.is_as_signed(bulletin):
        raise Conflict("bulletins.bulletin.not_as_signed")
    if bulletin.corrects_id is None and bulletin.kind in FREEZING:
        _make_final(actor, reading.span_of(bulletin), figures)
    written = Part.objects.bulk_create(parts.parts(bulletin, figures), batch_size=200)
    now = clock.now()
    year = now.astimezone(clock.OFFICE_ZONE).year
    number = numbering.next_number(reading.numbering_of(bulletin.station_id, year))
    given = {"year": year, "number": number, "released_at": now}
    event = events.BulletinReleased(
        subject=bulletin.public_id, title=bulletin.title, number=f"{year}-{number}", parts=len(written)
    )
    move(bulletin, STEPS, "release", actor=actor, event=event, **given)
    if bulletin.corrects_id is not None:
        _mark_corrected(actor, bulletin)
    return bulletin


def _make_final(actor: Actor, span: Period, figures: Figures) -> None:
    """Freeze the points of every scheme that counts; what is frozen must be what was signed."""
    if span.end >= clock.today():
        raise Conflict("bulletins.period.not_over", day=str(span.end))
    signed = {one["code"]: {row["key"]: row["total"] for row in one["rows"]} for one in figures["points"]}
    station = actor.station or 0
    codes = asked.codes_that_count(station, span)
    if codes != sorted(signed):
        raise Conflict("bulletins.figures.outdated")
    for code in codes:
        frozen = schemes.frozen(station, code, span) or freezing.freeze(actor, new_id(), code=code, period=str(span))
        if _published(frozen) != signed[code]:
            raise Conflict("bulletins.figures.outdated")


def _published(frozen: Frozen) -> dict[str, str]:
    return {one.holder: plain(one.points + one.correction) for one in frozen.accounts.all()}


def _mark_corrected(actor: Actor, notice: Bulletin) -> None:
    """The bulletin that a notice corrects says so from now on; its text and figures stay."""
    original = locked(Bulletin, notice.corrects_id or 0)
    event = events.BulletinCorrected(
        subject=original.public_id, title=original.title, notice=notice.title, reason=notice.reason
    )
    move(original, STEPS, "correct", actor=actor, event=event)
