# SPDX-License-Identifier: Apache-2.0
"""Closing a period: what was counted is written down for good; a correction is a further record beside it."""

import datetime

from yizhan.domains.network.queries import station as station_of
from yizhan.domains.quotas import access, events
from yizhan.domains.quotas.models import Closing
from yizhan.domains.quotas.operations.exempting import given
from yizhan.domains.quotas.permissions import Permission
from yizhan.domains.quotas.queries import closings, lines, silence, spans
from yizhan.domains.quotas.states import Span, Standing
from yizhan.domains.reporting.queries.periods import Period
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation


@operation
def close(actor: Actor, span: str, *, first_on: datetime.date) -> Closing:
    """Write down what every quota of a period came to. Once; whoever comes later finds the record.

    Writes: closing, journal. Announces: quotas.period.closed.
    """
    access.require(actor, Permission.CLOSE)
    period = _period(span, first_on)
    standing = closings.last_one(actor.station or 0, span, period)
    return standing if standing is not None else _write(actor, span, period, number=1, reason="")


@operation
def correct(actor: Actor, span: str, *, first_on: datetime.date, reason: str) -> Closing:
    """Write down anew what a closed period comes to, with the reason; the former record stays.

    Writes: closing, journal. Announces: quotas.period.closed.
    """
    access.require(actor, Permission.CLOSE)
    period, words = _period(span, first_on), given(reason)
    standing = closings.last_one(actor.station or 0, span, period)
    if standing is None:
        raise Conflict("quotas.period.not_closed")
    return _write(actor, span, period, number=standing.number + 1, reason=words)


def _period(span: str, first_on: datetime.date) -> Period:
    if span not in Span.values:
        raise Invalid("quotas.period.span", field="span", value=span)
    period = spans.period_of(span, first_on)
    if period.last >= clock.today():
        raise Conflict("quotas.period.running")
    return period


def _write(actor: Actor, span: str, period: Period, *, number: int, reason: str) -> Closing:
    station = station_of(actor.station or 0)
    counted = lines.lines(station.pk, span, period)
    if not counted:
        raise Conflict("quotas.period.empty")
    silent = [unit.name for unit in silence.without_items(station, period)]
    closing = Closing.objects.create(
        station=station,
        span=span,
        first_on=period.first,
        last_on=period.last,
        number=number,
        lines=[lines.record(line) for line in counted],
        silent=silent,
        reason=reason,
        post_id=actor.post,
        at=clock.now(),
    )
    event = events.PeriodClosed(
        subject=closing.public_id,
        span=span,
        first=period.first,
        last=period.last,
        lines=len(counted),
        short=sum(line.standing == Standing.SHORT for line in counted),
        silent=len(silent),
        number=number,
        reason=reason,
    )
    audit.record(actor, event, station=station.pk)
    return closing
