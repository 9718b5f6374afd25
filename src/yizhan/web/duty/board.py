# SPDX-License-Identifier: Apache-2.0
"""What stands on the duty screen: urgent events from their room, who is on duty from this one, nothing else.

Both begin at `visible` of whoever opened the screen, so it shows no more than the pages do.
"""

import datetime
import uuid
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.clocks import access as access_to_clocks
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.states import OPEN as RUNNING
from yizhan.domains.duty import access
from yizhan.domains.duty.models import Shift
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import calls as made_calls
from yizhan.domains.duty.queries import rosters
from yizhan.domains.duty.queries.calls import MadeCall
from yizhan.domains.urgent import access as urgent
from yizhan.domains.urgent.models import Dispatch, Emergency
from yizhan.domains.urgent.queries import reports
from yizhan.domains.urgent.states import Element
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor

#: Events on one screen; the list of urgent events shows the rest.
MOST = 8

#: For so long something counts as just changed.
_FRESH = datetime.timedelta(minutes=10)

#: So much of the last word is read from three metres.
_SNIPPET = 90


@dataclass(frozen=True, slots=True)
class Due:
    """One clock of an event: what is due, when, and the time that is left as the screen writes it."""

    word: str
    at: datetime.datetime
    left: str
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One running event: what, where it stands, its clocks, the last word, whom its alarm called."""

    key: str
    title: str
    url: str
    about: list[str]
    dues: list[Due]
    last_word: str
    last_at: datetime.datetime | None
    changed_at: datetime.datetime
    is_fresh: bool
    call: MadeCall | None
    take_url: str


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is on duty for the office or a unit: name of the circle, people with their numbers, the next change."""

    name: str
    people: list[dict[str, Any]]
    next_at: datetime.datetime | None
    next: list[Shift]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the screen shows, at one moment of the server's clock."""

    now: datetime.datetime
    events: list[Shown]
    more: int
    watches: list[Watch] = field(default_factory=list)


def board(actor: Actor, *, is_only_screen: bool) -> Board:
    """The board as one actor may see it; a device that is only a screen offers nothing to press."""
    access.require(actor, Permission.READ)
    now = clock.now()
    found = reports.running(urgent.visible(actor).select_related("organization"))
    rows = list(found[: MOST + 1])
    shown = rows[:MOST]
    clocks = reports.deadlines_of([one.public_id for one in shown])
    words = _last_words(shown)
    calls = made_calls.standing(one.public_id for many in clocks.values() for one in many if one.state in RUNNING)
    open_calls = [] if is_only_screen else [one.alarm for one in calls.values() if not one.taken_by]
    takeable = access_to_clocks.takeable(actor, open_calls)
    events = [
        _shown(one, clocks.get(one.public_id, []), words.get(one.pk), calls, now, takeable, is_only_screen)
        for one in shown
    ]
    more = found.count() - len(shown) if len(rows) > MOST else 0
    unit = access.unit_of(actor)
    keepers = [None, unit] if unit is not None else [None]
    watches = [_watch(actor.station or 0, one, now) for one in keepers if rosters.keeps_roster(actor.station or 0, one)]
    return Board(now, sorted(events, key=_soonest), more, watches)


def remaining(left: datetime.timedelta) -> str:
    """Seconds as 01:12:05, whole days before them, a minus sign once they are over; as the screen's script counts."""
    seconds = int(left.total_seconds() // 1)
    days, rest = divmod(abs(seconds), 86400)
    hours, minutes = rest // 3600, rest // 60 % 60
    before = f"{days}{_('d')} " if days else ""
    return f"{'−' if seconds < 0 else ''}{before}{hours:02}:{minutes:02}:{rest % 60:02}"


def _shown(
    event: Emergency,
    clocks: Sequence[Deadline],
    word: Dispatch | None,
    calls: dict[Any, MadeCall],
    now: datetime.datetime,
    takeable: Container[uuid.UUID],
    is_only_screen: bool,
) -> Shown:
    running = [one for one in clocks if one.state in RUNNING]
    call = next((calls[one.public_id] for one in running if one.public_id in calls), None)
    changed_at = max(filter(None, [event.noted_at, word.at if word else None, call.at if call else None]))
    unit = event.organization.short_name if event.organization else _("the office")
    return Shown(
        key=str(event.public_id),
        title=event.title,
        url="" if is_only_screen else reverse("emergency", args=[event.public_id]),
        about=[part for part in (event.get_state_display(), event.level, event.category, unit) if part],
        dues=[Due(_word(one), one.due_at, remaining(one.due_at - now), one.due_at < now) for one in running],
        last_word=_snippet(word),
        last_at=word.at if word else None,
        changed_at=changed_at,
        is_fresh=now - changed_at < _FRESH,
        call=call,
        take_url=reverse("alarm-taking", args=[call.alarm]) if call and call.alarm in takeable else "",
    )


def _watch(station: int, unit: int | None, now: datetime.datetime) -> Watch:
    on_duty, coming = rosters.on_duty(station, now, unit), rosters.next_shifts(station, now, unit)
    numbers = rosters.numbers_of({one.person_id for one in on_duty})
    people = [{"shift": one, "numbers": numbers.get(one.person_id, [])[:2]} for one in on_duty]
    return Watch(_("My unit") if unit is not None else _("The office"), people, _first(coming), coming)


def _first(coming: Sequence[Shift]) -> datetime.datetime | None:
    return coming[0].starts_at if coming else None


def _last_words(events: Iterable[Emergency]) -> dict[int, Dispatch]:
    """The last report about each event, in one query."""
    found = Dispatch.objects.filter(emergency__in=[one.pk for one in events]).order_by("id")
    return {one.emergency_id: one for one in found}


def _snippet(word: Dispatch | None) -> str:
    if word is None:
        return ""
    said = " ".join(str(word.elements.get(Element.SITUATION, "")).split())
    return said if len(said) <= _SNIPPET else f"{said[: _SNIPPET - 1]}…"


def _word(one: Deadline) -> str:
    words = {reports.FIRST_REPORT: _("First report"), reports.VERIFICATION: _("Verification")}
    return words.get(one.kind, _("Next word"))


def running_titles(actor: Actor) -> str:
    """The running events that an actor may see, a line each: what a hand-over begins with."""
    found = reports.running(urgent.visible(actor))[:MOST]
    return "\n".join(f"{one.title}（{one.get_state_display()}）" for one in found)


def _soonest(one: Shown) -> datetime.datetime:
    """What is due first stands first; what has no clock comes last."""
    return min((due.at for due in one.dues), default=datetime.datetime.max.replace(tzinfo=datetime.UTC))
