# SPDX-License-Identifier: Apache-2.0
"""Figures that reports state, and their corrections. A value once stated is never changed or taken away."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yizhan.domains.periodicals.operations import lines
from yizhan.domains.urgent import access, events, rules
from yizhan.domains.urgent.models import Dispatch, Emergency, Figure
from yizhan.domains.urgent.operations import forwarding
from yizhan.domains.urgent.queries import figures as queries
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend

#: More than this is a slip of the hand, whatever is counted.
_MOST = Decimal(10) ** 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure as a report states it: who says so, and of which moment it is (now, where nothing is said)."""

    name: str
    value: Decimal
    source: str = ""
    as_of: datetime.datetime | None = None


def keep(actor: Actor, emergency: Emergency, dispatch: Dispatch, counts: Sequence[Count]) -> None:
    """Add the figures of a report, in the transaction of the operation that hands it in."""
    if not counts:
        return
    known = queries.asked_of(emergency)
    names = [one.name for one in counts]
    for one in counts:
        if one.name not in known:
            raise Invalid("urgent.figure.unknown", field="figures", name=one.name)
        if names.count(one.name) > 1:
            raise Invalid("urgent.figure.twice", field="figures", name=one.name)
    kept = [_kept(actor, emergency, dispatch, one) for one in counts]
    event = events.FiguresTold(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        figures=tuple((one.name, queries.written(one.value)) for one in kept),
    )
    audit.record(actor, event, station=emergency.station_id)


@operation
def correct(
    actor: Actor, public_id: uuid.UUID, *, figure: uuid.UUID, value: Decimal, reason: str, seen: int | None = None
) -> Emergency:
    """Put a stated figure right, with the reason. Both values stay, and the series goes on with the right one.

    Possible after the final report too: numbers are often settled later (EMG-10). Writes: figure, journal.
    Announces: urgent.figure.corrected.
    """
    emergency = access.take(actor, public_id, "correct", seen=seen)
    wrong = emergency.figures.select_related("dispatch").filter(public_id=figure).first()
    if wrong is None:
        raise NotFound("urgent.figure.not_there", field="figure")
    if Figure.objects.filter(corrects=wrong).exists():
        raise Conflict("urgent.figure.corrected", field="figure")
    right = _value(wrong.name, value)
    if right == wrong.value:
        raise Invalid("urgent.figure.same", field="value")
    why = lines.checked(reason, field="reason", limit=rules.REASON_LIMIT, is_required=True)
    corrected = insert(
        Figure(
            emergency=emergency,
            dispatch=wrong.dispatch,
            name=wrong.name,
            value=right,
            source=wrong.source,
            as_of=wrong.as_of,
            corrects=wrong,
            reason=why,
            post_id=actor.post,
            at=clock.now(),
        )
    )
    event = events.FigureCorrected(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        figure=wrong.name,
        before=queries.written(wrong.value),
        after=queries.written(right),
        reason=why,
    )
    forwarding.carry_correction(emergency, corrected, wrong)
    return amend(emergency, actor=actor, event=event)


def _kept(actor: Actor, emergency: Emergency, dispatch: Dispatch, given: Count) -> Figure:
    return insert(
        Figure(
            emergency=emergency,
            dispatch=dispatch,
            name=given.name,
            value=_value(given.name, given.value),
            source=lines.checked(given.source, field="figures_source", limit=rules.SOURCE_LIMIT),
            as_of=_moment(emergency, given.as_of),
            post_id=actor.post,
            at=dispatch.at,
        )
    )


def _value(name: str, value: Decimal) -> Decimal:
    """What can be: not below nothing, not beyond reason, whole unless the name gives a unit."""
    if not value.is_finite() or value < 0 or value > _MOST:
        raise Invalid("urgent.figure.impossible", field="value", name=name)
    places = Decimal("0.01") if queries.unit_of(name) else Decimal(1)
    if value != value.quantize(places):
        raise Invalid("urgent.figure.too_fine", field="value", name=name)
    return value.quantize(Decimal("0.01"))


def _moment(emergency: Emergency, given: datetime.datetime | None) -> datetime.datetime:
    """Of which moment a figure is: not to come, not before the event."""
    moment = clock.now() if given is None else given
    if moment.tzinfo is None:
        raise Invalid("urgent.moment.without_zone", field="figures_at")
    if moment > clock.now():
        raise Invalid("urgent.moment.future", field="figures_at")
    if moment < emergency.happened_at:
        raise Invalid("urgent.figure.before_event", field="figures_at")
    return moment
