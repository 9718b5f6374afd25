# SPDX-License-Identifier: Apache-2.0
"""Counting a stored deadline, and laying its alarms down. Used inside the operations of this room only."""

import datetime

from yizhan.domains.clocks import rules
from yizhan.domains.clocks.models import Alarm, Deadline
from yizhan.domains.clocks.queries import calendars, reckoning
from yizhan.domains.clocks.queries.reckoning import AlarmPlan, Course, Reckoned, RuleTerm
from yizhan.domains.clocks.rules import REASON_LIMIT
from yizhan.domains.clocks.states import AlarmState, Card, RequestState, Rung
from yizhan.domains.rulebook import queries as rulebook
from yizhan.engines.calendars.durations import Duration
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.terms import Extension, Pause
from yizhan.kernel import clock
from yizhan.kernel.errors import Invalid


def reckoned(deadline: Deadline) -> Reckoned:
    """What the deadline comes to under the station's present calendar, with everything that was granted."""
    calendar = calendars.of_station(deadline.station_id)
    try:
        return reckoning.reckon(_course(deadline), calendar)
    except CalendarError as fault:
        raise Invalid("clocks.deadline.uncountable", problem=str(fault)) from fault


def usual_plans(station_id: int, *, in_days: bool) -> list[AlarmPlan]:
    """The alarms of a station's rules: a warning, the moment itself, then the responsible persons, then supervision."""
    warning = rules.WARNING if in_days else rules.SHORT_WARNING
    return [
        AlarmPlan(name="warning", rung=Rung.PERSON, offset=rulebook.value(station_id, warning), is_before=True),
        AlarmPlan(name="passed", rung=Rung.PERSON, card=Card.YELLOW),
        AlarmPlan(
            name="chief", rung=Rung.CHIEF, card=Card.YELLOW, offset=rulebook.value(station_id, rules.CHIEF_AFTER)
        ),
        AlarmPlan(
            name="supervision",
            rung=Rung.SUPERVISION,
            card=Card.RED,
            offset=rulebook.value(station_id, rules.SUPERVISION_AFTER),
        ),
    ]


def lay_alarms(deadline: Deadline, moments: dict[str, datetime.datetime]) -> None:
    """Replace the alarms to come. One that has rung rings again only if its new moment lies ahead."""
    take_alarms_away(deadline)
    now = clock.now()
    rung = set(deadline.alarms.values_list("name", flat=True))
    lay_first_alarms(deadline, {name: at for name, at in moments.items() if at > now or name not in rung})


def lay_first_alarms(deadline: Deadline, moments: dict[str, datetime.datetime]) -> None:
    """Lay the alarms of a new deadline down."""
    plans = {plan.name: plan for plan in map(AlarmPlan.of_record, deadline.signals)}
    Alarm.objects.bulk_create(
        Alarm(
            deadline=deadline,
            station_id=deadline.station_id,
            name=name,
            rung=plans[name].rung,
            card=plans[name].card,
            moment=moment,
            round=deadline.round,
            passes_on_after=plans[name].passes_on_after,
        )
        for name, moment in moments.items()
    )


def take_alarms_away(deadline: Deadline) -> None:
    """Nothing that has not rung yet will ring."""
    deadline.alarms.filter(state=AlarmState.WAITING).delete()


def given(reason: str) -> str:
    """A reason that others will read: neither empty nor endless."""
    words = reason.strip()
    if not words:
        raise Invalid("clocks.reason.empty", field="reason")
    if len(words) > REASON_LIMIT:
        raise Invalid("clocks.reason.too_long", field="reason", limit=REASON_LIMIT)
    return words


def _course(deadline: Deadline) -> Course:
    granted = deadline.extensions.filter(state=RequestState.GRANTED).order_by("decided_at", "id") if deadline.pk else []
    pauses = deadline.pauses.filter(until__isnull=False).order_by("since") if deadline.pk else []
    return Course(
        starts_at=deadline.starts_at,
        terms=[RuleTerm.of_record(record) for record in deadline.terms],
        fixed=deadline.fixed_at,
        pauses=[Pause(one.since, one.until, one.reason) for one in pauses if one.until],
        extensions=[one.until or Extension(Duration.parse(one.duration), one.reason) for one in granted],
        plans=[AlarmPlan.of_record(record) for record in deadline.signals],
    )
