# SPDX-License-Identifier: Apache-2.0
"""Where a word about an event may go besides the office, and why (RULE-007 to RULE-013)."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from yizhan.domains.network.models import Organization
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.urgent import rules
from yizhan.domains.urgent.models import Emergency, Onward, Passage
from yizhan.domains.urgent.states import Breach, Ground, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What the institution has laid down for the unit that reports, and what it takes for the same time."""

    is_special: bool
    keeps_channel: bool
    same_time: datetime.timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """To whom a word is to go, or went: whether the line demands it, whether the office has its text or need not."""

    way: str
    is_demanded: bool
    has_copy: bool
    is_exempt: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """On which ground a word goes: it may at once, it waits for agreement, or it may not at all."""

    ground: Ground
    is_free: bool = True
    needs_agreement: bool = False


def unit_of(emergency: Emergency) -> Unit:
    """The unit that answers for the event, as rules see it; the office itself has no ways of its own."""
    station, unit = emergency.station_id, emergency.organization
    return Unit(
        is_special=unit is not None and _is(station, unit, rules.SPECIAL_LINE, rules.SPECIAL_LINE_NAMES),
        keeps_channel=unit is not None and _is(station, unit, rules.OWN_CHANNEL, rules.OWN_CHANNEL_NAMES),
        same_time=datetime.timedelta(minutes=rulebook.value(station, rules.SAME_TIME)),
    )


def _is(station: int, unit: Organization, own: Definition[bool], named: Definition[tuple[str, ...]]) -> bool:
    """Whether a unit is of a kind: as it was set for the unit itself, else by a word in its name."""
    laid_down = rulebook.in_force(station, own, organization=unit.pk)
    if laid_down.value or laid_down.scope.organizations:
        return laid_down.value
    return any(word in unit.name for word in rulebook.value(station, named))


def decide(unit: Unit, wish: Wish) -> Decision:
    """On which ground the word goes where it is to go, before anybody asks when."""
    if wish.way == Way.PRINCIPAL:
        return Decision(Ground.TOLD_TOGETHER)
    if wish.way == Way.LINE:
        return _along_the_line(unit, wish)
    if wish.way == Way.SUPERIOR and unit.is_special:
        return Decision(Ground.BYPASS_COPIED)
    return Decision(Ground.THROUGH_OFFICE, is_free=False)


def _along_the_line(unit: Unit, wish: Wish) -> Decision:
    if unit.keeps_channel:
        return Decision(Ground.OWN_CHANNEL)
    if unit.is_special:
        return Decision(Ground.SPECIAL_LINE)
    if wish.is_demanded:
        return Decision(Ground.LINE_DEMANDED)
    return Decision(Ground.LINE_AGREED, is_free=False, needs_agreement=True)


def lacks_copy(decision: Decision, wish: Wish) -> bool:
    """Whether the office should have the text and has not: past a level all of it, else what may be disclosed."""
    is_owed = decision.ground == Ground.BYPASS_COPIED or (decision.ground == Ground.OWN_CHANNEL and not wish.is_exempt)
    return is_owed and not wish.has_copy


def breach_of(unit: Unit, wish: Wish, *, gone_at: datetime.datetime, office_at: datetime.datetime) -> Breach | None:
    """What was wrong with a word that has gone: its way, no agreement, no text for the office, or the office later."""
    decision = decide(unit, wish)
    if decision.needs_agreement:
        return Breach.NOT_AGREED
    if not decision.is_free:
        return Breach.WITHOUT_OFFICE
    if lacks_copy(decision, wish):
        return Breach.WITHOUT_COPY
    return Breach.LATE if office_at - gone_at > unit.same_time else None


def passages_of(emergency: Emergency) -> QuerySet[Passage]:
    """Every word that went or wants to go besides the office, in order."""
    return emergency.passages.select_related("post__person", "decided_by__person").order_by("id")


def onward_of(emergency: Emergency) -> QuerySet[Onward]:
    """Where the event went up to, in order."""
    return emergency.onward.select_related("target", "result", "statement").order_by("id")


def came_from(emergency: Emergency) -> Onward | None:
    """The report of the station below that this event is, if it is one."""
    return Onward.objects.filter(result=emergency).select_related("emergency__station", "target").first()
