# SPDX-License-Identifier: Apache-2.0
"""Who knew of an event when: the way of the news, drawn and told, with what lay and what went round (E14)."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.findings import access
from yizhan.domains.findings.permissions import Permission
from yizhan.domains.findings.queries import cases, paths
from yizhan.domains.findings.queries.paths import Detour, Lane, LaneKind, Path, Stop, StopKind
from yizhan.domains.findings.states import Origin
from yizhan.domains.items import access as items
from yizhan.domains.urgent import access as urgent
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Tab
from yizhan.web.findings import standing
from yizhan.web.findings.path_drawing import PathChart
from yizhan.web.templatetags.dates import moment_words


@signed_in
def way(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The way of the news of one event, for the office."""
    actor = actor_of(request)
    access.require(actor, Permission.STUDY)
    event = urgent.find(actor, public_id)
    found = items.visible(actor)
    path = paths.of_event(event, found)
    lanes = {lane: lane_words(lane) for lane in path.lanes}
    told = [(stop, stop_words(stop), moment_words(stop.at)) for stop in path.stops]
    seen = paths.items_in_sight(found, path.stops)
    charged = cases.of_event(access.visible(actor), event.pk)
    context = {
        "event": event,
        "places": [Tab(_("Urgent events"), reverse("emergencies")), Tab(event.title, _event(event.public_id))],
        "sentence": sentence(path, lanes),
        "chart": PathChart(
            key="way", title=_("Who knew when"), sentence=sentence(path, lanes), path=path, lanes=lanes, stops=told
        ),
        "columns": [
            Column(_("When"), kind="short"),
            Column(pgettext("way of the news", "Who"), kind="short"),
            Column(pgettext("way of the news", "What"), kind="main"),
        ],
        "rows": [_row(stop, lanes[stop.lane], words, seen) for stop, words, _at in told],
        "findings": [
            {"row": one, "url": reverse("finding", args=[one.public_id]), "standing": standing.of_finding(one)}
            for one in charged
        ],
        "charge_url": f"{reverse('finding-new')}?event={event.public_id}"
        if event.organization and access.holds(actor, Permission.PROPOSE)
        else "",
    }
    return render(request, "findings/path.html", context)


def lane_words(lane: Lane) -> str:
    """Who stands at a stop, in words."""
    if lane.kind in {LaneKind.UNIT, LaneKind.BODY}:
        return lane.name
    if lane.kind == LaneKind.ELSEWHERE:
        return str(Origin(lane.name).label)
    return {
        LaneKind.SCENE: _("At the scene"),
        LaneKind.OFFICE: _("The office"),
        LaneKind.LEADERS: _("The leaders"),
        LaneKind.AUTHORS: _("Members and citizens"),
    }[lane.kind]


def stop_words(stop: Stop) -> str:
    """What the news was at a stop, in words."""
    words = {
        StopKind.HAPPENED: _("it happened"),
        StopKind.KNOWN: _("learned of it"),
        StopKind.PHONED: _("told it by phone"),
        StopKind.NOTED: _("noted a call"),
        StopKind.REPORTED: _("wrote the first or final report"),
        StopKind.FOLLOWED: _("wrote a follow-up"),
        StopKind.RECEIVED: _("received the first report"),
        StopKind.READ: _("first read the notice"),
        StopKind.ITEM: _("handed in an item that looks alike"),
        StopKind.REGISTERED: _("registered that item"),
        StopKind.ELSEWHERE: _("told of it"),
        StopKind.ADDRESSED: _("was told of it"),
    }[stop.kind]
    return f"{words}（{stop.words}）" if stop.words and stop.kind != StopKind.HAPPENED else words


def sentence(path: Path, lanes: dict[Lane, str]) -> str:
    """Where the news went round somebody, and where it lay longest."""
    said = [_round(one) for one in path.detours]
    if path.is_upside_down:
        said.append(_("The leaders or the level above knew before the office."))
    if path.stay is not None:
        facts = {
            "who": lanes[path.stay.source],
            "next": lanes[path.stay.target],
            "span": standing.span(path.stay.span.total_seconds() / 60),
        }
        said.append(_("Longest stay: %(span)s at %(who)s; next: %(next)s.") % facts)
    if not said:
        return _("It has gone nowhere yet.")
    if not path.detours:
        said.insert(0, _("Nobody was passed over."))
    return " ".join(said)


def _round(one: Detour) -> str:
    facts = {"unit": lane_words(one.unit), "through": lane_words(one.through)}
    if one.earlier is None and one.through.kind == LaneKind.OFFICE:
        return _("The news went round %(unit)s, which has told nothing; somebody called the office.") % facts
    if one.earlier is None:
        return _("The news went round %(unit)s, which has told nothing; the office had it through %(through)s.") % facts
    facts["span"] = standing.span(one.earlier.total_seconds() / 60)
    if one.through.kind == LaneKind.OFFICE:
        return _("The news went round %(unit)s: the office had a call %(span)s before the unit told it.") % facts
    return (
        _("The news went round %(unit)s: the office had it through %(through)s %(span)s before the unit told it.")
        % facts
    )


def _row(stop: Stop, who: str, words: str, seen: set[uuid.UUID]) -> dict[str, Any]:
    url = ""
    if stop.subject is not None:
        if stop.subject in seen:
            url = reverse("item", args=[stop.subject])
        elif stop.kind not in {StopKind.ITEM, StopKind.REGISTERED, StopKind.ELSEWHERE}:
            url = _event(stop.subject)
    return {"at": stop.at, "who": who, "words": words, "url": url}


def _event(public_id: uuid.UUID) -> str:
    return reverse("emergency", args=[public_id])
