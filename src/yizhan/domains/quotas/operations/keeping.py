# SPDX-License-Identifier: Apache-2.0
"""The clocks of quotas: each quota that is still owed runs until the end of its period, with the alarms of its kind.

A clock is opened when its period begins, met when as much counts as is due, runs again when something that counted
does so no more, and is called off when nothing is due any more. The installation does this by itself.
"""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import running
from yizhan.domains.clocks.queries.reckoning import AlarmPlan, RuleTerm
from yizhan.domains.clocks.rules import CHIEF_AFTER, SUPERVISION_AFTER
from yizhan.domains.clocks.states import OPEN as RUNNING
from yizhan.domains.clocks.states import Card, Rung
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.quotas import access, rules
from yizhan.domains.quotas.permissions import Permission
from yizhan.domains.quotas.queries import clocked, closings, duties, lines, spans
from yizhan.domains.quotas.queries.clocked import KIND
from yizhan.domains.quotas.queries.lines import Line
from yizhan.domains.quotas.states import Span, Standing
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.states import Strength
from yizhan.engines.calendars.durations import Duration
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.operations import operation

_PERIOD = {Span.MONTH: "1 month", Span.QUARTER: "3 months", Span.HALF_YEAR: "6 months", Span.YEAR: "12 months"}


def keep(actor: Actor, station: int) -> int:
    """Bring the clocks of a station's quotas to what is counted now; answers how many moved.

    Looks at the periods that run and at those that have ended and are not closed yet. Each clock moves in a
    transaction of its own, so that nobody waits for all of them.
    """
    access.require(actor, Permission.KEEP)
    found = [*lines.current(station), *_not_closed(station)]
    standing = clocked.of_lines(found)
    plans = {strength: _plans(station, strength) for strength in Strength}
    moved = 0
    for line in found:
        verb = verb_for(line, standing.get(line.public_id))
        if verb is not None:
            turn(actor, line, verb, plans=plans[Strength(line.duty.rule.strength)])
            moved += 1
    return moved + let_go(actor, station)


def let_go(actor: Actor, station: int) -> int:
    """Call off the clocks of closed periods: what they came to has been written down. Answers how many."""
    access.require(actor, Permission.KEEP)
    closed = closings.closed_days(station)
    gone = 0
    for deadline in clocked.overdue(station, clock.now()) if closed else ():
        days = tuple(at.astimezone(clock.OFFICE_ZONE).date() for at in (deadline.starts_at, deadline.due_at))
        if days in closed:
            running.cancel(actor, deadline.subject, KIND, reason=gettext("The period was closed."))
            gone += 1
    return gone


def _not_closed(station: int) -> list[Line]:
    """The quotas of the periods that ended last and have not been closed."""
    today = clock.today()
    found: list[Line] = []
    for span in duties.spans_in_use(station, today):
        period = spans.before(span, spans.period_of(span, today))
        if closings.last_one(station, span, period) is None:
            found += lines.lines(station, span, period, on=today)
    return found


@operation
def turn(actor: Actor, line: Line, verb: str, *, plans: Iterable[AlarmPlan] = ()) -> Deadline | None:
    """Open, meet, reopen or call off the clock of one quota.

    Writes: deadline, alarms, journal. Announces: clocks.deadline.opened, …met, …reopened or …cancelled.
    """
    access.require(actor, Permission.KEEP)
    if verb == "meet":
        # What counts is of the period, even if the office took it only after the last day.
        return running.meet(actor, line.public_id, KIND, at=min(clock.now(), end_of(line.period.last)))
    if verb == "reopen":
        return running.reopen(actor, line.public_id, KIND, reason=line.duty.name)
    if verb == "cancel":
        return running.cancel(actor, line.public_id, KIND, reason=line.duty.name)
    return running.open_deadline(
        actor,
        line.public_id,
        KIND,
        station=line.station,
        title=clocked.title_of(line),
        terms=[_term(line)],
        fixed=end_of(line.period.last),
        organization=line.bound.key.organization,
        post=line.bound.post,
        starts_at=line.period.begins_at,
        plans=list(plans)
        if line.bound.key.organization is not None
        else [one for one in plans if one.rung == "person"],
    )


def end_of(day: datetime.date) -> datetime.datetime:
    """The last second of a day in the office's zone."""
    return datetime.datetime.combine(day, datetime.time(23, 59, 59), clock.OFFICE_ZONE)


def verb_for(line: Line, standing: Deadline | None) -> str | None:
    """What has to happen to the clock of a quota, if anything."""
    is_due = line.standing in {Standing.RUNNING, Standing.SHORT}
    if standing is None:
        return "open" if is_due and not line.is_over else None
    if standing.state in RUNNING:
        ends = {Standing.REACHED: "meet", Standing.EXEMPT: "cancel", Standing.OPEN: "cancel"}
        return ends.get(line.standing)
    if standing.state == ClockState.CANCELLED:
        return "open" if is_due and not line.is_over else None
    return "reopen" if is_due else None


def _term(line: Line) -> RuleTerm:
    """The rule behind the clock, with the version that counts for the period."""
    rule = line.duty.rule
    return RuleTerm(
        duration=Duration.parse(_PERIOD[line.duty.span]),
        rule=rules.DUTIES.key,
        label=line.duty.name,
        instrument=str(rule.instrument),
        version=str(rule.version or ""),
        strength=rule.strength,
    )


def _plans(station: int, strength: Strength) -> list[AlarmPlan]:
    """A warning for everybody; at the end a word, with a card and up the ladder only where the rule is a must."""
    warning = AlarmPlan(name="warning", rung=Rung.PERSON, offset=rulebook.value(station, rules.WARNING), is_before=True)
    if strength == Strength.TARGET:
        return [warning]
    if strength == Strength.SHOULD:
        return [warning, AlarmPlan(name="passed", rung=Rung.PERSON)]
    return [
        warning,
        AlarmPlan(name="passed", rung=Rung.PERSON, card=Card.YELLOW),
        AlarmPlan(name="chief", rung=Rung.CHIEF, card=Card.YELLOW, offset=rulebook.value(station, CHIEF_AFTER)),
        AlarmPlan(
            name="supervision",
            rung=Rung.SUPERVISION,
            card=Card.RED,
            offset=rulebook.value(station, SUPERVISION_AFTER),
        ),
    ]
