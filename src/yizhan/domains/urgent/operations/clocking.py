# SPDX-License-Identifier: Apache-2.0
"""The clocks of an event: until its first report, and from word to word until the final one.

Called inside the operations of this room, in their transaction.
"""

from yizhan.domains.clocks.operations import running
from yizhan.domains.clocks.queries import deadlines
from yizhan.domains.clocks.queries.reckoning import AlarmPlan, RuleTerm, terms
from yizhan.domains.clocks.states import Card, Rung
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.queries import InForce
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.urgent import rules
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.queries.reports import FIRST_REPORT, FOLLOW_UP, VERIFICATION
from yizhan.engines.calendars.durations import Duration
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor


def begin_first(actor: Actor, emergency: Emergency) -> None:
    """Let the first report be due: from the event (RULE-001) or from first knowledge (RULE-002), by category."""
    begins = rulebook.value(
        emergency.station_id,
        rules.FIRST_REPORT_BEGINS,
        organization=emergency.organization_id,
        category=emergency.category or None,
    )
    starts_at = emergency.known_at if begins == rules.KNOWLEDGE else emergency.happened_at
    found = rulebook.candidates(
        emergency.station_id,
        rules.FIRST_REPORT,
        organization=emergency.organization_id,
        category=emergency.category or None,
    )
    running.open_deadline(
        actor,
        emergency.public_id,
        FIRST_REPORT,
        station=emergency.station_id,
        title=emergency.title,
        terms=terms(rules.FIRST_REPORT, found, starts_at=starts_at),
        matter=emergency.public_id,
        organization=emergency.organization_id,
        starts_at=starts_at,
        plans=_plans(emergency),
    )


def begin_anew(actor: Actor, emergency: Emergency) -> None:
    """Count the first report again because category or moments are better known now; the former clock is called off."""
    running.cancel(actor, emergency.public_id, FIRST_REPORT, reason=emergency.category or emergency.title)
    begin_first(actor, emergency)


def sent(actor: Actor, emergency: Emergency) -> None:
    """The first report went out; where sending counts, its clock stops."""
    ends = rulebook.value(
        emergency.station_id,
        rules.FIRST_REPORT_ENDS,
        organization=emergency.organization_id,
        category=emergency.category or None,
    )
    if ends == rules.SENT:
        running.meet(actor, emergency.public_id, FIRST_REPORT)


def received(actor: Actor, emergency: Emergency) -> bool:
    """The first report has arrived (RULE-005); answers whether that was late. Sending may have stopped the clock."""
    running.meet(actor, emergency.public_id, FIRST_REPORT)
    last = deadlines.last_one(emergency.public_id, FIRST_REPORT)
    return last is not None and last.state == ClockState.MET_LATE


def await_word(actor: Actor, emergency: Emergency) -> None:
    """A word came; the next one is due after the interval, if the institution has one (RULE-004)."""
    running.meet(actor, emergency.public_id, FOLLOW_UP)
    _open_where_asked(actor, emergency, FOLLOW_UP, rules.FOLLOW_UP)


def await_verification(actor: Actor, emergency: Emergency, *, post: int | None) -> None:
    """What was reported is to be verified, within the limit, if the institution has one."""
    _open_where_asked(actor, emergency, VERIFICATION, rules.VERIFICATION, post=post)


def verified(actor: Actor, emergency: Emergency) -> bool:
    """It is verified; answers whether that was late."""
    met = running.meet(actor, emergency.public_id, VERIFICATION)
    return met is not None and met.state == ClockState.MET_LATE


def finish(actor: Actor, emergency: Emergency) -> None:
    """The final report came: no word is due any more."""
    running.meet(actor, emergency.public_id, FOLLOW_UP)


def call_off(actor: Actor, emergency: Emergency, *, reason: str) -> None:
    """Nothing is due about an event that was none."""
    for kind in (FIRST_REPORT, FOLLOW_UP, VERIFICATION):
        running.cancel(actor, emergency.public_id, kind, reason=reason)


def _open_where_asked(
    actor: Actor,
    emergency: Emergency,
    kind: str,
    definition: Definition[Duration | None],
    *,
    post: int | None = None,
) -> None:
    """Let something be due from now on by a rule that may be left open."""
    found = rulebook.candidates(
        emergency.station_id,
        definition,
        organization=emergency.organization_id,
        category=emergency.category or None,
    )
    asked = _asked_terms(definition, found)
    if asked:
        running.open_deadline(
            actor,
            emergency.public_id,
            kind,
            station=emergency.station_id,
            title=emergency.title,
            terms=asked,
            matter=emergency.public_id,
            organization=None if kind == VERIFICATION else emergency.organization_id,
            post=post,
            starts_at=clock.now(),
            plans=_plans(emergency),
        )


def _asked_terms(definition: Definition[Duration | None], found: list[InForce[Duration | None]]) -> list[RuleTerm]:
    return [
        RuleTerm(
            duration=one.value,
            rule=definition.key,
            label=str(definition.title),
            instrument=str(one.instrument),
            version=str(one.version or ""),
            strength=one.strength,
        )
        for one in found
        if one.value is not None
    ]


def _plans(emergency: Emergency) -> list[AlarmPlan]:
    """A warning, the yellow card at the moment itself, the red one as much later; each until somebody takes it."""
    warning = rulebook.value(emergency.station_id, rules.WARNING)
    seconds = 60 * rulebook.value(emergency.station_id, rules.PASSES_ON)
    return [
        AlarmPlan(name="warning", rung=Rung.PERSON, offset=warning, is_before=True, passes_on_after=seconds),
        AlarmPlan(name="due", rung=Rung.CHIEF, card=Card.YELLOW, passes_on_after=seconds),
        AlarmPlan(name="overdue", rung=Rung.SUPERVISION, card=Card.RED, offset=warning, passes_on_after=seconds),
    ]
