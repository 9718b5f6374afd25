# SPDX-License-Identifier: Apache-2.0
"""Freezing a period: what is published stays. What is corrected afterwards appears in the period that follows."""

import datetime
import uuid

from yizhan.domains.appraisal import access, events
from yizhan.domains.appraisal.models import Frozen, FrozenAccount, Occasion, Scheme
from yizhan.domains.appraisal.operations import booking
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import schemes, standings
from yizhan.domains.appraisal.queries.standings import Line, Standing
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.periods import Period, parse_period
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation


@operation
def freeze(actor: Actor, public_id: uuid.UUID, *, code: str, period: str) -> Frozen:
    """Make the points of one scheme (its `code`) in one period final, as everything booked until now gives them.

    The period must be over and follow the last frozen one of its length without a gap. Whoever publishes them calls
    this in the same operation; freezing twice is refused.
    Writes: frozen period with its accounts and lines, occasions that were not booked yet, journal.
    Announces: appraisal.period.frozen.
    """
    access.require(actor, Permission.FREEZE)
    station = actor.station or 0
    span = read_period(period)
    version = _version(station, code, span)
    _check_order(station, code, span)
    booking.follow(actor)
    rows, lines = _figures(version, span)
    newest = Occasion.objects.filter(station_id=station).order_by("-pk").values_list("pk", flat=True).first()
    frozen = Frozen(
        public_id=public_id,
        station_id=station,
        scheme=version,
        code=code,
        period=str(span),
        first=span.start,
        last=span.end,
        last_occasion=newest or 0,
        is_ranked=any(row.rank is not None for row in rows),
        post_id=actor.post,
        at=clock.now(),
    )
    insert(frozen)
    FrozenAccount.objects.bulk_create(
        (_account(frozen, row, lines.get(row.subject.code, []), position) for position, row in enumerate(rows)),
        batch_size=200,
    )
    event = events.PeriodFrozen(
        subject=public_id,
        scheme=version.name,
        label=version.label,
        period=str(span),
        accounts=len(rows),
        total=str(sum((row.total for row in rows), standings.ZERO)),
    )
    audit.record(actor, event, station=station)
    return frozen


def read_period(text: str) -> Period:
    """The period that a text names, by whole days; raises `Invalid`."""
    try:
        return parse_period(text)
    except Refused as refused:
        raise Invalid("appraisal.period.unreadable", field="period", text=text[:40]) from refused


def _version(station: int, code: str, period: Period) -> Scheme:
    found = schemes.counting(station, period).filter(code=code)
    version = schemes.by_code(found, period).get(code)
    if version is None:
        raise NotFound("appraisal.scheme.none_counts", field="period", period=str(period))
    return version


def _check_order(station: int, code: str, period: Period) -> None:
    if period.end >= clock.today():
        raise Invalid("appraisal.period.not_over", field="period", day=str(period.end))
    if schemes.frozen(station, code, period) is not None:
        raise Conflict("appraisal.period.frozen", field="period", period=str(period))
    last = schemes.last_of_length(station, code, period)
    if last is not None and last.last + datetime.timedelta(days=1) != period.start:
        raise Conflict("appraisal.period.gap", field="period", period=last.period)


def _figures(version: Scheme, period: Period) -> tuple[list[Standing], dict[str, list[Line]]]:
    try:
        rows = standings.computed(version, period)
        return rows, standings.lines(version, period, [row.subject.code for row in rows])
    except Refused as refused:
        raise Conflict("appraisal.period.cannot_count", field="period", reason=str(refused)[:300]) from refused


def _account(frozen: Frozen, row: Standing, lines: list[Line], position: int) -> FrozenAccount:
    subject = row.subject
    return FrozenAccount(
        frozen=frozen,
        holder=subject.code,
        holder_name=subject.name,
        organization_id=subject.key if subject.kind == "organization" else None,
        person_id=subject.key if subject.kind == "person" else None,
        below_id=subject.key if subject.kind == "below" else None,
        group=row.group,
        points=row.points,
        correction=row.correction,
        corrected={period: str(points) for period, points in row.corrected.items()},
        standing=standings.plain_standing(row),
        lines=[standings.plain_line(line) for line in lines],
        rank=row.rank,
        position=position,
    )
