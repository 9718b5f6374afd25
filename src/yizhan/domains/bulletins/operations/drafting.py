# SPDX-License-Identifier: Apache-2.0
"""The office's part: a draft from figures, its wording, newer figures, giving it up, a notice that corrects."""

import re
import uuid
from collections.abc import Sequence
from typing import Any

from yizhan.domains.bulletins import access, events
from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.bulletins.operations import writing
from yizhan.domains.bulletins.operations.writing import WrittenSection
from yizhan.domains.bulletins.permissions import Permission
from yizhan.domains.bulletins.queries import reading
from yizhan.domains.bulletins.rules import NAME_LIMIT, REASON_LIMIT
from yizhan.domains.bulletins.states import STEPS, Kind, State
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.domains.periodicals.operations import lines
from yizhan.engines.papers import circulars
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.periods import Period, parse_period
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move

#: How a period of each regular kind is written.
_FORMS = {Kind.YEAR: r"\d{4}", Kind.QUARTER: r"\d{4}Q[1-4]", Kind.MONTH: r"\d{4}-\d{2}"}

#: A bulletin is about one year at most.
_MOST_DAYS = 366


@operation
def draft(actor: Actor, public_id: uuid.UUID, *, kind: str, period: str, matter: str = "") -> Bulletin:
    """Draft a bulletin from the figures of a period (RULE-073, RULE-085). Whoever drafts makes the id.

    `period` is 2026Q3, 2026-07, 2026, or two days with `..` between; `matter` names a campaign. The period must have
    begun. A regular period has one bulletin; what changes afterwards is corrected. Writes: bulletin, wording, figures,
    occasions that were not booked yet, journal. Announces: bulletins.bulletin.drafted.
    """
    access.require(actor, Permission.DRAFT)
    if Bulletin.objects.filter(public_id=public_id).exists():
        raise Conflict("bulletins.bulletin.id_taken")
    station = locked(Station, network.station(actor.station or 0).pk)
    span = _span(kind, period)
    _refuse_twin(station.pk, kind, span)
    name = lines.checked(matter, field="matter", limit=NAME_LIMIT, is_required=kind == Kind.CAMPAIGN)
    title = circulars.title_of(reading.period_words(kind, span), name if kind == Kind.CAMPAIGN else "")
    return _begin(actor, span, public_id=public_id, station=station, kind=kind, title=title, matter=name)


@operation
def prepare_correction(
    actor: Actor, public_id: uuid.UUID, correction_id: uuid.UUID, *, reason: str, seen: int | None = None
) -> Bulletin:
    """Draft the notice that corrects a released bulletin, with what the figures of today say otherwise.

    What was signed never changes: the notice is a bulletin of its own, and both name each other.
    Writes: bulletin, wording, figures, journal. Announces: bulletins.bulletin.drafted.
    """
    original = access.take(actor, public_id, "prepare_correction", seen=seen)
    if Bulletin.objects.filter(public_id=correction_id).exists():
        raise Conflict("bulletins.bulletin.id_taken")
    span = reading.span_of(original)
    title = circulars.title_of(reading.period_words(original.kind, span), original.matter, is_correction=True)
    return _begin(
        actor,
        span,
        public_id=correction_id,
        station_id=original.station_id,
        kind=original.kind,
        title=title,
        matter=original.matter,
        corrects=original,
        reason=_reason(reason),
    )


@operation
def rewrite(
    actor: Actor, public_id: uuid.UUID, *, title: str, sections: Sequence[WrittenSection], seen: int | None = None
) -> Bulletin:
    """Add another wording; the earlier ones stay. Writes: wording, title, journal.

    Announces: bulletins.bulletin.rewritten.
    """
    bulletin = access.take(actor, public_id, "rewrite", seen=seen)
    wording = writing.add_wording(actor, bulletin, title, sections)
    event = events.BulletinRewritten(subject=bulletin.public_id, title=wording.title, number=wording.number)
    return amend(bulletin, actor=actor, event=event, title=wording.title)


@operation
def renew(actor: Actor, public_id: uuid.UUID, *, is_redrafted: bool = False, seen: int | None = None) -> Bulletin:
    """Take the figures anew; with `is_redrafted` also the text that follows from them, as another wording.

    Writes: figures, wording, journal. Announces: bulletins.bulletin.figures_renewed.
    """
    bulletin = access.take(actor, public_id, "renew", seen=seen)
    snapshot = writing.take_figures(actor, bulletin)
    if is_redrafted:
        writing.draft_wording(actor, bulletin, snapshot.figures)
    event = events.FiguresRenewed(subject=bulletin.public_id, title=bulletin.title, number=snapshot.number)
    return amend(bulletin, actor=actor, event=event)


@operation
def hand_over(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Bulletin:
    """Say that it is ready to be checked: nobody checks what is half written. Writes: state, journal.

    Announces: bulletins.bulletin.handed_over.
    """
    bulletin = access.take(actor, public_id, "hand_over", seen=seen)
    event = events.BulletinHandedOver(subject=bulletin.public_id, title=bulletin.title)
    return move(bulletin, STEPS, "hand_over", actor=actor, event=event)


@operation
def take_back(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Bulletin:
    """Go on writing, as long as nobody has checked it. Writes: state, journal.

    Announces: bulletins.bulletin.taken_back.
    """
    bulletin = access.take(actor, public_id, "take_back", seen=seen)
    event = events.BulletinTakenBack(subject=bulletin.public_id, title=bulletin.title)
    return move(bulletin, STEPS, "take_back", actor=actor, event=event)


@operation
def discard(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Bulletin:
    """Give up a draft; another one may take its place. Writes: state, journal.

    Announces: bulletins.bulletin.discarded.
    """
    bulletin = access.take(actor, public_id, "discard", seen=seen)
    event = events.BulletinDiscarded(subject=bulletin.public_id, title=bulletin.title, reason=_reason(reason))
    return move(bulletin, STEPS, "discard", actor=actor, event=event)


def _begin(actor: Actor, span: Period, **columns: Any) -> Bulletin:
    days = {"period": str(span), "first": span.start, "last": span.end}
    bulletin = insert(Bulletin(state=State.DRAFTED, post_id=actor.post, at=clock.now(), **days, **columns))
    snapshot = writing.take_figures(actor, bulletin)
    writing.draft_wording(actor, bulletin, snapshot.figures)
    event = events.BulletinDrafted(subject=bulletin.public_id, title=bulletin.title, period=bulletin.period)
    audit.record(actor, event, station=bulletin.station_id, after=State.DRAFTED)
    return bulletin


def _span(kind: str, text: str) -> Period:
    if kind not in Kind.values:
        raise Invalid("bulletins.bulletin.kind", field="kind", value=kind)
    form = _FORMS.get(Kind(kind))
    try:
        span = parse_period(text)
    except Refused as refused:
        raise Invalid("bulletins.period.unreadable", field="period", text=text[:40]) from refused
    if form is not None and not re.fullmatch(form, str(span)):
        raise Invalid("bulletins.period.other_kind", field="period", text=text[:40])
    if span.start > clock.today():
        raise Invalid("bulletins.period.future", field="period")
    if (span.end - span.start).days >= _MOST_DAYS:
        raise Invalid("bulletins.period.too_long", field="period")
    return span


def _refuse_twin(station: int, kind: str, span: Period) -> None:
    """One bulletin for a regular period; campaigns and bulletins on demand may share their days."""
    if Kind(kind) not in _FORMS:
        return
    same = Bulletin.objects.filter(station_id=station, kind=kind, first=span.start, last=span.end, corrects=None)
    twin = same.exclude(state=State.DISCARDED).first()
    if twin is not None:
        raise Conflict("bulletins.bulletin.twin", field="period", title=twin.title)


def _reason(reason: str) -> str:
    return lines.checked(reason, field="reason", limit=REASON_LIMIT, is_required=True)
