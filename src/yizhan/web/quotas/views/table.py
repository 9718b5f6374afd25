# SPDX-License-Identifier: Apache-2.0
"""The office's table of quotas: a period, each quota with whom it binds, who is silent; the same as files."""

import datetime
import uuid
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.clocks import access as clocks
from yizhan.domains.items import access as items
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.domains.network.states import Export
from yizhan.domains.quotas import access, rules
from yizhan.domains.quotas.permissions import Permission
from yizhan.domains.quotas.queries import closings, counting, lines, silence
from yizhan.domains.quotas.queries.lines import Line
from yizhan.domains.quotas.states import OF_ITEMS, Standing
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound
from yizhan.web import exports
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Fact, Tab
from yizhan.web.downloads import name_file, streamed_csv
from yizhan.web.items import addresses as going
from yizhan.web.quotas import periods, sheets, words
from yizhan.web.quotas.periods import Chosen
from yizhan.web.quotas.rows import line_rows
from yizhan.web.statistics.tables import Cell
from yizhan.web.statistics.workbook import workbook

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def table(request: HttpRequest) -> HttpResponse:
    """The quotas of a period; whoever has quotas of his or her own only is led to them."""
    actor = actor_of(request)
    if access.holds(actor, Permission.READ_OWN):
        return HttpResponseRedirect(reverse("quotas-mine"))
    access.require(actor, Permission.READ)
    station = network.station(actor.station or 0)
    current = periods.chosen(station.pk, request.GET)
    found = access.seen_by(actor, lines.lines(station.pk, current.span, current.period))
    short = [line for line in found if line.standing in {Standing.RUNNING, Standing.SHORT}]
    silent = [line for line in found if line.is_silent]
    shown = {"short": short, "silent": silent}.get(current.part, found)
    context = {
        "current": current,
        "tabs": periods.span_tabs(station.pk, current),
        "neighbours": periods.neighbours(current),
        "parts": periods.parts(current, len(short), len(silent)),
        "sentence": _sentence(found, short, silent),
        "groups": _groups(shown),
        "columns": _columns(),
        "is_laid_down": bool(found),
        "csv_url": current.address("quotas-table"),
        "workbook_url": current.address("quotas-workbook"),
        "rule_url": reverse("rule", args=[rules.DUTIES.key]),
        **_beside(actor, station, current, found),
    }
    return render(request, "quotas/table.html", context)


@signed_in
def line(request: HttpRequest, first: datetime.date, public_id: uuid.UUID) -> HttpResponse:
    """One quota of one whom it binds: the rule and its version, the arithmetic, and every item that counts."""
    actor = actor_of(request)
    found = lines.line_of(actor.station or 0, public_id, first)
    if found is None or not access.seen_by(actor, [found]):
        raise NotFound("quotas.line.unknown")
    is_office = access.holds(actor, Permission.READ)
    above = Chosen(found.duty.span, found.period)
    context = {
        "line": found,
        "period": above.words,
        "standing": words.standing_of(found),
        "places": [
            Tab(_("Quotas"), above.address()) if is_office else Tab(_("My quotas"), reverse("quotas-mine")),
        ],
        "facts": _facts(found, is_office=is_office),
        "arithmetic": _arithmetic(found),
        "counted": _counted(actor, found),
        "counted_columns": [
            Column(_("What"), kind="main"),
            Column(_("Day"), kind="short"),
            Column(_("Share"), kind="number"),
        ],
        "deadline_url": reverse("deadline-of", args=[public_id]) if _has_clock(actor, public_id) else "",
    }
    return render(request, "quotas/line.html", context)


@signed_in
def table_file(request: HttpRequest) -> HttpResponseBase:
    """The table as CSV."""
    current, found = _chosen(request)
    sheet = sheets.table(found)
    rows = [[cell.number if isinstance(cell, Cell) else cell for cell in row] for row in sheet.rows]
    exports.note(request, Export.QUOTAS, len(rows), "csv")
    return streamed_csv(f"{sheet.title} {current.words}.csv", sheet.heads, rows)


@signed_in
def workbook_file(request: HttpRequest) -> HttpResponse:
    """The table as a workbook."""
    current, found = _chosen(request)
    sheet = sheets.table(found)
    exports.note(request, Export.QUOTAS, len(sheet.rows), "xlsx")
    answer = HttpResponse(workbook(f"{sheet.title} · {current.words}", [sheet]), content_type=_WORKBOOK)
    name_file(answer, f"{sheet.title} {current.words}.xlsx")
    return answer


def _chosen(request: HttpRequest) -> tuple[Chosen, list[Line]]:
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    current = periods.chosen(actor.station or 0, request.GET)
    return current, access.seen_by(actor, lines.lines(actor.station or 0, current.span, current.period))


def _columns() -> list[Column]:
    return [
        Column(pgettext("quota", "whom"), kind="main"),
        Column(pgettext("quota", "due"), kind="number"),
        Column(_("Counted"), kind="number"),
        Column(_("Short"), kind="number"),
        Column(_("Short if it goes on so"), kind="number"),
        Column(_("State"), kind="short"),
    ]


def _groups(shown: list[Line]) -> list[dict[str, Any]]:
    """One group for each quota and rule, with the rule in words."""
    found = []
    for _key, several in groupby(shown, key=lambda one: (one.duty.who, one.duty.name, one.duty.rule.version)):
        of_group = list(several)
        reached = sum(one.standing == Standing.REACHED for one in of_group)
        found.append(
            {
                "name": of_group[0].duty.name,
                "demand": words.demand(of_group[0].duty),
                "origin": words.origin(of_group[0].duty),
                "count": _("%(reached)s of %(all)s reached") % {"reached": reached, "all": len(of_group)},
                "rows": line_rows(of_group),
            }
        )
    return found


def _sentence(found: list[Line], short: list[Line], silent: list[Line]) -> str:
    """The page in one sentence, before its figures."""
    reached = sum(line.standing == Standing.REACHED for line in found)
    return _(
        "%(reached)s of %(all)s quotas are reached, %(short)s are still short; nothing has come for %(silent)s."
    ) % {
        "reached": reached,
        "all": len(found),
        "short": len(short),
        "silent": len(silent),
    }


def _beside(actor: Actor, station: Station, current: Chosen, found: list[Line]) -> dict[str, Any]:
    """What stands beside the table: the silent, the members' part, what was closed, and what may be done."""
    closed = closings.last_one(station.pk, current.span, current.period)
    may_close = access.holds(actor, Permission.CLOSE) and current.is_over and bool(found)
    on = min(current.period.last, clock.today())
    return {
        "silent": [
            (one.name, words.day(one.last_on) if one.last_on else _("never until now"))
            for one in silence.long_silent(station, on)
        ],
        "member_share": _member_share(station.pk, on),
        "closed": closed,
        "closing_url": reverse("quotas-closing", args=[closed.public_id]) if closed else "",
        "close_url": current.address("quotas-close", part="") if may_close else "",
        "exemptions_url": reverse("quota-exemptions"),
        "activities_url": reverse("quota-activities"),
    }


def _member_share(station_id: int, on: datetime.date) -> dict[str, Any]:
    """Members' part of what came in this year, beside the rule; the number itself is enough (以上含本数)."""
    target = rulebook.value(station_id, rules.MEMBER_SHARE, on)
    of_members, of_all = counting.members_part(station_id, Period(on.replace(month=1, day=1), on))
    if target is None or not of_all:
        return {}
    return {
        "members": of_members,
        "all": of_all,
        "percent": round(100 * of_members / of_all, 1),
        "target": target,
        "is_reached": 100 * of_members >= target * of_all,
    }


def _facts(found: Line, *, is_office: bool) -> list[Fact]:
    duty, rule = found.duty, found.duty.rule
    rule_url = reverse("rule", args=[rules.DUTIES.key]) if is_office else ""
    said = [
        Fact(_("Quota"), duty.name),
        Fact(_("What the rule asks"), words.demand(duty)),
        Fact(_("Rule"), str(rule.instrument), url=rule_url),
        Fact(_("Strength"), rule.strength.label),
        Fact(_("In force since"), words.day(rule.valid_from) if rule.valid_from else ""),
        Fact(_("Version"), str(rule.version)[:8] if rule.version else ""),
    ]
    return [fact for fact in said if fact.value]


def _arithmetic(found: Line) -> list[str]:
    """How the numbers come about, one sentence a step."""
    told = []
    if found.required is None:
        told.append(_("The rule gives no number; what comes is counted."))
    elif found.owed_days == found.all_days:
        told.append(_("Due for the whole period: %(number)s.") % {"number": found.required})
    else:
        told.append(
            _("Owed for %(owed)s of %(all)s days: %(least)s × %(owed)s ÷ %(all)s gives %(number)s.")
            % {
                "owed": found.owed_days,
                "all": found.all_days,
                "least": found.duty.least,
                "number": found.required,
            }
        )
    told.extend(
        _("Exempt from %(first)s to %(last)s: %(reason)s")
        % {"first": words.day(one.first_on), "last": words.day(one.last_on), "reason": one.reason}
        for one in found.bound.exemptions
    )
    told.append(_("Counted: %(count)s.") % {"count": words.number(found.count)})
    if found.required is not None and found.short:
        told.append(_("Still short: %(short)s.") % {"short": words.number(found.short)})
        if not found.is_over:
            told.append(
                _("If as much comes as until now, %(short)s will be missing at the end.")
                % {"short": words.number(found.projected_short)}
            )
    return told


def _counted(actor: Actor, found: Line) -> list[tuple[str, str, datetime.date, str]]:
    """What counts. An item that the reader may know of has its title and its link, any other its number alone."""
    if found.duty.counted not in OF_ITEMS:
        return [(_named(fact), "", fact.on, f"{fact.share / 100:g} %") for fact in found.facts]
    known = items.visible(actor).filter(public_id__in=[fact.public_id for fact in found.facts])
    readable = set(known.values_list("public_id", flat=True))
    return [
        (
            _named(fact) if fact.public_id in readable else fact.number,
            going.item(fact.public_id) if fact.public_id in readable else "",
            fact.on,
            f"{fact.share / 100:g} %",
        )
        for fact in found.facts
    ]


def _named(fact: counting.Fact) -> str:
    return " ".join(part for part in (fact.number, fact.title) if part)


def _has_clock(actor: Actor, public_id: uuid.UUID) -> bool:
    return clocks.visible(actor).filter(subject=public_id).exists()
