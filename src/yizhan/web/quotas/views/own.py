# SPDX-License-Identifier: Apache-2.0
"""My quotas: what is still due from me or my unit, until when, and what has counted. Made for a phone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yizhan.domains.network.states import Role
from yizhan.domains.quotas import access
from yizhan.domains.quotas.operations.keeping import end_of
from yizhan.domains.quotas.permissions import Permission
from yizhan.domains.quotas.queries import duties, lines, spans
from yizhan.domains.quotas.queries.lines import Line
from yizhan.domains.quotas.queries.subjects import Key
from yizhan.domains.quotas.states import Standing
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.quotas import words
from yizhan.web.quotas.rows import address_of

#: Who can do something about it at once.
_WRITERS = frozenset({Role.MEMBER, Role.OFFICER})


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What is due, the soonest first; below what is reached, and how the last periods ended."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_OWN)
    now = own_lines(actor)
    due = [line for line in now if line.standing == Standing.RUNNING]
    context = {
        "due": [_row(line) for line in sorted(due, key=lambda line: line.period.last)],
        "rest": [_row(line) for line in now if line.standing != Standing.RUNNING],
        "before": [_row(line) for line in _before(actor)],
        "writes": actor.role in _WRITERS,
    }
    return render(request, "quotas/mine.html", context)


def own_lines(actor: Actor) -> list[Line]:
    """The quotas of the periods that run, of the actor and of the unit that he or she acts for."""
    found = lines.current(actor.station or 0, only=_keys(actor))
    return access.seen_by(actor, found)


def _before(actor: Actor) -> list[Line]:
    """The same of the periods before."""
    station, today = actor.station or 0, clock.today()
    found = [
        line
        for span in duties.spans_in_use(station, today)
        for line in lines.lines(
            station, span, spans.before(span, spans.period_of(span, today)), on=today, only=_keys(actor)
        )
    ]
    return access.seen_by(actor, found)


def _keys(actor: Actor) -> list[Key]:
    return [Key(person=actor.person), Key(organization=actor.organization)]


def _row(line: Line) -> dict[str, Any]:
    whose = [line.bound.name] if line.bound.key.organization is not None else []
    required = "" if line.required is None else f" / {line.required}"
    return {
        "title": line.duty.name,
        "url": address_of(line),
        "figure": f"{words.number(line.count)}{required}",
        "about": [*whose, words.period_words(line.duty.span, line.period), str(line.duty.rule.strength.label)],
        "due": end_of(line.period.last) if line.standing == Standing.RUNNING else None,
        "state": words.standing_of(line),
        "missing": _("%(short)s still missing") % {"short": words.number(line.short)} if line.short else "",
    }
