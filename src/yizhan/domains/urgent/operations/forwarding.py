# SPDX-License-Identifier: Apache-2.0
"""Reporting an event to the next level, where it is a full event with a clock of its own.

Follow-ups, the final report and corrections go along by themselves; the receipt above comes back.
"""

import uuid
from collections.abc import Sequence

from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.urgent import access, events, rules
from yizhan.domains.urgent.models import Dispatch, Emergency, Figure, Onward, Statement
from yizhan.domains.urgent.operations import clocking
from yizhan.domains.urgent.queries import figures, reports, routing, statements
from yizhan.domains.urgent.states import FOLLOWED, STEPS, Element, Stage, State, Way
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@operation
def forward(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    target: uuid.UUID | None = None,
    reason: str = "",
    seen: int | None = None,
) -> Emergency:
    """Report an event to the next station above, or past it with a reason; then the levels between have it too.

    It quotes the wording in force (RULE-018). A station outside the line is refused, and the attempt recorded.
    Writes: onward; event, report, figures, deadlines at each target; journal.
    Announces: urgent.emergency.forwarded, urgent.emergency.arrived; on a refusal urgent.passage.refused.
    """
    emergency = access.take(actor, public_id, "forward", seen=seen)
    stations = _stations(emergency, target)
    why = lines.checked(reason, field="reason", limit=rules.REASON_LIMIT, is_required=len(stations) > 1)
    wording = statements.in_force(emergency)
    if wording is None:
        raise Invalid("urgent.onward.no_wording", field="target")
    already = set(routing.onward_of(emergency).values_list("target", flat=True))
    fresh = [station for station in stations if station.pk not in already]
    if not fresh:
        raise Conflict("urgent.onward.repeated", field="target", station_name=stations[-1].name)
    for station in fresh:
        _send(actor, emergency, station, wording, why)
        event = events.EmergencyForwarded(
            subject=emergency.public_id,
            matter=emergency.public_id,
            title=emergency.title,
            station_name=station.name,
            statement=wording.number,
            reason=why,
        )
        amend(emergency, actor=actor, event=event)
    return emergency


def carry(actor: Actor, emergency: Emergency, written: Dispatch) -> None:
    """Let a report go along to where the event went up, as the next follow-up there. In the caller's transaction.

    Where the event is over above, nothing is added: whoever is responsible there closed it.
    """
    stated = list(written.figures.filter(corrects__isnull=True))
    for onward in routing.onward_of(emergency):
        above = onward.result
        if above.state not in FOLLOWED:
            continue
        told = {**written.elements, Element.SOURCE.value: emergency.station.name}
        number = reports.last_number(above) + 1
        _written(actor, above, Stage.FOLLOW_UP, told, stated, number=number)
        clocking.await_word(actor, above)
        event = events.EmergencyFollowed(
            subject=above.public_id,
            matter=above.public_id,
            title=above.title,
            number=number,
            missing=tuple(reports.missing(Stage.FOLLOW_UP, told)),
        )
        amend(above, actor=actor, event=event)


def carry_correction(emergency: Emergency, right: Figure, wrong: Figure) -> None:
    """Put a figure right wherever it went up to, with the same reason. In the caller's transaction."""
    for onward in routing.onward_of(emergency):
        stated = figures.counting(figures.all_of(onward.result))
        same = [one for one in stated if (one.name, one.as_of, one.value) == (wrong.name, wrong.as_of, wrong.value)]
        if same:
            _copied(right, onward.result, same[-1].dispatch, corrects=same[-1])


def acknowledge(actor: Actor, emergency: Emergency) -> None:
    """Let the receipt come back to the station that reported the event. In the caller's transaction."""
    onward = routing.came_from(emergency)
    if onward is None:
        return
    Onward.objects.filter(pk=onward.pk).update(received_at=clock.now())
    source = onward.emergency
    event = events.EmergencyAcknowledged(
        subject=source.public_id, matter=source.public_id, title=source.title, station_name=onward.target.name
    )
    audit.record(actor, event, station=source.station_id)


def recall(actor: Actor, emergency: Emergency, *, reason: str) -> None:
    """Tell the stations above that the event was withdrawn here; they judge whether it goes on there."""
    for onward in routing.onward_of(emergency):
        event = events.EmergencyRecalled(
            subject=onward.result.public_id,
            matter=onward.result.public_id,
            title=onward.result.title,
            from_name=emergency.station.name,
            reason=reason,
        )
        audit.record(actor, event, station=onward.target_id)


def _stations(emergency: Emergency, target: uuid.UUID | None) -> list[Station]:
    """The stations that get it, nearest first: the next one, or all up to the one that was named."""
    line = network.lineage(emergency.station)
    if not line:
        raise Invalid("urgent.onward.highest", field="target", station_name=emergency.station.name)
    if target is None:
        return line[:1]
    for number, station in enumerate(line, 1):
        if station.public_id == target:
            return line[:number]
    other = Station.objects.filter(public_id=target).first()
    if other is None:
        raise NotFound("items.station.unknown", field="target")
    breach = events.PassageRefused(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        way=Way.SUPERIOR,
        addressee=other.name,
    )
    raise Denied("urgent.onward.outside_line", field="target", breach=breach)


def _send(actor: Actor, emergency: Emergency, station: Station, wording: Statement, reason: str) -> Onward:
    now = clock.now()
    above = Emergency(
        station=station,
        post_id=actor.post,
        state=State.NOTED,
        title=emergency.title,
        category=emergency.category,
        level=emergency.level,
        is_sensitive=emergency.is_sensitive,
        happened_at=emergency.happened_at,
        known_at=max(emergency.happened_at, emergency.received_at or emergency.known_at),
        noted_at=now,
    )
    insert(above)
    told = {
        **reports.told_so_far(emergency),
        Element.SOURCE.value: emergency.station.name,
        Element.SITUATION.value: wording.text,
    }
    latest = [one.latest for one in figures.series(figures.all_of(emergency))]
    _written(actor, above, Stage.FIRST, told, latest)
    onward = insert(
        Onward(
            emergency=emergency,
            result=above,
            target=station,
            statement=wording,
            reason=reason,
            post_id=actor.post,
            at=now,
        )
    )
    event = events.EmergencyArrived(
        subject=above.public_id,
        matter=above.public_id,
        title=above.title,
        from_name=emergency.station.name,
        reason=reason,
    )
    move(above, STEPS, "report", actor=actor, event=event, sent_at=now)
    clocking.begin_first(actor, above)
    clocking.sent(actor, above)
    clocking.await_word(actor, above)
    return onward


def _written(
    actor: Actor, above: Emergency, stage: str, told: dict[str, str], stated: Sequence[Figure], *, number: int = 0
) -> None:
    """Add a report at the other station, with its figures."""
    dispatch = Dispatch(
        emergency=above,
        stage=stage,
        number=number,
        elements={name: text for name, text in told.items() if text},
        organization_id=actor.organization,
        post_id=actor.post,
        at=clock.now(),
    )
    insert(dispatch)
    for one in stated:
        _copied(one, above, dispatch)


def _copied(one: Figure, above: Emergency, dispatch: Dispatch, *, corrects: Figure | None = None) -> Figure:
    return insert(
        Figure(
            emergency=above,
            dispatch=dispatch,
            name=one.name,
            value=one.value,
            source=one.source,
            as_of=one.as_of,
            corrects=corrects,
            reason=one.reason if corrects else "",
            post_id=one.post_id,
            at=clock.now(),
        )
    )
